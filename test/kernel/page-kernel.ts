import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import type { PageKernel } from '../../kernel/page/client'
import { inChromium, type TestBrowser } from '../browser/browsers'
import { kernelFolder } from '../page/kernel-site'
import type { Output, RunCell } from '../support/jupyter'

declare const downhillKernel: { start(): PageKernel }
declare const kernel: PageKernel

/** The kernel of a page, on a page that has nothing else. */
export class KernelPage {
  readonly #browser: Browser
  readonly page: Page

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.page = page
  }

  static async open({ launch }: Pick<TestBrowser, 'launch'> = inChromium): Promise<KernelPage> {
    const folder = await kernelFolder()
    const browser = await launch()
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await page.evaluate(async () => {
      Object.assign(globalThis, { kernel: downhillKernel.start() })
      await kernel.ready
    })
    return new KernelPage(browser, page)
  }

  /** Runs a cell, and tells what Jupyter would be told; waits for what comes late if asked to. */
  async run(code: string, { settle = 0 }: { settle?: number } = {}): Promise<RunCell> {
    const { reply, outputs } = await this.page.evaluate(
      async ([source, ms]) => {
        const shown: { type: string; content: object }[] = []
        const reply = await kernel.execute(source, output => shown.push(output))
        await new Promise(resolve => setTimeout(resolve, ms))
        return { reply, outputs: shown.map(({ type, content }) => ({ type, ...content })) }
      },
      [code, settle] as const,
    )
    return { reply, outputs: outputs as Output[], states: [] }
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}
