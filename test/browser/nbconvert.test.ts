import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import {
  chapterName,
  chapters,
  codeCells,
  joined,
  type Notebook,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { python } from '../../tools/python'
import { execute } from '../support/execute'
import { launch, needsChromium, whyPending } from './chromium'

const alt = 'One & two, "quoted" <here>'

const cell = (id: string, source: string) => ({
  ...{ id, cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null },
})
const written = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
  cells: [
    cell(
      'import',
      "import { contour, figure, show, sideBySide, surfaces, wireframe } from 'downhill'",
    ),
    cell('map', 'const map = figure([contour(surfaces.bowl)])\nshow(sideBySide([map, map]))'),
    cell('space', `show(figure([wireframe(surfaces.bowl)], { alt: ${JSON.stringify(alt)} }))`),
    cell('plain', 'show({ data: [{ y: [1, 4, 9] }] })'),
  ],
} as unknown as Notebook

describe(`nbconvert's page, without a network${whyPending}`, function () {
  this.timeout(240_000)
  let folder: string
  let browser: Browser
  let page: Page
  let problems: string[]

  before(async function () {
    needsChromium(this)
    folder = mkdtempSync(join(tmpdir(), 'downhill-nbconvert-'))
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    if (folder) rmSync(folder, { recursive: true })
  })
  afterEach(() => page?.close())

  /** Converts a notebook as anyone would; returns the page's html. */
  function convert(file: string): string {
    const options = ['--to', 'html', '--output-dir', folder, '--log-level', 'ERROR']
    execFileSync(python, ['-m', 'nbconvert', ...options, file])
    return join(folder, `${chapterName(file)}.html`)
  }

  async function open(html: string, width: number): Promise<void> {
    page = await browser.newPage({ viewport: { width, height: 900 } })
    problems = []
    page.on('pageerror', error => problems.push(error.message))
    await page.route(/^https?:/, route => route.abort())
    await page.goto(pathToFileURL(html).href, { waitUntil: 'domcontentloaded' })
  }

  it('draws the figures of a notebook that has just run, with one plotly.js, on a phone too', async () => {
    const file = join(folder, 'run.ipynb')
    writeFileSync(file, JSON.stringify(await execute(written)))
    const html = convert(file)
    expect(readFileSync(html, 'utf8').match(/\* plotly\.js v/g)).to.have.length(1)
    for (const width of [1400, 380]) {
      await open(html, width)
      const figures = page.locator('[data-downhill-figure]')
      expect(await figures.count()).to.equal(3)
      for (let i = 0; i < 3; i++) {
        await figures.nth(i).locator('.main-svg').first().waitFor()
        const box = (await figures.nth(i).boundingBox())!
        expect(box.x + box.width).to.be.at.most(width)
      }
      expect(await figures.nth(1).getAttribute('aria-label')).to.equal(alt)
      expect(await page.getByText('needs plotly.js').count()).to.equal(0)
      expect(problems).to.deep.equal([])
      await page.close()
    }
  })

  it('has the pictures of a published chapter, with their words, and no plotly.js', async () => {
    const file = chapters[1]!
    const html = convert(file)
    expect(readFileSync(html, 'utf8')).not.to.contain('* plotly.js v')
    await open(html, 1400)
    const words = codeCells(readNotebook(file)).flatMap(({ outputs = [] }) =>
      outputs
        .filter(({ data }) => data?.['image/png'])
        .map(({ data }) => joined(data!['text/plain'] as string)),
    )
    expect(words).to.have.length.above(3)
    const alts = await page
      .locator('.jp-RenderedImage img')
      .evaluateAll(all => all.map(image => image.getAttribute('alt')))
    expect(alts).to.deep.equal(words)
  })
})
