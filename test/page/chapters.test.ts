import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { chapterName, chapters, readNotebook } from '../../tools/notebooks/notebook'
import { inChromium, inFirefox } from '../browser/browsers'
import { slow } from '../support/slow'
import { KernelSite } from './kernel-site'
import { executeInPage } from './run-in-page'
import { differences } from './same-outputs'

for (const { name, whyPending, needed, launch } of slow ? [inChromium, inFirefox] : [inChromium]) {
  describe(`chapters run by the page, in ${name}${whyPending}`, function () {
    this.timeout(180_000)
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

    for (const file of slow ? chapters : chapters.slice(0, 3)) {
      it(`${chapterName(file)} shows what the file shows`, async () => {
        const notebook = readNotebook(file)
        const executed = await executeInPage(browser, site.address, notebook)
        expect(differences(executed, notebook)).to.deep.equal([])
      })
    }
  })
}
