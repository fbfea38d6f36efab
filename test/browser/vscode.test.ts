import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { plotlyVersion } from '../../src/display/figure-html'
import {
  chapterName,
  chapters,
  codeCells,
  joined,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { plotlyMinified } from '../display/plotly-minified'
import { execute } from '../support/execute'
import { slow } from '../support/slow'
import { launch, needsChromium, whyPending } from './chromium'

const htmlOf = (data: Record<string, unknown> | undefined): string =>
  joined(data?.['text/html'] as string | undefined)

const cdn = `https://cdn.plot.ly/plotly-${plotlyVersion}.min.js`

// What is drawn with the CDN's plotly.js is in html-output.test.ts; here it is every figure of the chapters that
// have all kinds between them.
const describeSlow = slow ? describe : describe.skip
/** What VS Code does: each output is html in a page that has nothing but the network. */
describeSlow(`VS Code${whyPending}`, function () {
  this.timeout(120000)
  let browser: Browser
  let library: string

  before(async function () {
    needsChromium(this)
    const file = plotlyMinified()
    if (file === undefined) {
      this.test!.title += ' (no plotly.min.js found: install the Python package plotly)'
      this.skip()
    }
    library = readFileSync(file!, 'utf8')
    browser = await launch()
  })
  after(() => browser?.close())

  for (const file of [0, 4, 5].map(i => chapters[i]!)) {
    describe(chapterName(file), () => {
      let outputs: { id: string; html: string }[]
      before(async () => {
        const executed = await execute(readNotebook(file), { env: { VSCODE_PID: '1' } })
        outputs = codeCells(executed).flatMap(({ id, outputs: all = [] }) =>
          all
            .filter(({ data }) => /data-downhill-(figure|explorer)/.test(htmlOf(data)))
            .map(({ data }) => {
              // Of several forms VS Code would take another.
              expect(Object.keys(data!).sort(), id).to.deep.equal(['text/html', 'text/plain'])
              return { id, html: htmlOf(data) }
            }),
        )
      })

      it('shows each figure and each explorer as html alone, with plotly.js from its CDN', async () => {
        expect(outputs).not.to.have.length(0)
        for (const { id, html } of outputs) {
          const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
          const { asked, problems } = await watch(page)
          await page.setContent(`<!doctype html><meta charset="utf-8"><body>${html}`)
          const plot = page.locator('.js-plotly-plot .main-svg').first()
          await plot.waitFor({ timeout: 20000 })
          const box = await plot.boundingBox()
          expect(box!.width, id).to.be.above(200)
          expect([...new Set(asked)], id).to.deep.equal([cdn])
          expect(problems, id).to.deep.equal([])
          await page.close()
        }
      })
    })
  }

  /** Answers for the CDN, and for nobody else. */
  async function watch(page: Page): Promise<{ asked: string[]; problems: string[] }> {
    const asked: string[] = []
    const problems: string[] = []
    page.on('pageerror', error => problems.push(error.message))
    await page.route(/^https?:/, route => {
      const address = route.request().url()
      asked.push(address)
      if (address !== cdn) return route.abort()
      return route.fulfill({
        contentType: 'text/javascript; charset=utf-8',
        headers: { 'access-control-allow-origin': '*' },
        body: library,
      })
    })
    return { asked, problems }
  }
})
