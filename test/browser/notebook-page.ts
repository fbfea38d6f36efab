import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { JupyterLab } from '../support/jupyterlab'

/** A notebook, open in JupyterLab in the browser. */
export class NotebookPage {
  readonly page: Page
  /** Where it asked others than JupyterLab. */
  readonly outside: string[] = []
  /** Errors of the page and in the browser's console. */
  readonly problems: string[] = []

  private constructor(page: Page, { origin }: JupyterLab) {
    this.page = page
    page.on('pageerror', error => this.problems.push(`${error.stack ?? error.message}`))
    page.on('console', message => {
      const { url } = message.location()
      if (message.type() === 'error') this.problems.push(`${message.text()} (${url})`)
    })
    page.on('request', request => {
      const url = new URL(request.url())
      if (/^https?:$/.test(url.protocol) && url.origin !== origin) this.outside.push(url.href)
    })
  }

  static async open(context: BrowserContext, lab: JupyterLab, file: string): Promise<NotebookPage> {
    const opened = new NotebookPage(await context.newPage(), lab)
    await opened.page.setViewportSize({ width: 1280, height: 900 })
    await opened.page.goto(lab.address(file, `test-${++workspaces}`))
    await opened.#idle()
    return opened
  }

  /** Runs all cells by the menu, and waits until all have run. */
  async runAll(): Promise<void> {
    // JupyterLab writes each prompt anew: `[*]`, then a number, which may be the one of before.
    await this.page.locator(promptSelector).evaluateAll(prompts => {
      for (const { firstChild } of prompts) if (firstChild) Object.assign(firstChild, { old: true })
    })
    await this.page.getByRole('menuitem', { name: 'Run', exact: true }).click()
    await this.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    await this.page.waitForFunction(
      selector =>
        [...document.querySelectorAll(selector)].every(
          ({ firstChild, textContent }) =>
            /\[\d+\]/.test(textContent!) && firstChild && !('old' in firstChild),
        ),
      promptSelector,
    )
    await this.#idle()
  }

  /** The last cell, where a learner tries things. */
  get scratch(): Locator {
    return this.page.locator('.jp-CodeCell').last()
  }

  /** Replaces what stands in the scratch cell and starts it, as a learner does. */
  async runInScratch(code: string): Promise<void> {
    await this.scratch.locator('.cm-content').click()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(code)
    await this.page.keyboard.press('Control+Enter')
  }

  /** Keeps pictures of the whole notebook: `path`-1.png, `path`-2.png, … */
  async screenshots(path: string): Promise<void> {
    const height = 3000
    const panel = this.page.locator('.jp-WindowedPanel-outer')
    await this.page.setViewportSize({ width: 1280, height })
    // JupyterLab fits its parts to the window a little later.
    await this.page.waitForFunction(
      least => document.querySelector('.jp-WindowedPanel-outer')!.clientHeight > least,
      height * 0.9,
    )
    // Below the last cell there is room to scroll, as high as the window.
    const screens = await panel.evaluate(element => {
      const cells = element.querySelectorAll('.jp-Cell')
      const end = cells[cells.length - 1]!.getBoundingClientRect().bottom + element.scrollTop
      return Math.ceil((end - element.getBoundingClientRect().top) / element.clientHeight)
    })
    for (let i = 0; i < screens; i++) {
      await panel.evaluate((element, n) => {
        element.scrollTop = n * element.clientHeight
      }, i)
      await this.page.screenshot({ path: `${path}-${i + 1}.png` })
    }
  }

  async #idle(): Promise<void> {
    await this.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor()
    // That one is idle before there is a kernel, too, and a cell run then is dropped without a word.
    await this.page.locator('.jp-StatusBar-TextItem').getByText('(Downhill) | Idle').waitFor()
  }

  close(): Promise<void> {
    return this.page.close()
  }
}

const promptSelector = '.jp-CodeCell .jp-InputArea-prompt'

let workspaces = 0
