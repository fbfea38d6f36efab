import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { animate, descend, SGD, sideBySide, surfaces } from '../../src'
import { figureHtml, plotlyVersion } from '../../src/dist/display/figure-html'
import { contour } from '../../src/figures/contour'
import { figure } from '../../src/figures/figure'
import type { Figure } from '../../src/figures/mark'
import { path } from '../../src/figures/path'
import { quiver } from '../../src/figures/quiver'
import { wireframe } from '../../src/figures/wireframe'
import { plotlyMinified } from '../display/plotly-minified'
import { bowl, walk } from '../figures/fixtures'
import { slow } from '../support/slow'
import { launch, needsChromium, whyPending } from './chromium'

const root = join(__dirname, '../..')
const plotlyFile = 'node_modules/plotly.js-dist/plotly.js'
const cdn = `https://cdn.plot.ly/plotly-${plotlyVersion}.min.js`

const flat = {
  ...bowl,
  gradient: (x: number, y: number) => [x / 1000, y / 1000] as const,
}
const map = figure([contour(bowl), path(walk())], { title: 'SGD' })
const kinds: [string, Figure, { drawn: string; count: number }][] = [
  [
    'wireframe',
    figure([wireframe(bowl)], { title: 'Bowl' }),
    { drawn: '.gl-container canvas', count: 1 },
  ],
  ['contour', figure([contour(bowl)]), { drawn: '.contourlevel', count: 13 }],
  ['quiver', figure([quiver(bowl)]), { drawn: '.quiver path.js-line', count: 21 * 11 }],
  ['contour and path', map, { drawn: '.scatter .point', count: 32 }],
  [
    'diverged path',
    figure([contour(bowl), path(walk(50, 1000))]),
    { drawn: '.legendtext', count: 1 },
  ],
]

/** What the html finds where it is shown. */
interface Surroundings {
  /** Script addresses and code that run before the figures. */
  readonly head?: string
  /** The address the CDN's answer is taken from; none: it cannot be reached. */
  readonly cdnFile?: string | undefined
  readonly cdnSuffix?: string
  /** Of the window; by default 800. */
  readonly width?: number
}

