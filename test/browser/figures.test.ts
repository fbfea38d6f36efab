import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import {
  contour,
  curve,
  type Figure,
  figure,
  type Path,
  type Point,
  path,
  quiver,
  surface,
  surfaces,
  wireframe,
} from '../../src'
import { launch, needsChromium, whyPending } from './chromium'

const walkThrough = (points: readonly Point[]): Path => ({
  optimizer: 'SGD',
  surface: 'bowl',
  points,
  losses: points.map(() => 1),
  gradients: points,
  divergedAt: undefined,
})

describe(`figures of all ranges on a page${whyPending}`, function () {
  this.timeout(240_000)
  let browser: Browser
  let page: Page
  let problems: string[]

  before(async function () {
    needsChromium(this)
    browser = await launch()
    page = await browser.newPage()
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await page.setContent('<div id="figure"></div>')
    await page.addScriptTag({
      path: join(__dirname, '../../node_modules/plotly.js-dist/plotly.js'),
    })
  })
  after(() => browser?.close())

  async function draw(fig: Figure): Promise<void> {
    problems = []
    await page.evaluate(
      // biome-ignore lint/suspicious/noExplicitAny: a global of the page
      shown => (window as any).Plotly.newPlot('figure', shown).then(() => undefined),
      JSON.parse(JSON.stringify(fig)),
    )
    expect(problems).to.deep.equal([])
  }
  const texts = (selector: string): Promise<string[]> => page.locator(selector).allTextContents()

  for (const [name, f, least] of [
    ['1e9 + x² + y²', (x: number, y: number) => 1e9 + x * x + y * y, 4],
    ['1e39 (x² + y²)', (x: number, y: number) => 1e39 * (x * x + y * y), 4],
    ['1e-50 (x² + y²)', (x: number, y: number) => 1e-50 * (x * x + y * y), 4],
    ['1e308 x', (x: number) => 1e308 * x, 4],
  ] as const) {
    it(`${name}: a map with lines of different labels, and a net`, async () => {
      await draw(figure([contour(surface(f))]))
      expect(await page.locator('.contourlevel path').count()).to.be.at.least(least)
      const labels = await texts('.contourlabels text')
      expect(new Set(labels).size).to.be.at.least(least)
      await draw(figure([wireframe(surface(f))]))
      expect(await page.locator('.gl-container canvas').count()).to.equal(1)
    })
  }

  it('a strip of a million to one: arrows as far as it reaches', async () => {
    const strip = surface((x, y) => (x / 1e6) ** 2 + y * y, { domain: { x: [0, 1e6], y: [0, 1] } })
    await draw(figure([contour(strip), quiver(strip)]))
    const box = (await page.locator('.quiver').first().boundingBox())!
    expect(box.width).to.be.above(400)
    expect(box.height).to.be.above(200)
  })

  it('a curve far from 0 goes up and down', async () => {
    await draw(figure([curve([1e6, 1e6 + 0.2, 1e6 + 0.1], { name: 'a' })]))
    expect(
      (await page.locator('.scatterlayer .js-line').first().boundingBox())!.height,
    ).to.be.above(200)
    const labels = await texts('.ytick text')
    expect(new Set(labels).size).to.equal(labels.length)
    await draw(figure([curve([1e308, -1e308, 0], { name: 'a' })]))
  })

  it('a long walk: few dots, all of its extent', async () => {
    const points = Array.from({ length: 100_000 }, (_, t) => {
      return [4 * Math.cos(t / 10), 2 * Math.sin(t / 7)] as const
    })
    await draw(figure([contour(surfaces.bowl), path(walkThrough(points))]))
    expect(await page.locator('.scatterlayer .point').count()).to.be.within(100, 1000)
    const box = (await page.locator('.scatterlayer .js-line').first().boundingBox())!
    // 610 pixels for 20 units.
    expect(box.width).to.be.closeTo(8 * 30.5, 6)
    expect(box.height).to.be.closeTo(4 * 30.5, 6)
  })

  it('no point, and one', async () => {
    await draw(figure([path(walkThrough([]))]))
    expect(await page.locator('.scatterlayer .point').count()).to.equal(0)
    await draw(figure([path(walkThrough([[3, 4]]))]))
    expect(await page.locator('.scatterlayer .point').count()).to.equal(1)
  })
})
