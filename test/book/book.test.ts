import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import {
  chapterName,
  chapters,
  codeCells,
  joined,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { root } from '../../tools/python'
import { seriousViolations } from '../browser/axe'
import { launch, needsChromium, whyPending } from '../browser/chromium'
import { vividColours } from '../browser/pixels'
import { slow } from '../support/slow'

const screenshots = join(root, 'test/browser/screenshots/book')
const first = chapterName(chapters[0]!)

describe('the book', function () {
  this.timeout(180_000)
  let folder: string
  let site: string
  let pages: string[]
  const read = (name: string) => readFileSync(join(site, name), 'utf8')

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-book-'))
    site = build('site')
    pages = readdirSync(site).filter(name => name.endsWith('.html'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  function build(name: string): string {
    const args = [join(root, 'tools', 'book.mjs'), join(folder, name)]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stdout + stderr)
    return join(folder, name)
  }

  it('has a page for each chapter, and one before them', () => {
    expect(pages.sort()).to.deep.equal([
      ...chapters.map(file => `${chapterName(file)}.html`),
      'index.html',
    ])
  })
  ;(slow ? it : it.skip)('is built the same a second time', () => {
    const again = build('again')
    expect(digests(again)).to.deep.equal(digests(site))
  })
  it('has everything that a chapter shows, and no formula left as it was typed', () => {
    for (const file of chapters) {
      const html = read(`${chapterName(file)}.html`)
      const cells = codeCells(readNotebook(file))
      const places = cells
        .flatMap(({ outputs = [] }) => outputs)
        .filter(({ metadata }) => metadata?.downhill)
      expect(html.match(/<figure /g)).to.have.length(places.length)
      for (const { data } of places) {
        const [start] = joined(data!['text/plain'] as string).split(/[<>&"'’.]/)
        expect(html).to.contain(start)
      }
      expect(html).not.to.match(/tex-math>|katex-error|\$\$/)
      expect(html.match(/class="katex"/g)!.length).to.be.above(5)
    }
  })
  it('links to nothing that is not there', () => {
    for (const name of pages) {
      const links = [...read(name).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link!)
      expect(links.length).to.be.above(5)
      for (const link of links.filter(one => !/^https?:/.test(one))) {
        const [path, fragment] = link.split('#') as [string, string?]
        const target = join(site, path || name)
        expect(existsSync(target), `${name}: ${link}`).to.equal(true)
        if (fragment === undefined) continue
        expect(readFileSync(target, 'utf8'), `${name}: ${link}`).to.contain(`id="${fragment}"`)
      }
    }
  })

  describe(`in a browser${whyPending}`, () => {
    let browser: Browser
    let server: Server
    let hosted: string
    let context: BrowserContext | undefined
    let page: Page
    let problems: string[]

    before(async function () {
      needsChromium(this)
      rmSync(screenshots, { recursive: true, force: true })
      mkdirSync(screenshots, { recursive: true })
      server = createServer((request, response) => {
        const file = join(site, relative('/course', new URL(request.url!, 'http://x').pathname))
        if (!existsSync(file)) return response.writeHead(404).end()
        const [, type] = types.find(([end]) => file.endsWith(end)) ?? []
        response.setHeader('content-type', type ?? 'application/octet-stream')
        return response.end(readFileSync(file))
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      hosted = `http://127.0.0.1:${(server.address() as AddressInfo).port}/course/`
      browser = await launch()
    })
    after(async () => {
      await browser?.close()
      server?.close()
    })
    afterEach(() => context?.close())

    const asFile = () => `${pathToFileURL(site)}/`

    async function open(
      address: string,
      { width = 1200, dark = false, script = '' } = {},
    ): Promise<void> {
      context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
      })
      page = await context.newPage()
      if (script !== '') await page.addInitScript(script)
      problems = []
      page.on('pageerror', error => problems.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error') problems.push(message.text())
      })
      page.on('request', request => {
        const url = request.url()
        const inside = [asFile(), hosted, 'data:', 'blob:'].some(start => url.startsWith(start))
        // A browser asks for it of itself.
        if (!inside && !url.endsWith('/favicon.ico')) problems.push(`asked for ${url}`)
      })
      await page.goto(address)
    }

    /** Goes to a figure and waits until it is alive. */
    async function see(n: number, kind = 'figure'): Promise<void> {
      const place = page.locator(`figure.${kind}`).nth(n)
      await place.scrollIntoViewIfNeeded()
      await place.locator('.main-svg, canvas.pad').first().waitFor()
    }

    for (const where of ['a file', 'a web server'] as const) {
      it(`has live figures and an explorer that answers, from ${where}`, async () => {
        await open(`${where === 'a file' ? asFile() : hosted}${first}.html`)
        const count = await page.locator('figure.figure').count()
        for (let i = 0; i < count; i++) await see(i)
        await see(0, 'explorer')

        const explorer = page.locator('.downhill-explorer')
        const loss = explorer.getByText(/loss .* after \d+ steps/).first()
        const before = await loss.textContent()
        const slider = explorer.locator(
          'input[type="range"][aria-label^="lr"], input[type="range"]',
        )
        await slider.nth(1).focus()
        for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
        await page.waitForFunction(([element, text]) => (element as Element).textContent !== text, [
          await loss.elementHandle(),
          before,
        ] as const)
        expect(problems.filter(text => !/favicon|404/.test(text))).to.deep.equal([])
      })
    }

    it('keeps the size of a figure when it comes alive, on a phone as well', async () => {
      for (const width of [1200, 380]) {
        await open(`${asFile()}${first}.html`, { width })
        const place = page.locator('figure.figure').nth(1)
        await place.scrollIntoViewIfNeeded()
        const before = await place.boundingBox()
        await see(1)
        const after = await place.boundingBox()
        expect([after!.width, after!.height]).to.deep.equal([before!.width, before!.height])
        const drawn = await place.locator('.main-svg').first().boundingBox()
        expect([drawn!.width, drawn!.height]).to.deep.equal([after!.width, after!.height])
        await context!.close()
      }
    })

    it('stacks panels on a phone, with letters one can read, and lays them out anew when it is turned', async () => {
      await open(`${asFile()}${chapterName(chapters[1]!)}.html`, { width: 380 })
      await see(0)
      const place = page.locator('figure.figure').first()
      for (const [width, drawn] of [
        [380, 348],
        [740, 708],
        [1200, 840],
        [380, 348],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.waitForFunction(
          n => document.querySelector('figure .main-svg')!.getBoundingClientRect().width === n,
          drawn,
        )
        const letters = await place
          .locator('.main-svg text')
          .evaluateAll(all =>
            all
              .filter(text => text.textContent)
              .map(text => Number.parseFloat(getComputedStyle(text).fontSize)),
          )
        expect(Math.min(...letters)).to.be.at.least(10)
        const [one, two] = await place
          .locator('.annotation-text')
          .evaluateAll(all => all.map(text => text.getBoundingClientRect().top))
        if (width === 380) expect(two!).to.be.above(one! + 100)
        else expect(two!).to.be.closeTo(one!, 1)
        const box = (await place.boundingBox())!
        const svg = (await place.locator('.main-svg').first().boundingBox())!
        expect(box.height).to.be.closeTo(svg.height, 1)
      }
    })

    it('cuts no formula and no table of any chapter on a desktop', async () => {
      context = await browser.newContext({ javaScriptEnabled: false })
      page = await context.newPage()
      for (const file of chapters) {
        await page.goto(`${asFile()}${chapterName(file)}.html`)
        for (const width of [1400, 1000, 770]) {
          await page.setViewportSize({ width, height: 900 })
          const cut = await page
            .locator('.katex-display, .wide')
            .evaluateAll(all =>
              all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent),
            )
          expect(cut, `${chapterName(file)}, ${width}`).to.deep.equal([])
        }
      }
    })

    it('shows of what is wider than a phone that it goes on, and at which side', async () => {
      for (const dark of [false, true]) {
        await open(`${asFile()}${first}.html`, { width: 380, dark })
        const wide = page.locator('.highlight pre, pre.printed')
        const places = await wide.evaluateAll(all =>
          all.flatMap((one, i) =>
            one.checkVisibility() && one.scrollWidth > one.clientWidth + 40 && one.clientHeight > 20
              ? [i]
              : [],
          ),
        )
        expect(places).to.have.length.above(3)
        for (const i of places.slice(0, 3)) {
          const one = wide.nth(i)
          for (const [at, left, right] of [
            [0, false, true],
            [20, true, true],
            [9999, true, false],
          ] as const) {
            await one.evaluate((element, to) => element.scrollTo(to, 0), at)
            const [atLeft, atRight, middle] = await edges(await one.screenshot())
            expect([atLeft !== middle, atRight !== middle], `${i} at ${at}`).to.deep.equal([
              left,
              right,
            ])
          }
        }
        await context!.close()
      }
    })

    it('folds and shows the code, goes dark and light, and remembers both', async () => {
      await open(`${hosted}${first}.html`)
      const code = page.locator('details.code .highlight').first()
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(await code.isVisible()).to.equal(true)
      expect(await paper()).to.equal('rgb(255, 255, 255)')
      await page.getByRole('button', { name: 'Code' }).click()
      await page.getByRole('button', { name: 'Dark' }).click()
      for (const again of [false, true]) {
        if (again) await page.reload()
        expect(await code.isVisible()).to.equal(false)
        expect(await paper()).not.to.equal('rgb(255, 255, 255)')
        expect(await page.locator('body').getAttribute('data-jp-theme-light')).to.equal('false')
      }
      await page.locator('details.code > summary').first().click()
      expect(await code.isVisible()).to.equal(true)
    })

    ;(slow ? it : it.skip)(
      'draws ten figures in space on one page, with at most eight WebGL contexts',
      async () => {
        const html = read(`${first}.html`)
        const [wireframe] = /<figure class="figure"[\s\S]*?<\/figure>/.exec(html)!
        expect(wireframe).to.match(/"type": "(surface|scatter3d)"/)
        const [head] = html.split('<main')
        writeFileSync(
          join(site, 'ten.html'),
          `${head}<main id="content">${`${wireframe}<p>…</p>`.repeat(10)}</main></div></body></html>`,
        )
        // Counts those that are not lost.
        const script = `{
        const all = new Set()
        const get = HTMLCanvasElement.prototype.getContext
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
          const context = get.call(this, kind, ...rest)
          if (/webgl/.test(kind) && context && this.isConnected) all.add(context)
          return context
        }
        window.contexts = () => [...all].filter(one => !one.isContextLost()).length
      }`
        await open(`${asFile()}ten.html`, { script })
        for (let i = 0; i < 10; i++) {
          await see(i)
          const canvas = page.locator('figure.figure').nth(i).locator('.gl-container canvas')
          const picture = await canvas.screenshot({ timeout: 5000 })
          expect(await vividColours(context!, picture), `figure ${i + 1}`).to.be.above(100)
          expect(await page.evaluate('window.contexts()')).to.be.within(1, 8)
        }
        await see(0)
        expect(problems).to.deep.equal([])
      },
    )

    for (const name of slow ? ['index', ...chapters.map(chapterName)] : ['index', first]) {
      it(`keeps nobody out: ${name}, wide and narrow, light and dark`, async () => {
        for (const width of [1200, 380]) {
          for (const dark of slow ? [false, true] : [width === 380]) {
            await open(`${asFile()}${name}.html`, { width, dark })
            const explorers = page.locator('figure.explorer')
            if ((await explorers.count()) > 0) await see(0, 'explorer')
            const pads = page.locator('figure.digit-pad')
            if ((await pads.count()) > 0) await see(0, 'digit-pad')
            expect(await seriousViolations(page), `${width}, ${dark}`).to.deep.equal([])
            const overhang = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            )
            expect(overhang).to.equal(0)
            const picture = `${name}-${width}-${dark ? 'dark' : 'light'}.png`
            await page.screenshot({ path: join(screenshots, picture) })
            await context!.close()
          }
        }
      })
    }

    it('prints an explorer dark on white, from the dark', async () => {
      await open(`${asFile()}${first}.html`, { dark: true })
      await see(0, 'explorer')
      const explorer = page.locator('.downhill-explorer')
      await explorer.getByText('Heat map').click()
      await explorer.getByRole('button', { name: 'Draw' }).click()
      await explorer.locator('.heat .main-svg').first().waitFor()
      /** How light words and marks are, from 0 to 255: on paper, and on the screen. */
      const lightness = () =>
        explorer.evaluate(root => {
          const colours = [
            [...root.querySelectorAll('p, th, td, legend, label')].map(
              one => getComputedStyle(one).color,
            ),
            [...root.querySelectorAll('.main-svg text')].map(one => getComputedStyle(one).fill),
            [getComputedStyle(root).backgroundColor],
          ]
          const [words, letters, paper] = colours.map(all =>
            all.map(one =>
              Math.max(
                ...one
                  .match(/[\d.]+/g)!
                  .slice(0, 3)
                  .map(Number),
              ),
            ),
          )
          const { width, height } = root.querySelector('canvas')!
          const pen = root.querySelector('canvas')!.getContext('2d')!
          const pixels = pen.getImageData(0, 0, width, height).data
          const shades = new Set<number>()
          for (let i = 0; i < pixels.length; i += 4)
            if (pixels[i + 3] === 255) shades.add(pixels[i]!)
          return {
            ...{ words: words!, letters: letters!, paper: paper![0]! },
            canvas: [...shades].sort((a, b) => a - b),
          }
        })
      const onScreen = await lightness()
      expect(Math.min(...onScreen.words, ...onScreen.letters)).to.be.above(200)
      await page.emulateMedia({ media: 'print' })
      await page.waitForFunction(
        () => document.querySelector<HTMLElement>('.downhill-explorer')!.dataset.theme === 'light',
      )
      const printed = await lightness()
      expect(Math.max(...printed.words, ...printed.letters)).to.be.below(60)
      expect(printed.paper).to.equal(255)
      // The ring around the start, dark on white: drawn anew.
      expect(printed.canvas).to.include.members([31, 255])
      expect(onScreen.canvas).not.to.include(31)
      expect(
        await explorer.locator('.main-svg .contourlevel, .main-svg .contourlayer path').count(),
      ).to.be.above(5)
      await page.emulateMedia({ media: 'screen' })
      await page.waitForFunction(
        () => document.querySelector<HTMLElement>('.downhill-explorer')!.dataset.theme === 'dark',
      )
      expect(await lightness()).to.deep.equal(onScreen)
    })

    it('prints pictures of the figures, and no switches', async () => {
      await open(`${asFile()}${first}.html`, { dark: true })
      await see(0)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('header').isVisible()).to.equal(false)
      const place = page.locator('figure.figure').first()
      expect(await place.locator('img').isVisible()).to.equal(true)
      expect(await place.locator('.live').isVisible()).to.equal(false)
    })
  })
})

const types: [string, string][] = [
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]

/** Of a picture (PNG): its colour at the left edge, at the right one, and where neither is near. */
async function edges(picture: Buffer): Promise<[string, string, string]> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  // So far above the lower edge there are neither letters nor corners.
  const at = (x: number) =>
    data
      .subarray(((info.height - 8) * info.width + x) * 3)
      .subarray(0, 3)
      .join()
  return [at(2), at(info.width - 3), at(Math.round(info.width / 2))]
}

/** What each file of a folder holds, in short. */
function digests(folder: string): Record<string, string> {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter(name => statSync(join(folder, name)).isFile())
    .sort()
  return Object.fromEntries(
    files.map(name => [
      join(dirname(name), name),
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  )
}
