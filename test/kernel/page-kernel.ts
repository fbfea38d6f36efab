import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { PageKernel } from '../../kernel/page/client'
import { buildPageKernel } from '../../tools/page-kernel.mjs'
import { launch } from '../browser/chromium'
import type { Output, RunCell } from '../support/jupyter'

declare const downhillKernel: { start(): PageKernel }
declare const kernel: PageKernel

/** The kernel of a page, in Chromium, on a page that has nothing else. */
export class KernelPage {
  readonly #folder: string
  readonly #browser: Browser
  readonly page: Page

  private constructor(folder: string, browser: Browser, page: Page) {
    this.#folder = folder
    this.#browser = browser
    this.page = page
  }

  static async open(): Promise<KernelPage> {
    const folder = mkdtempSync(join(tmpdir(), 'downhill-page-'))
    await buildPageKernel(folder)
    const html = '<!doctype html><meta charset="utf-8"><script src="kernel.js"></script>'
    writeFileSync(join(folder, 'index.html'), html)
    const browser = await launch()
    const page = await browser.newPage()
    await page.goto(`file://${join(folder, 'index.html')}`)
    await page.evaluate(async () => {
      Object.assign(globalThis, { kernel: downhillKernel.start() })
      await kernel.ready
    })
    return new KernelPage(folder, browser, page)
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
    rmSync(this.#folder, { recursive: true })
  }
}