describe(`html output${whyPending}`, function () {
  this.timeout(180_000)
  let browser: Browser
  let server: Server
  let origin: string
  let pages: Map<string, string>
  let served: string[]
  let context: BrowserContext
  let page: Page
  let outside: string[]
  let problems: string[]

  before(async function () {
    needsChromium(this)
    pages = new Map()
    served = []
    server = createServer((request, response) => {
      const address = request.url!
      served.push(address)
      const html = pages.get(address)
      if (html !== undefined) {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
      } else if (address === `/lab/files/${plotlyFile}` || address === '/plotly.js') {
        response.setHeader('content-type', 'text/javascript; charset=utf-8')
        response.end(readFileSync(join(root, plotlyFile)))
      } else {
        response.writeHead(404).end()
      }
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    server?.close()
  })
  afterEach(() => context?.close())

  /** Opens a page with the figures, and records what it asks the outside for. */
  async function open(figures: readonly Figure[], surroundings: Surroundings = {}): Promise<void> {
    const { head = '', cdnFile, cdnSuffix = '', width = 800 } = surroundings
    served.length = 0
    outside = []
    problems = []
    context = await browser.newContext({ viewport: { width, height: 900 } })
    page = await context.newPage()
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await context.route(
      url => url.origin !== origin,
      async route => {
        const address = route.request().url()
        if (/^(data|blob):/.test(address)) return route.continue()
        outside.push(address)
        if (address !== cdn || cdnFile === undefined) return route.abort()
        return route.fulfill({
          contentType: 'text/javascript; charset=utf-8',
          headers: { 'access-control-allow-origin': '*' },
          body: readFileSync(cdnFile, 'utf8') + cdnSuffix,
        })
      },
    )
    pages.set(
      '/page',
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${head}<body>${figures.map(figureHtml).join('')}`,
    )
    await page.goto(`${origin}/page`)
  }

  const div = '[data-downhill-figure]'
  const drawn = (count = 1) =>
    page.waitForFunction(
      ([selector, n]) =>
        document.querySelectorAll(`${selector}.js-plotly-plot .main-svg`).length >= Number(n),
      [div, count] as const,
    )
  const jupyter =
    '<script id="jupyter-config-data" type="application/json">{"baseUrl":"/lab/"}</script>'
  const onPage = '<script src="/plotly.js"></script>'

  describe('with Plotly on the page', () => {
    for (const [name, fig, { drawn: selector, count }] of kinds) {
      it(`draws ${name}`, async () => {
        await open([fig], { head: onPage })
        await drawn()
        await page.locator(selector).first().waitFor({ state: 'attached' })
        expect(await page.locator(selector).count()).to.equal(count)
        const box = await page.locator(div).boundingBox()
        expect([box!.width, box!.height]).to.deep.equal([fig.layout.width, fig.layout.height])
        expect(await page.locator(div).getAttribute('aria-label')).to.equal(fig.layout.meta.alt)
        expect(outside).to.deep.equal([])
        expect(problems).to.deep.equal([])
      })
    }
    it('draws arrows as long as −∇f times the factor, on a flat surface as well', async () => {
      for (const [surface, factor] of [
        [bowl, 1 / 5],
        [flat, 100],
      ] as const) {
        await open([figure([quiver(surface)])], { head: onPage })
        await drawn()
        const arrows = await page.evaluate(() => {
          // biome-ignore lint/suspicious/noExplicitAny: Plotly's own fields
          const plot: any = document.querySelector('.js-plotly-plot')
          const { xaxis, yaxis } = plot._fullLayout
          const paths = [...plot.querySelectorAll('.quiver path.js-line')]
          return paths.map(path => {
            const [x0, y0, x1, y1] = path
              .getAttribute('d')
              .match(/-?[\d.]+(e-?\d+)?/g)
              .map(Number)
            return [xaxis.p2c(x0), yaxis.p2c(y0), xaxis.p2c(x1), yaxis.p2c(y1), 1 / xaxis._m]
          })
        })
        expect(arrows).to.have.length(21 * 11)
        for (const [x0, y0, x1, y1, pixel] of arrows) {
          const [gx, gy] = surface.gradient(x0, y0)
          expect(x1 - x0).to.be.closeTo(-gx * factor, pixel * 0.2)
          expect(y1 - y0).to.be.closeTo(-gy * factor, pixel * 0.2)
        }
        await context.close()
      }
    })
  })

  describe('with a toolbar', () => {
    const title = 'A title that is as long as the figure is wide, or nearly so, as titles are'
    const walk = descend(surfaces.bowl, new SGD({ lr: 0.9 }), { steps: 5 })
    const panel = figure([contour(bowl)], { title })
    const titled: [string, Figure][] = [
      ['on the plane', figure([contour(bowl)], { title })],
      ['with a bar of colours', figure([quiver(bowl)], { title })],
      ['in space', figure([wireframe(bowl)], { title })],
      ['of panels', sideBySide([panel, panel])],
      ['that moves', animate([contour(surfaces.bowl), path(walk)], { title })],
      ['low', figure([contour(bowl)], { title, height: 200 })],
    ]
    for (const [name, fig] of slow ? titled : titled.slice(0, 2)) {
      it(`covers no title and uploads nothing: a figure ${name}`, async () => {
        for (const width of [900, 380]) {
          await open([fig], { head: onPage, width })
          await drawn()
          await page.locator(div).hover()
          const buttons = page.locator('.modebar-btn')
          expect(await buttons.count()).to.be.within(2, 8)
          const names = await buttons.evaluateAll(all =>
            all.map(button => button.getAttribute('data-title')),
          )
          expect(names.join())
            .to.contain('Download plot')
            .and.not.match(/share|cloud|plotly|edit/i)
          const bars = await buttons.evaluateAll(all =>
            all.map(button => button.getBoundingClientRect().toJSON()),
          )
          const titles = await page
            .locator('.gtitle, .annotation-text')
            .evaluateAll(all => all.map(text => text.getBoundingClientRect().toJSON()))
          expect(titles).not.to.deep.equal([])
          for (const a of bars) {
            for (const b of titles) {
              const apart =
                a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom
              expect(apart, `${width}`).to.equal(true)
            }
          }
          await context.close()
        }
      })
    }
  })

  describe('on a narrow page', () => {
    const panels = (count: number) =>
      sideBySide(
        Array.from({ length: count }, (_, i) =>
          figure([contour(bowl), path(walk())], { title: `Panel ${i + 1}` }),
        ),
      )
    const wide: [string, Figure][] = [
      ['a map', map],
      ['a figure in space', kinds[0]![1]],
      ['arrows', kinds[2]![1]],
      ['two panels', panels(2)],
      ['four panels', panels(4)],
      [
        'a plain figure of Plotly',
        {
          data: [{ type: 'scatter', y: [1, 2] }],
          layout: { width: 700, height: 400, meta: { alt: '' } },
        },
      ],
    ]
    for (const [name, fig] of wide) {
      it(`draws ${name} as wide as the page, with letters one can read, also when it is turned`, async () => {
        await open([fig], { head: onPage, width: 380 })
        for (const width of [380, 740, 380]) {
          await page.setViewportSize({ width, height: 800 })
          const room = width - 16
          const drawing = Math.min(room, fig.layout.width)
          await page.waitForFunction(
            ([selector, n]) =>
              document.querySelector(`${selector} .main-svg`)?.getBoundingClientRect().width === n,
            [div, drawing] as const,
          )
          const box = (await page.locator(div).boundingBox())!
          expect(box.width).to.equal(drawing)
          const svg = (await page.locator(`${div} .main-svg`).first().boundingBox())!
          expect(box.height).to.equal(svg.height)
          const letters = await page
            .locator(`${div} text`)
            .evaluateAll(all =>
              all
                .filter(text => text.textContent !== '' && text.getBoundingClientRect().width > 0)
                .map(text => Number.parseFloat(getComputedStyle(text).fontSize)),
            )
          expect(Math.min(...letters)).to.be.at.least(10)
          const overhang = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overhang).to.equal(0)
        }
        expect(problems).to.deep.equal([])
      })
    }
    it('stacks panels, each with its title above it', async () => {
      await open([panels(2)], { head: onPage, width: 380 })
      await drawn()
      const plots = await page
        .locator('.cartesianlayer .plotbg, .bglayer .bg')
        .evaluateAll(all => all.map(plot => plot.getBoundingClientRect().toJSON()))
      const titles = await page
        .locator('.annotation-text')
        .evaluateAll(all => all.map(text => text.getBoundingClientRect().toJSON()))
      expect(titles).to.have.length(2)
      expect(titles[1].top).to.be.above(titles[0].bottom + 100)
      for (const plot of plots) expect(plot.width).to.be.above(250)
    })
    it('keeps the frames of a figure that moves', async () => {
      const path5 = descend(surfaces.bowl, new SGD({ lr: 0.9 }), { steps: 5 })
      await open([animate([contour(surfaces.bowl), path(path5)])], { head: onPage, width: 380 })
      await drawn()
      await page.setViewportSize({ width: 500, height: 800 })
      await page.waitForFunction(
        selector =>
          document.querySelector(`${selector} .main-svg`)?.getBoundingClientRect().width === 484,
        div,
      )
      const frames = await page.evaluate(
        // biome-ignore lint/suspicious/noExplicitAny: Plotly's own fields
        selector => (document.querySelector(selector) as any)._transitionData._frames.length,
        div,
      )
      expect(frames).to.equal(6)
      await page.getByText('▶ Play').click()
      await page.waitForFunction(() => document.querySelectorAll('.scatterlayer .point').length < 6)
    })
  })

  describe('in Jupyter', () => {
    for (const [name, fig, { drawn: selector }] of slow ? kinds : kinds.slice(0, 1)) {
      it(`draws ${name} with the server's Plotly`, async () => {
        await open([fig], { head: jupyter })
        await drawn()
        await page.locator(selector).first().waitFor({ state: 'attached' })
        expect(outside).to.deep.equal([])
        expect(problems).to.deep.equal([])
      })
    }
    it('loads it once for all figures and leaves no globals but its own', async () => {
      // Counted on the page: the browser answers several scripts of one address with one request.
      const counter = `<script>
        window.scripts = 0
        new MutationObserver(changes => {
          for (const { addedNodes } of changes) for (const node of addedNodes) if (node.src) window.scripts++
        }).observe(document.head, { childList: true })
      </script>`
      const head = jupyter + counter
      const before = await (async () => {
        await open([], { head })
        const names = await page.evaluate(() => Object.keys(window))
        await context.close()
        return names
      })()
      await open([map, kinds[1]![1], map], { head })
      await drawn(3)
      expect(await page.evaluate('window.scripts')).to.equal(1)
      expect(served.filter(address => address.endsWith('plotly.js'))).to.have.length(1)
      const names: string[] = await page.evaluate(() => Object.keys(window))
      // What plotly.js itself keeps for later, whoever loads it.
      const plotlys = ['PolyBool', 'sprintf', 'vsprintf', 'PlotlyGeoAssets']
      const added = names.filter(
        name => !before.includes(name) && !plotlys.includes(name) && !/^__[A-Z_]+$/.test(name),
      )
      expect(added).to.deep.equal([`__downhill_plotly_${plotlyVersion}`])
      expect(await page.locator('head script[src]').count()).to.equal(0)
    })
    it('finds the server of the classic notebook', async () => {
      await open([map], { head: '<body data-base-url="/lab/">' })
      await drawn()
      expect(outside).to.deep.equal([])
    })
    it('leaves another Plotly on the page as it is', async () => {
      await open([map], {
        head: `${jupyter}<script>window.Plotly = { version: '2.35.2' }</script>`,
      })
      await drawn()
      expect(await page.evaluate('JSON.stringify(window.Plotly)')).to.equal('{"version":"2.35.2"}')
    })
  })

  describe('with the CDN', () => {
    let file: string
    before(function () {
      const found = plotlyMinified()
      if (found === undefined) {
        this.test!.title += ' (no plotly.min.js found: install the Python package plotly)'
        this.skip()
      }
      file = found!
    })
    for (const [name, fig, { drawn: selector }] of slow ? kinds : kinds.slice(0, 1)) {
      it(`draws ${name}`, async () => {
        await open([fig], { cdnFile: file })
        await drawn()
        await page.locator(selector).first().waitFor({ state: 'attached' })
        expect(outside).to.deep.equal([cdn])
        expect(problems).to.deep.equal([])
      })
    }
    it('takes it where the Jupyter server has none', async () => {
      await open([map], { cdnFile: file, head: jupyter.replace('/lab/', '/elsewhere/') })
      await drawn()
      expect(outside).to.deep.equal([cdn])
    })
    it('runs no other file than the one it knows', async () => {
      await open([map], { cdnFile: file, cdnSuffix: '\nwindow.tampered = true' })
      await page.getByText('This figure needs plotly.js').waitFor()
      expect(await page.evaluate('window.tampered')).to.equal(undefined)
    })
  })

  describe('with no Plotly to be had', () => {
    it('says so in the place of the figure', async () => {
      await open([map])
      const sentence = page.getByText(`This figure needs plotly.js ${plotlyVersion}`)
      await sentence.waitFor()
      expect(await sentence.textContent()).to.contain('connect to the internet')
      expect(outside).to.deep.equal([cdn])
    })
    it('tries again when the cell runs again', async () => {
      await open([map])
      await page.getByText('This figure needs plotly.js').waitFor()
      expect(await page.evaluate(`'__downhill_plotly_${plotlyVersion}' in window`)).to.equal(false)
    })
  })

  it('runs nothing of a title', async () => {
    const evil =
      '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><a href="javascript:window.hacked = 3">here</a><!--\u2028'
    const fig = figure(
      [contour({ ...bowl, name: evil, formula: evil }), path(walk(), { name: evil })],
      {
        title: evil,
      },
    )
    await open([fig], { head: onPage })
    await drawn()
    await page.waitForTimeout(300)
    expect(await page.evaluate('window.hacked')).to.equal(undefined)
    expect(await page.locator('img').count()).to.equal(0)
    const links = await page
      .locator('a')
      .evaluateAll(all =>
        all.map(a => a.getAttribute('href') ?? a.getAttribute('xlink:href') ?? ''),
      )
    expect(links.filter(link => link.startsWith('javascript'))).to.deep.equal([])
    expect(problems).to.deep.equal([])
    expect(outside).to.deep.equal([])
  })
})
