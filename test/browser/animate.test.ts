import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { animate, contour, descend, path, SGD, surfaces } from '../../src'
import { launch, needsChromium, whyPending } from './chromium'

const { bowl } = surfaces

describe(`animate on a page${whyPending}`, function () {
  this.timeout(180_000)
  let browser: Browser
  let page: Page

  before(async function () {
    needsChromium(this)
    browser = await launch()
    page = await browser.newPage()
    await page.setContent('<div id="figure"></div>')
    await page.addScriptTag({
      path: join(__dirname, '../../node_modules/plotly.js-dist/plotly.js'),
    })
    const walk = descend(bowl, new SGD({ lr: 0.95 }), { steps: 20 })
    await page.evaluate(
      // biome-ignore lint/suspicious/noExplicitAny: a global of the page
      fig => (window as any).Plotly.newPlot('figure', fig).then(() => undefined),
      JSON.parse(JSON.stringify(animate([contour(bowl), path(walk)]))),
    )
  })
  after(() => browser?.close())

  // The first trace of points is the + at the lowest point.
  const drawn = '.scatterlayer .trace:last-of-type .point'
  const points = (): Promise<number> => page.locator(drawn).count()
  const until = (count: number): Promise<unknown> =>
    page.waitForFunction(([of, n]) => document.querySelectorAll(of).length === n, [
      drawn,
      count,
    ] as const)

  it('shows the whole path at first', async () => {
    expect(await points()).to.equal(21)
  })

  it('grows from the start when played, and the map stays in sight at every frame painted', async () => {
    await page.evaluate(of => {
      // What is there when a frame is painted is seen by the first task after its callbacks.
      const seen = { painted: 0, withoutMap: 0, fewest: Number.POSITIVE_INFINITY }
      Object.assign(window, { seen })
      const { port1, port2 } = new MessageChannel()
      port2.onmessage = () => {
        seen.painted++
        if (document.querySelector('.contourlayer path') === null) seen.withoutMap++
        const count = document.querySelectorAll(of).length
        seen.fewest = Math.min(seen.fewest, count)
        requestAnimationFrame(() => port1.postMessage(0))
      }
      port1.postMessage(0)
    }, drawn)
    await page.getByText('▶ Play').click()
    await page.waitForFunction(
      () => (window as unknown as { seen: Record<string, number> }).seen.fewest === 1,
    )
    await until(21)
    const seen = await page.evaluate(
      () => (window as unknown as { seen: Record<string, number> }).seen,
    )
    expect(seen.painted).to.be.greaterThan(20)
    expect(seen).to.include({ withoutMap: 0, fewest: 1 })
  })

  it('goes to any update by the slider', async () => {
    const box = (await page.locator('.slider-rail-touch-rect').boundingBox())!
    // The sixth of 21 places along the rail: after 5 updates there are 6 points.
    await page.mouse.click(box.x + (box.width * 5) / 20, box.y + box.height / 2)
    await until(6)
    expect(await page.locator('.slider-label').first().textContent()).to.equal('update 5')
  })
})
