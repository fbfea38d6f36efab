import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { inChromium, inFirefox } from '../browser/browsers'
import { KernelSite } from './kernel-site'
import { runCells } from './run-in-page'

for (const { name, whyPending, needed, launch } of [inChromium, inFirefox]) {
  describe(`the kernel of a page that is a file, in ${name}${whyPending}`, function () {
    this.timeout(120_000)
    let browser: Browser
    let site: KernelSite

    before(async function () {
      needed(this)
      site = await KernelSite.open()
      browser = await launch()
    })
    after(async () => {
      await browser?.close()
      site?.close()
    })

    it('runs a cell', async () => {
      const code = "import { surfaces } from 'downhill'; surfaces.bowl.f(-7, 2)"
      expect(await runCells(browser, site.file, [code])).to.deep.equal([
        {
          reply: { status: 'ok', execution_count: 1 },
          outputs: [
            {
              type: 'execute_result',
              content: { execution_count: 1, data: { 'text/plain': '6.45' }, metadata: {} },
            },
          ],
        },
      ])
    })
  })
}
