import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import * as downhill from '../../src'
import { catalogue } from '../../src/dist/optimizers/catalogue'
import type { finder } from '../../tools/book/search/find.mjs'
import { unescaped } from '../../tools/book/search/sections.mjs'
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
import { buildSite, builtSite, serveSite } from './site'

const screenshots = join(root, 'test/browser/screenshots/book')
const first = chapterName(chapters[0]!)

describe('the book', function () {
  this.timeout(180_000)
  let site: string
  let pages: string[]
  let api: string[]
  const read = (name: string) => readFileSync(join(site, name), 'utf8')

  before(() => {
    site = builtSite()
    pages = readdirSync(site).filter(name => name.endsWith('.html'))
    api = readdirSync(join(site, 'api')).map(name => `api/${name}`)
  })

  it('has a page for each chapter, and one before them', () => {
    expect(pages.sort()).to.deep.equal([
      ...chapters.map(file => `${chapterName(file)}.html`),
      'index.html',
    ])
  })
  ;(slow ? it : it.skip)('is built the same a second time', () => {
    const again = buildSite(join(site, '..', 'again'))
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
    for (const name of [...pages, ...api]) {
      const links = [...read(name).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link!)
      expect(links.length).to.be.above(5)
      for (const link of links.filter(one => !/^https?:/.test(one))) {
        const [path, fragment] = link.split('#') as [string, string?]
        const target = path ? join(site, dirname(name), path) : join(site, name)
        expect(existsSync(target), `${name}: ${link}`).to.equal(true)
        if (fragment === undefined) continue
        expect(readFileSync(target, 'utf8'), `${name}: ${link}`).to.contain(`id="${fragment}"`)
      }
    }
  })

  it('explains each name that the package exports, at its place in the API', () => {
    const index = ['index', 'browser', 'core', 'exercises/index']
      .map(name => readFileSync(join(root, 'src', `${name}.ts`), 'utf8'))
      .join('')
    const names = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) =>
      list!.split(',').map(name => name.replace(/\btype\b/, '').trim()),
    )
    const exported = names.filter(name => name !== '')
    expect(exported).to.include.members(Object.keys(downhill))
    const html = api
      .filter(name => name !== 'api/index.html')
      .map(read)
      .join('')
    for (const name of exported) {
      expect(html.split(`id="${name}"`), name).to.have.length(2)
    }
  })
  it('says of an optimizer all that its docstring says, with links to its types', () => {
    const source = readFileSync(join(root, 'src', 'optimizers', 'adagrad.ts'), 'utf8')
    const docstring = /\/\*\*((?:(?!\*\/).)*@example.*?)\*\/\nexport class/s.exec(source)![1]!
    const html = read('api/adagrad.html')
    const words = (some: string) => some.replaceAll('`', '').match(/\S+/g)!.join(' ')
    const shown = words(text(html))
    const [prose, ...tags] = docstring.replace(/^ \* ?/gm, '').split(/^@\w+/m)
    for (const paragraph of prose!.trim().split('\n\n')) expect(shown).to.contain(words(paragraph))
    expect(tags).to.have.length(3)
    for (const tag of tags) expect(shown).to.contain(words(tag.replace(/^ options - /, '')))
    expect(html).to.match(/<pre class="formula"[^>]*>h ← h \+ g²\nx ← /)
    expect(html).to.contain('<a href="../api/adagrad.html#AdaGradOptions">')
    expect(html).to.contain('<a href="../api/base-optimizer.html#BaseOptimizer">')
  })
  it('has each optimizer of the catalogue in the table of its home page', () => {
    const rows = /<tbody>(.*?)<\/tbody>/s.exec(read('index.html'))![1]!.split('<tr>').slice(1)
    const all = Object.entries(catalogue)
    expect(rows).to.have.length(all.length)
    for (const [i, [name, Optimizer]] of all.entries()) {
      const source = readFileSync(
        join(root, 'src', 'optimizers', `${name.toLowerCase()}.ts`),
        'utf8',
      )
      const docstring = /\/\*\*\n((?:(?!\*\/).)*Source:.*?)\*\/\nexport class/s.exec(source)![1]!
      const [idea, formula] = docstring
        .replace(/^ \* ?/gm, '')
        .trim()
        .split('\n\n')
      const shown = text(rows[i]!)
      expect(shown.replaceAll('\n', ' ')).to.contain(idea!.replaceAll('\n', ' ').split('. ')[0])
      expect(shown).to.contain(formula)
      expect(shown)
        .to.contain(/Source: (\w+)/.exec(docstring)![1])
        .and.match(/, (19|20)\d\d\b/)
      expect(shown).to.contain(`${new Optimizer().lr}`)
      expect(rows[i]).to.match(new RegExp(`href="api/[\\w-]+.html#${name}"`))
    }
    // Its own chapter, not one before it that mentions it.
    for (const [name, chapter] of [
      ['Nesterov', '02-momentum'],
      ['Adam', '05-adam'],
    ] as const) {
      expect(rows.find(row => row.includes(`#${name}"`))).to.contain(`href="${chapter}.html"`)
    }
  })
  it('is light: 8 KB for what chapters share, 16 KB for the walks, 120 KB for the search', () => {
    const size = (name: string) => gzipSync(readFileSync(join(site, 'assets', name))).length
    expect(size('book.css') + size('book.js')).to.be.below(8000)
    expect(size('search.js')).to.be.within(50_000, 120_000)
    expect(size('walks.js')).to.be.below(16_000)
  })

  describe('the search', () => {
    let find: ReturnType<typeof finder>
    before(() => {
      find = runInNewContext(`${read('assets/search.js')};downhillSearch.find`)
    })
    const found = (typed: string) => find(typed).results.map(({ address }) => address)

    for (const [typed, first] of [
      ['beta1', /^api\/adam\.html#Adam(Options)?\.beta1$/],
      ['β₁', /^api\/adam\.html#Adam(Options)?\.beta1$/],
      ['adam', /^(05-adam\.html#adam|api\/adam\.html#Adam)$/],
      ['learning rate', /^0\d-.*learning-rate/],
      ['numericalGrad', /^api\/numerical-gradient\.html/],
      ['bias correction', /^05-adam\.html#.*bias-correction/],
      ['bias corection', /^05-adam\.html#.*bias-correction/],
      ['MyMomentum', /^02-momentum\.html/],
      ['valley floor', /^01-gradient-descent\.html/],
    ] as const) {
      it(`has the right place first for “${typed}”`, () => {
        expect(found(typed)[0]).to.match(first)
      })
    }
    it('finds a chapter, too, where a name has one', () => {
      for (const typed of ['adam', 'rmsprop', 'momentum', 'adagrad']) {
        expect(
          found(typed)
            .slice(0, 4)
            .some(address => /^0\d-/.test(address)),
          typed,
        ).to.equal(true)
      }
    })
    it('finds the same for a symbol as for its name, and nothing for what is nowhere', () => {
      expect(found('β₂')).to.deep.equal(found('beta2')).and.have.length.above(5)
      expect(found('xyzzy')).to.deep.equal([])
      expect(found('')).to.deep.equal([])
    })
    it('shows the words around what it found, and marks it', () => {
      for (const { snippet, text: whole } of find('velocity').results) {
        expect(whole).to.contain(snippet.join('').replaceAll(/^… |…$/g, ''))
        expect(snippet.join('').split(/\s+/)).to.have.length.below(80)
      }
      const { snippet } = find('velocity').results[0]!
      expect(snippet.filter((_, i) => i % 2 === 1).join(' ')).to.match(/velocity/i)
      expect(snippet.filter((_, i) => i % 2 === 0).join(' ')).not.to.match(/velocity/i)
    })
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
      const served = await serveSite(site)
      server = served.server
      hosted = served.address
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

    for (const where of ['a file', 'a web server'] as const) {
      it(`searches with the keyboard alone, from ${where}`, async () => {
        const site = where === 'a file' ? asFile() : hosted
        await open(`${site}api/descend.html`)
        const scripts = () =>
          page.locator('script[src]').evaluateAll(all => all.map(one => one.getAttribute('src')))
        expect((await scripts()).join()).not.to.contain('search.js')
        await page.keyboard.press('/')
        const field = page.getByRole('searchbox')
        await field.waitFor()
        expect(await field.inputValue()).to.equal('')
        await page.keyboard.type('β₁')
        const links = page.locator('#search li a')
        expect(await links.first().textContent()).to.match(/^beta1 API · Adam/)
        expect(await links.first().locator('mark').first().textContent()).to.match(/β₁|beta1/)
        expect(await page.getByRole('status').textContent()).to.match(/^\d+ results/)
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        expect(await links.nth(1).evaluate(one => one === document.activeElement)).to.equal(true)
        await page.keyboard.press('ArrowUp')
        await page.keyboard.press('ArrowUp')
        expect(await field.evaluate(one => one === document.activeElement)).to.equal(true)
        await page.keyboard.press('Escape')
        expect(await field.isVisible()).to.equal(false)

        await page.keyboard.press('Control+K')
        await page.keyboard.type('adamoptions')
        await page.keyboard.press('Enter')
        await page.waitForURL(`${site}api/adam.html#AdamOptions`)
        expect(problems.filter(text => !/favicon|404/.test(text))).to.deep.equal([])
      })
    }

    it('leaves a / alone where one types', async () => {
      await open(`${asFile()}${first}.html`)
      await see(0, 'explorer')
      const field = page.locator('.downhill-explorer input[type="text"]:not([inputmode])').first()
      await field.fill('x')
      await field.press('/')
      expect(await field.inputValue()).to.equal('x/')
      await page.waitForTimeout(300)
      expect(await page.locator('#search').count()).to.equal(0)
    })

    it('begins with walks that follow the ring, and without plotly.js', async () => {
      await open(`${asFile()}index.html`)
      const walkers: Record<string, downhill.BaseOptimizer<never>> = {
        SGD: new downhill.SGD({ lr: 0.95 }),
        Momentum: new downhill.Momentum({ lr: 0.1 }),
        AdaGrad: new downhill.AdaGrad({ lr: 1.5 }),
        RMSprop: new downhill.RMSprop({ lr: 0.1, decayRate: 0.98 }),
        Adam: new downhill.Adam({ lr: 0.3 }),
      }
      const losses = () => page.locator('#walks output').allTextContents()
      /** What the package says of walks from a place on the map, in its pixels. */
      const right = (from: [number, number]) =>
        Object.values(walkers).map(walker => {
          const walk = downhill.descend(downhill.surfaces.bowl, walker, { from, steps: 30 })
          return Number(walk.losses.at(-1)!.toPrecision(2))
        })
      expect((await losses()).map(Number)).to.deep.equal(right([-7, 2]))

      const box = (await page.locator('#walks svg').boundingBox())!
      const at = (x: number, y: number): [number, number] => [
        box.x + ((x + 10) / 20) * box.width,
        box.y + ((5 - y) / 10) * box.height,
      ]
      await page.mouse.move(...at(-7, 2))
      await page.mouse.down()
      await page.mouse.move(...at(5, -3), { steps: 4 })
      await page.mouse.up()
      await page.mouse.move(...at(0, 0))
      const ends = (await losses()).map(Number)
      for (const [i, loss] of right([5, -3]).entries())
        expect(ends[i]).to.be.closeTo(loss, loss / 10)
      const lines = page.locator('#walks svg g[data-walk] path:not(.dots)')
      expect(await lines.count()).to.equal(Object.keys(walkers).length)
      for (let i = 0; i < 5; i++) {
        const [x, y] = /^M([\d.]+) ([\d.]+)L/
          .exec((await lines.nth(i).getAttribute('d'))!)!
          .slice(1)
        expect([Number(x) / 40 - 10, 5 - Number(y) / 40].map(Math.round)).to.deep.equal([5, -3])
      }

      await page.reload()
      await page.locator('#walks .start').focus()
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
      expect((await losses()).map(Number)).to.deep.equal(right([-6, 2]))
      const scripts = await page
        .locator('script[src]')
        .evaluateAll(all => all.map(one => one.getAttribute('src')))
      expect(scripts.join()).not.to.match(/plotly|explorer|search/)
      expect(problems).to.deep.equal([])
    })

    it('has a ring that a finger can drag, on a map that it can scroll away', async () => {
      await open(`${asFile()}index.html`, { width: 360 })
      const touch = (selector: string) =>
        page.locator(selector).evaluate(one => getComputedStyle(one).touchAction)
      expect(await touch('#walks .start')).to.equal('none')
      expect(await touch('#walks svg')).to.equal('auto')
      const grip = (await page.locator('#walks .grip').boundingBox())!
      expect(grip.width).to.be.at.least(24)
    })

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

    // Pages of a kind share their style sheet: one of each is looked at in all four ways, the others on a dark phone.
    const inFull = slow ? ['index', first, 'api/adam'] : []
    for (const name of slow
      ? ['index', ...chapters.map(chapterName), 'api/index', 'api/adam', 'api/types']
      : ['index', first, 'api/adam']) {
      it(`keeps nobody out: ${name}${inFull.includes(name) ? ', wide and narrow, light and dark' : ''}`, async () => {
        for (const width of inFull.includes(name) ? [1200, 360] : [360]) {
          for (const dark of inFull.includes(name) ? [false, true] : [true]) {
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
            const look = `${width}-${dark ? 'dark' : 'light'}.png`
            const picture = join(screenshots, `${name.replace('/', '-')}-${look}`)
            await page.screenshot({ path: picture })
            if (name === first) {
              await page.keyboard.press('Control+K')
              await page.getByRole('searchbox').fill('learning rate')
              expect(await seriousViolations(page), `search, ${look}`).to.deep.equal([])
              const list = page.locator('#search ol')
              expect(await list.evaluate(one => one.scrollWidth - one.clientWidth)).to.equal(0)
              await page.screenshot({ path: join(screenshots, `search-${look}`) })
            }
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

/** What a page says, without its tags. */
function text(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ''))
}

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
