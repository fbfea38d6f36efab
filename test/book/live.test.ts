import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { unescaped } from '../../tools/book/search/sections.mjs'
import {
  chapterName,
  chapters,
  codeCells,
  joined,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { python, root } from '../../tools/python'
import { seriousViolations } from '../browser/axe'
import { launch, needsChromium, whyPending } from '../browser/chromium'
import { builtSite, serveSite } from './site'

const screenshots = join(root, 'test/browser/screenshots/live')
const first = chapterName(chapters[0]!)
const cells = codeCells(readNotebook(chapters[0]!))
const fake = readFileSync(join(__dirname, 'fake-kernel.js'), 'utf8')
const noPlotly =
  'const nothing = async () => {}; window.Plotly = { newPlot: nothing, react: nothing, addFrames: nothing, purge() {} }'

/** What the page's host has to allow, as the README says. */
const policy = /^Content-Security-Policy: (.*)$/m.exec(
  readFileSync(join(root, 'README.md'), 'utf8'),
)?.[1]

/** What a test sees of the fake kernel. */
interface Seen {
  ran: string[]
  files: [string, number][]
  asked: [string, string, number?][]
  gives: Record<string, object[]>
  stopped: 'kept' | 'lost'
  kernel: { onDied(sentence: string): void }
}

describe(`live cells${whyPending}`, function () {
  this.timeout(180_000)
  let site: string
  let browser: Browser
  let context: BrowserContext | undefined
  let page: Page
  let problems: string[]
  let asked: string[]
  let server: Server
  let hosted: string

  before(async function () {
    needsChromium(this)
    rmSync(screenshots, { recursive: true, force: true })
    mkdirSync(screenshots, { recursive: true })
    site = builtSite()
    // Most tests are about the page: they need no real compiler, and no figure.
    const instead = { 'assets/kernel.js': fake, 'assets/plotly.min.js': noPlotly }
    const served = await serveSite(site, { instead })
    server = served.server
    hosted = served.address
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    server?.close()
  })
  afterEach(() => context?.close())

  const asFile = (): string => `${pathToFileURL(site)}/`

  /** Opens a chapter, with the fake kernel unless it is opened elsewhere. */
  async function open(
    address = `${first}.html`,
    { at = hosted, width = 1280, dark = false, script = '', javaScriptEnabled = true } = {},
  ): Promise<void> {
    context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled,
    })
    page = await context.newPage()
    if (script !== '') await page.addInitScript(script)
    problems = []
    asked = []
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' && !/favicon|404/.test(message.text()))
        problems.push(message.text())
    })
    page.on('request', request => asked.push(request.url()))
    await page.goto(new URL(address, at).href)
  }

  const cell = (n: number): Locator => page.locator('.cell').nth(n)
  const says = (n: number): Locator => cell(n).locator('.says')
  const name = (words: string) => ({ name: words, exact: true })
  const press = (n: number, words: string) => cell(n).getByRole('button', name(words)).click()
  const seen = <K extends keyof Seen>(key: K): Promise<Seen[K]> =>
    page.evaluate(one => (window as unknown as Seen)[one] ?? [], key) as Promise<Seen[K]>
  const source = (n: number): string => joined(cells[n]!.source)
  const printed = (n: number) => cell(n).locator('.outputs').innerText()

  /** Makes a cell an editor, and puts a text into it as a reader does. */
  async function write(n: number, text: string): Promise<void> {
    await edit(n)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  }
  async function edit(n: number): Promise<void> {
    await cell(n).locator('.highlight pre, .cm-content').filter({ visible: true }).click()
    await cell(n).locator('.cm-content').waitFor()
  }
  async function run(n: number, text?: string): Promise<void> {
    if (text !== undefined) await write(n, text)
    await press(n, 'Run')
    await says(n)
      .filter({ hasText: /^(Done|Failed)/ })
      .waitFor()
  }
  const textOf = (n: number): Promise<string> =>
    cell(n)
      .locator('.cm-line')
      .evaluateAll(all => all.map(line => line.textContent).join('\n'))
  /** Lets a cell give these outputs. */
  const gives = (key: string, outputs: object[]) =>
    page.evaluate(
      ([name, list]) => {
        const seen = window as unknown as Seen
        seen.gives ??= {}
        seen.gives[name as string] = list as object[]
      },
      [key, outputs] as const,
    )

  describe('before anybody uses them', () => {
    it('load nothing; the editor comes with the first focus, the compiler with the first run', async () => {
      await open(undefined, { at: asFile() })
      const loaded = () => asked.filter(one => /editor|kernel|notebooks/.test(one)).join()
      await page.waitForLoadState('networkidle')
      expect(loaded()).to.equal('')
      await page.locator('.cell .highlight pre').first().focus()
      await cell(0).locator('.cm-content').waitFor()
      expect(loaded()).to.match(/editor\.js$/)
      await page.keyboard.press('Shift+Enter')
      await says(0).filter({ hasText: /^Done/ }).waitFor()
      expect(loaded()).to.match(/editor\.js,.*\/kernel\.js$/)
      expect(problems).to.deep.equal([])
    })
    it('have the very text of the notebook', () => {
      for (const file of chapters) {
        const html = readFileSync(join(site, `${chapterName(file)}.html`), 'utf8')
        const texts = [...html.matchAll(/data-cell="([^"]+)".*?<pre[^>]*>(.*?)\n?<\/pre>/gs)].map(
          ([, id, code]) => ({ id, source: unescaped(code!.replace(/<[^>]*>/g, '')) }),
        )
        const wanted = codeCells(readNotebook(file)).map(({ id, source }) => ({
          id,
          source: joined(source),
        }))
        expect(texts).to.deep.equal(wanted)
      }
    })
    it('are read, but not run, without JavaScript', async () => {
      await open(undefined, { javaScriptEnabled: false })
      expect(await page.locator('.live-note').isVisible()).to.equal(false)
      expect(await page.locator('.cell button').count()).to.equal(0)
      expect(await page.locator('.cell .highlight pre').first().isVisible()).to.equal(true)
    })
    it('are light: 180 kB for the editor, 1.2 MB for the compiler', () => {
      const size = (name: string) => gzipSync(readFileSync(join(site, 'assets', name))).length
      expect(size('editor.js')).to.be.within(100_000, 180_000)
      expect(size('kernel.js')).to.be.within(800_000, 1_200_000)
    })
    it('come with the licences of what they are made of', () => {
      const text = readFileSync(join(site, 'assets', 'licences.txt'), 'utf8')
      for (const name of ['@codemirror/view', '@lezer/lr', 'plotly.js-dist', 'katex'])
        expect(text).to.contain(name)
      expect(text).to.match(/MIT License/)
    })
    it('can be copied from as before: who marks code gets no editor', async () => {
      await open()
      const pre = page.locator('.cell .highlight pre').nth(1)
      const box = (await pre.boundingBox())!
      await page.mouse.move(box.x + 30, box.y + 20)
      await page.mouse.down()
      await page.mouse.move(box.x + 200, box.y + 60, { steps: 4 })
      await page.mouse.up()
      await page.waitForTimeout(300)
      expect(await page.evaluate(() => getSelection()!.toString().length)).to.be.above(5)
      expect(await page.locator('.cm-editor').count()).to.equal(0)
    })
  })

  describe('with the keyboard alone', () => {
    it('are reached, changed, run and left', async () => {
      await open()
      const isIn = (selector: string) =>
        page.evaluate(one => document.activeElement!.matches(one), selector)
      const pre = page.locator('.cell .highlight pre')
      while (!(await isIn('.cell .highlight pre'))) await page.keyboard.press('Tab')
      expect(await pre.count()).to.equal(cells.length)
      await cell(0).locator('.cm-content').waitFor()
      expect(await isIn('.cm-content')).to.equal(true)
      // Who only goes by is not held up, and changes nothing.
      await page.keyboard.press('Tab')
      expect(await isIn('.bar button')).to.equal(true)
      await page.keyboard.press('Shift+Tab')
      expect(await isIn('.cm-content')).to.equal(true)

      await page.keyboard.press('Control+End')
      await page.keyboard.type('\nlet x = 1')
      await page.keyboard.press('Home')
      await page.keyboard.press('Tab')
      expect(await textOf(0)).to.equal(`${source(0)}\n  let x = 1`)
      await page.keyboard.press('Shift+Enter')
      await says(0).filter({ hasText: /^Done/ }).waitFor()
      expect(await isIn('.cm-content')).to.equal(true)
      await page.keyboard.press('Control+Enter')
      await page.waitForFunction(() => (window as unknown as Seen).ran.length === 2)

      await page.keyboard.press('Escape')
      expect(await isIn('.bar button')).to.equal(true)
      let tabs = 0
      while (!(await isIn('.cell:nth-of-type(n) ~ .cell *, section a, section *'))) {
        await page.keyboard.press('Tab')
        if (++tabs > 12) throw new Error('the cell does not let go')
      }
      expect(await isIn('.cell[data-cell="import"] *')).to.equal(false)
    })
    it('say how, to who cannot see them', async () => {
      await open()
      await edit(1)
      const content = cell(1).locator('.cm-content')
      expect(await content.getAttribute('aria-label')).to.equal('Code of cell 2')
      const described = await content.evaluate(
        one => document.getElementById(one.getAttribute('aria-describedby')!)!.textContent,
      )
      expect(described)
        .to.match(/Shift\+Enter/)
        .and.match(/Esc, then Tab/)
      expect(await says(1).getAttribute('role')).to.equal('status')
    })
  })

  describe('when they run', () => {
    it('run those above first, whose outputs stay where nothing was changed', async () => {
      await open()
      const before = await printed(1)
      await run(4)
      expect(await seen('ran')).to.deep.equal([0, 1, 2, 3, 4].map(source))
      expect(await printed(1)).to.equal(before)
      expect(await printed(4)).to.match(/^ran: /)

      await run(5)
      expect((await seen('ran')).slice(5)).to.deep.equal([source(5)])

      // One above was changed: it runs, and what it gives is to be seen, as is what comes after it.
      await write(1, 'const bowl = 1')
      await run(6)
      expect((await seen('ran')).slice(6)).to.deep.equal(['const bowl = 1', source(6)])
      expect(await printed(1)).to.contain('ran: const bowl = 1')
    })
    it('show what those below a changed one give in its place', async () => {
      await open()
      await write(1, 'const bowl = 1')
      await run(4)
      expect(await seen('ran')).to.have.length(5)
      expect(await printed(0)).to.equal('')
      expect(await printed(1)).to.contain('ran: const bowl = 1')
      expect(await printed(2)).to.match(/^ran: /)
    })
    it('run all above when asked', async () => {
      await open()
      await run(2)
      await press(2, 'Run all above')
      await says(2).filter({ hasText: 'The cells above have run.' }).waitFor()
      expect(await seen('ran')).to.deep.equal([0, 1, 2, 0, 1].map(source))
      expect(await printed(1)).to.match(/^ran: /)
    })
    it('say that one above failed, and show where', async () => {
      await open()
      await gives('bad', [
        {
          type: 'error',
          content: { ename: 'E', evalue: 'no', traceback: ['\x1b[31mE\x1b[39m: no'] },
        },
      ])
      await write(1, '// gives bad')
      await run(3)
      expect(await says(3).innerText()).to.match(/^Done in .* A cell above did not end well\.$/)
      expect(await cell(1).locator('.error .red').innerText()).to.equal('E')
      await run(1)
      expect(await says(1).innerText()).to.match(/^Failed after/)
    })
    it('can be stopped, with those that wait', async () => {
      await open()
      await run(0)
      await write(1, '// waits')
      await page.keyboard.press('Shift+Enter')
      await press(3, 'Run')
      await says(1).filter({ hasText: 'Running…' }).waitFor()
      expect(await says(3).innerText()).to.equal('Waiting for the cell that runs…')
      await press(1, 'Stop')
      await says(1).filter({ hasText: 'Stopped. The variables are as they were.' }).waitFor()
      expect(await says(3).innerText()).to.equal('Stopped before it ran.')
      expect(await seen('ran')).to.deep.equal([source(0), '// waits'])
    })
    it('run those above again after a stop that lost the variables', async () => {
      await open()
      await run(2)
      await write(3, '// waits')
      await page.evaluate(() => Object.assign(window, { stopped: 'lost', ran: [] }))
      await page.keyboard.press('Shift+Enter')
      await says(3).filter({ hasText: 'Running…' }).waitFor()
      await press(3, 'Stop')
      await says(3)
        .filter({ hasText: /variables are lost: the cells above run again/ })
        .waitFor()
      await run(3, 'let y')
      expect(await seen('ran')).to.deep.equal(['// waits', ...[0, 1, 2].map(source), 'let y'])
    })
    it('say what happened when the worker died', async () => {
      await open()
      await run(1)
      await write(2, '// waits')
      await page.keyboard.press('Shift+Enter')
      await says(2).filter({ hasText: 'Running…' }).waitFor()
      await page.evaluate(() =>
        (window as unknown as Seen).kernel.onDied('It took too much memory.'),
      )
      await says(2).filter({ hasText: 'It took too much memory.' }).waitFor()
      // It is not run again unasked.
      await run(3)
      expect(await seen('ran')).to.deep.equal([
        ...[source(0), source(1), '// waits'],
        ...[source(0), source(1), source(3)],
      ])
      expect(await says(3).innerText()).to.match(/^Done in .* A cell above did not end well\.$/)
    })
  })

  describe('what they give', () => {
    it('is escaped, whatever it is', async () => {
      await open()
      const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
      await gives('evil', [
        { type: 'stream', content: { name: 'stdout', text: evil } },
        { type: 'stream', content: { name: 'stderr', text: evil } },
        { type: 'execute_result', content: { data: { 'text/plain': evil }, metadata: {} } },
        { type: 'display_data', content: { data: { 'text/markdown': evil }, metadata: {} } },
        { type: 'display_data', content: { data: { 'text/html': evil }, metadata: {} } },
        {
          type: 'display_data',
          content: {
            data: {
              'image/svg+xml':
                '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.hit=1"><script>parent.hit=1</script></svg>',
            },
            metadata: {},
          },
        },
        {
          type: 'display_data',
          content: { data: { 'image/png': 'x" onerror="window.hit=1' }, metadata: {} },
        },
        { type: 'error', content: { ename: evil, evalue: evil, traceback: [`\x1b[31m${evil}`] } },
      ])
      await run(0, '// gives evil')
      await page.waitForTimeout(300)
      expect(await page.evaluate('window.hit')).to.equal(undefined)
      const outputs = cell(0).locator('.outputs')
      expect(await outputs.locator('pre').allInnerTexts()).to.deep.equal(Array(5).fill(evil))
      expect(await outputs.locator('script, pre img').count()).to.equal(0)
      const frame = outputs.locator('iframe')
      expect(await frame.getAttribute('sandbox')).to.equal('')
      expect(await outputs.locator('img').count()).to.equal(2)
    })
    it('is cut where it is too long to be read, and the page goes on', async () => {
      await open()
      await edit(0)
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText('// gives much')
      await page.evaluate(() => {
        const text = Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join('')
        const seen = window as unknown as Seen
        seen.gives ??= {}
        seen.gives.much = Array.from({ length: 10_000 }, () => ({
          type: 'stream',
          content: { name: 'stdout', text },
        }))
      })
      const begun = Date.now()
      await run(0)
      expect(Date.now() - begun).to.be.below(5000)
      const pre = cell(0).locator('.outputs pre')
      expect(await pre.count()).to.equal(1)
      expect((await pre.innerText()).split('\n').filter(Boolean)).to.have.length(2000)
      expect(await cell(0).locator('.left-out').innerText()).to.match(
        /^998,000 more lines left out/,
      )

      await gives('wide', [
        { type: 'stream', content: { name: 'stdout', text: 'ab'.repeat(300_000) } },
      ])
      await run(0, '// gives wide')
      expect(await pre.innerText()).to.have.length(200_000)
      expect(await cell(0).locator('.left-out').innerText()).to.match(/^400,000 more characters/)

      const one = { type: 'stream', content: { name: 'stdout', text: 'a\n' } }
      const two = { type: 'stream', content: { name: 'stderr', text: 'b\n' } }
      await gives(
        'mixed',
        Array.from({ length: 1000 }, (_, i) => (i % 2 ? one : two)),
      )
      await run(0, '// gives mixed')
      expect(await pre.count()).to.equal(100)
      expect(await cell(0).locator('.left-out').innerText()).to.match(/^900 more outputs left out/)
    })
    it('is changed where it is a display, wherever that is', async () => {
      await open()
      const display = (type: string, text: string) => ({
        type,
        content: { data: { 'text/plain': text }, metadata: {}, transient: { display_id: 'd' } },
      })
      await gives('begin', [
        display('display_data', 'step 1'),
        display('update_display_data', 'step 2'),
      ])
      await gives(
        'go',
        Array.from({ length: 500 }, (_, i) => display('update_display_data', `at ${i}`)),
      )
      await run(0, '// gives begin')
      expect(await printed(0)).to.equal('step 2')
      await run(1, '// gives go')
      expect(await printed(0)).to.equal('at 499')
      expect(await printed(1)).to.equal('')
    })
    it('is drawn by the page’s one plotly.js, in any width, and printed', async () => {
      await open(undefined, { at: asFile(), width: 380, script: fake })
      const data = [
        {
          type: 'surface',
          z: [
            [1, 2],
            [3, 4],
          ],
        },
      ]
      await gives('space', [
        {
          type: 'display_data',
          content: {
            data: {
              'application/vnd.plotly.v1+json': { data, layout: { width: 700, height: 450 } },
              'text/html': '<b>not this</b>',
              'text/plain': 'A surface.',
            },
            metadata: {},
          },
        },
        {
          type: 'display_data',
          content: {
            data: { 'application/vnd.plotly.v1+json': { data: [{ y: [1, 4, 9] }] } },
            metadata: {},
          },
        },
      ])
      await run(1, '// gives space')
      const figures = cell(1).locator('figure.figure')
      await figures.nth(0).locator('.gl-container canvas').waitFor()
      await figures.nth(1).locator('.main-svg').first().waitFor()
      expect(await figures.nth(0).getAttribute('aria-label')).to.equal('A surface.')
      for (const n of [0, 1]) {
        const box = (await figures.nth(n).boundingBox())!
        expect(box.width).to.be.at.most(380)
        expect(box.height).to.be.above(250)
      }
      await page.emulateMedia({ media: 'print' })
      expect(await figures.nth(1).locator('.live').isVisible()).to.equal(true)
      await page.emulateMedia({ media: 'screen' })
      // Out of sight, it gives its WebGL context back, and leaves a picture.
      await page.locator('.turn').scrollIntoViewIfNeeded()
      const picture = figures.nth(0).locator('> img')
      await picture.waitFor({ state: 'attached' })
      expect(await picture.getAttribute('src')).to.match(/^data:image\/png/)
      await cell(1).scrollIntoViewIfNeeded()
      await figures.nth(0).locator('.gl-container canvas').waitFor()
      expect(problems).to.deep.equal([])
    })
  })

  describe('what was changed', () => {
    it('stays on this device, until it is reset', async () => {
      await open()
      await run(1, 'const bowl = 7')
      await page.reload()
      await cell(1).locator('.cm-content').waitFor()
      expect(await textOf(1)).to.equal('const bowl = 7')
      expect(await says(1).innerText()).to.match(/^As you left it\./)
      expect(await seen('ran')).to.deep.equal([])
      await run(1)
      expect(await printed(1)).to.equal('ran: const bowl = 7\n')

      await press(1, 'Reset')
      expect(await textOf(1)).to.equal(source(1))
      expect(await printed(1)).to.match(/^height at the start/)
      await page.reload()
      await page.waitForTimeout(300)
      expect(await page.locator('.cm-content').count()).to.equal(0)
    })
    it('is not taken for a later edition of the cell, but offered', async () => {
      await open()
      await write(1, 'const mine = 1')
      await page.evaluate(() => {
        const [key] = Object.keys(localStorage).filter(one => one.startsWith('downhill-cell'))
        const saved = JSON.parse(localStorage.getItem(key!)!)
        localStorage.setItem(key!, JSON.stringify({ ...saved, published: 'let old' }))
      })
      await page.reload()
      const note = cell(1).locator('.note')
      await note.waitFor()
      expect(await note.innerText()).to.match(/^The book has changed this cell since you did\./)
      expect(await cell(1).locator('.highlight pre').innerText()).to.contain('const bowl')
      await note.getByRole('button', name('Show your text')).click()
      expect(await textOf(1)).to.equal('const mine = 1')
      expect(await note.count()).to.equal(0)
    })
    it('is kept for the time of the visit where the browser refuses to store anything', async () => {
      const refuse = `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } });`
      await open(undefined, { script: refuse })
      await run(1, 'const bowl = 7')
      await write(1, 'const bowl = 8')
      expect(await says(1).innerText()).to.match(/^This browser keeps nothing/)
      expect(problems).to.deep.equal([])
    })
    it('is downloaded as the published notebook with these changes', async () => {
      await open()
      await write(1, 'const bowl = 7 // ü\nbowl')
      const download = page.waitForEvent('download')
      await page.getByRole('button', name('Download the notebook')).click()
      const file = await download
      expect(file.suggestedFilename()).to.equal(`${first}.ipynb`)
      const path = join(tmpdir(), `downhill-${process.pid}.ipynb`)
      await file.saveAs(path)
      const text = readFileSync(path, 'utf8')
      const published = readNotebook(chapters[0]!)
      const wanted = published.cells.map(one => {
        if (one.cell_type !== 'code') return one
        const source = one.id === cells[1]!.id ? ['const bowl = 7 // ü\n', 'bowl'] : one.source
        return { ...one, source, execution_count: null, outputs: [] }
      })
      expect(JSON.parse(text)).to.deep.equal({ ...published, cells: wanted })
      // It is valid, and byte for byte what Jupyter would save.
      const program =
        'import nbformat, sys; n = nbformat.read(sys.argv[1], 4); nbformat.validate(n); nbformat.write(n, sys.argv[1])'
      const { status, stderr } = spawnSync(python, ['-c', program, path], { encoding: 'utf8' })
      expect(status, stderr).to.equal(0)
      expect(readFileSync(path, 'utf8')).to.equal(text)
      rmSync(path)
      expect(await page.locator('.live-note [role="status"]').innerText()).to.match(
        /1 changed cell/,
      )
    })
    it('is printed, and no editor', async () => {
      await open()
      await write(1, 'const bowl = 7')
      await page.emulateMedia({ media: 'print' })
      expect(await cell(1).locator('.highlight pre').innerText()).to.equal('const bowl = 7')
      for (const part of ['.cm-editor', '.bar', '.says'])
        expect(await cell(1).locator(part).isVisible(), part).to.equal(false)
    })
  })

  describe('a link', () => {
    /** The link to a cell with another text. */
    async function linkTo(n: number, text: string): Promise<string> {
      await open()
      await write(n, text)
      await press(n, 'Copy link')
      const field = cell(n).getByRole('textbox', name('Link to this cell'))
      const link = await field.inputValue()
      await context!.close()
      return link
    }

    it('carries one changed cell, which does not run by itself', async () => {
      const text = 'const bowl = "<b>ü</b>" // & more'
      const link = await linkTo(1, text)
      expect(link).to.match(new RegExp(`#cell=${cells[1]!.id}&deflate=[\\w-]+$`))
      await open(link)
      const note = cell(1).locator('.note')
      await note.waitFor()
      expect(await textOf(1)).to.equal(text)
      expect(await note.innerText()).to.match(/came with a link: read it before you run it/)
      await page.waitForTimeout(500)
      expect(await seen('ran')).to.deep.equal([])
      // Nor as one of the cells above another.
      await run(2)
      expect(await seen('ran')).to.deep.equal([0, 1, 2].map(source))
      await run(1)
      expect((await seen('ran')).at(-1)).to.equal(text)
      expect(problems).to.deep.equal([])
    })
    it('overwrites nothing of the reader’s before that is wanted', async () => {
      const link = await linkTo(1, 'let theirs')
      await open()
      await write(1, 'let mine')
      await page.goto(link)
      await page.reload()
      await cell(1).locator('.note').waitFor()
      expect(await textOf(1)).to.equal('let theirs')
      await run(2)
      expect((await seen('ran'))[1]).to.equal('let mine')
      await cell(1).getByRole('button', name('Back to mine')).click()
      expect(await textOf(1)).to.equal('let mine')
      expect(page.url()).not.to.contain('#')

      // While the page is open, too.
      await page.evaluate(to => location.assign(to), link)
      await cell(1).getByRole('button', name('Keep it')).click()
      await page.reload()
      await cell(1).locator('.cm-content').waitFor()
      expect(await textOf(1)).to.equal('let theirs')
    })
    it('that cannot be read says so', async () => {
      const bomb = Buffer.from(
        await new Response(
          new Blob(['a'.repeat(1e6)]).stream().pipeThrough(new CompressionStream('deflate-raw')),
        ).arrayBuffer(),
      ).toString('base64url')
      for (const [fragment, sentence] of [
        ['cell=nowhere&text=YQ', /“nowhere”, which this page does not have/],
        ['cell=import&deflate=AAAA', /cannot be read/],
        ['cell=import&text=%%%', /cannot be read/],
        ['cell=import&text=_w', /cannot be read/],
        ['cell=import', /cannot be read/],
        [`cell=import&deflate=${bomb}`, /cannot be read/],
        [`cell=import&text=${'YQ'.repeat(1e5)}`, /has 200,018 characters/],
        ['cell=<img src=x onerror=window.hit=1>&text=YQ', /“<img src=x/],
      ] as const) {
        await open(`${first}.html#${fragment}`)
        const alert = page.getByRole('alert')
        await alert.waitFor()
        expect(await alert.innerText()).to.match(sentence)
        expect(await page.evaluate('window.hit')).to.equal(undefined)
        expect(problems, fragment.slice(0, 60)).to.deep.equal([])
        await context!.close()
      }
    })
    it('works where a browser cannot pack', async () => {
      const old = 'delete window.CompressionStream;'
      await open(undefined, { script: old })
      await write(1, 'let x')
      await press(1, 'Copy link')
      const link = await cell(1).getByRole('textbox', name('Link to this cell')).inputValue()
      expect(link).to.match(/&text=bGV0IHg$/)
    })
  })

  describe('MNIST’s files', () => {
    const digits = chapterName(chapters[5]!)
    const status = () => page.locator('.live-note [role="status"]').innerText()
    const names = [
      'train-images-idx3-ubyte.gz',
      'train-labels.idx1-ubyte',
      't10k-images.idx3-ubyte.gz',
      't10k-labels-idx1-ubyte',
    ]
    const file = (name: string) => ({ name, mimeType: '', buffer: Buffer.from([1, 2, 3]) })

    it('can be chosen, where a chapter reads digits', async () => {
      await open(`${digits}.html`)
      const input = page.locator('.live-note input[type="file"]')
      await input.setInputFiles([file('cat.png')])
      await page.waitForFunction(() =>
        /cat/.test(document.querySelector('.live-note')!.textContent),
      )
      expect(await status()).to.match(/^cat\.png is none of MNIST’s four files/)
      await input.setInputFiles(names.slice(0, 3).map(file))
      await page.waitForFunction(() =>
        /3 of/.test(document.querySelector('.live-note')!.textContent),
      )
      expect(await status()).to.match(/still missing: t10k-labels-idx1-ubyte/)
      await input.setInputFiles([file(names[3]!)])
      await page.waitForFunction(() =>
        /files are here:/.test(document.querySelector('.live-note')!.textContent),
      )
      await run(0)
      expect(await seen('files')).to.deep.equal(names.map(one => [one, 3]))
      await context!.close()
      await open()
      expect(await page.locator('input[type="file"]').count()).to.equal(0)
    })
    it('can be dropped anywhere, also on an editor', async () => {
      await open(`${digits}.html`)
      await run(1)
      await edit(1)
      const before = await textOf(1)
      const transfer = await page.evaluateHandle(all => {
        const data = new DataTransfer()
        for (const one of all) data.items.add(new File(['abc'], one))
        return data
      }, names)
      await cell(1).locator('.cm-content').dispatchEvent('drop', { dataTransfer: transfer })
      await page.waitForFunction(() => (window as unknown as Seen).files.length === 4)
      expect(await textOf(1)).to.equal(before)
    })
  })

  describe('the compiler', () => {
    it('completes, explains and underlines, once it has been started', async () => {
      await open()
      await edit(1)
      await page.keyboard.press('Control+End')
      await page.keyboard.type('\nmom')
      await page.waitForTimeout(1000)
      expect(await seen('asked')).to.deep.equal([])
      await run(1)
      await edit(1)
      await page.keyboard.press('Control+End')
      await page.keyboard.press('Tab')
      const list = page.getByRole('listbox')
      await list.waitFor()
      expect(await list.getByRole('option').allInnerTexts()).to.deep.equal([
        'momentous',
        'momentum',
      ])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Tab')
      expect(await textOf(1)).to.match(/\nmomentum$/)

      await page.keyboard.press('Shift+Tab')
      await page.locator('.cm-help').waitFor()
      expect(await page.locator('.cm-help').innerText()).to.equal('const start: <number>[]')
      await page.keyboard.press('Escape')
      expect(await page.locator('.cm-help').count()).to.equal(0)

      await page.keyboard.type(' + wrong')
      const underlined = cell(1).locator('.cm-lintRange-error')
      await underlined.waitFor()
      expect(await underlined.innerText()).to.equal('wrong')
      await underlined.hover()
      await page.getByText('Cannot find name "wrong".').waitFor()
    })
    it('does not complain about a cell whose names come from cells that have not run', async () => {
      await open()
      await run(0)
      await write(3, 'wrong')
      await page.waitForTimeout(1200)
      expect((await seen('asked')).map(([what]) => what)).not.to.include('diagnose')
    })
    it('that does not come is asked for again at the next run', async () => {
      await open()
      await page.route('**/kernel.js', route => route.abort())
      await press(0, 'Run')
      await says(0)
        .filter({ hasText: /^The compiler could not be loaded/ })
        .waitFor()
      await page.unroute('**/kernel.js')
      await run(0)
    })
  })

  for (const [width, dark] of [
    [1280, false],
    [360, true],
  ] as const) {
    it(`keep nobody out, and fit: ${width} pixels, ${dark ? 'dark' : 'light'}`, async () => {
      const look = `${width}-${dark ? 'dark' : 'light'}`
      await open(`${first}.html#cell=${cells[3]!.id}&text=bGV0IHg`, { width, dark })
      await cell(3).locator('.note').waitFor()
      const check = async (state: string) => {
        expect(await seriousViolations(page), state).to.deep.equal([])
        const overhang = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overhang, state).to.equal(0)
        // No button on the word “Code”, nor on another.
        const bar = (await cell(1).locator('.bar').boundingBox())!
        const summary = (await cell(1).locator('summary').boundingBox())!
        expect(bar.x, state).to.be.at.least(summary.x + summary.width)
        await page.screenshot({ path: join(screenshots, `${state}-${look}.png`) })
      }
      await check('link')
      await edit(1)
      await check('focus')
      const traceback = ['\x1b[31mRangeError\x1b[39m: no', '  \x1b[2mcell [1], line 1:\x1b[22m  no']
      await gives('bad', [
        { type: 'stream', content: { name: 'stderr', text: 'warned\n' } },
        { type: 'error', content: { ename: 'RangeError', evalue: 'no', traceback } },
      ])
      await run(1, '// gives bad')
      await check('error')
      await write(1, 'mom wrong')
      await cell(1).locator('.cm-lintRange-error').waitFor()
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Tab')
      await page.getByRole('listbox').waitFor()
      await check('completion')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+Tab')
      await page.locator('.cm-help').waitFor()
      await check('help')
      await write(1, '// waits')
      await page.keyboard.press('Shift+Enter')
      await cell(1).getByRole('button', name('Stop')).waitFor()
      await check('running')
      await press(1, 'Stop')
      await page.locator('.live-note').scrollIntoViewIfNeeded()
      await check('note')
    })
  }

  describe('with the real compiler', () => {
    it('draw, explore and print what the book does, under the policy that the README names, from below a path', async () => {
      expect(policy).to.match(/^default-src/)
      const served = await serveSite(site, { headers: { 'content-security-policy': policy! } })
      const watch = `window.refused = []
        addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective + ' ' + event.blockedURI))`
      await open(undefined, { at: served.address, script: watch })
      const before = await printed(1)
      await run(1, `${source(1)}\nshow(figure([wireframe(bowl)]))`)
      expect((await printed(1)).startsWith(before.trim())).to.equal(true)
      await cell(1).locator('.gl-container canvas').waitFor()
      const last = cells.findIndex(one => joined(one.source).includes('explore('))
      await run(last)
      await cell(last)
        .locator('.downhill-explorer .main-svg, .downhill-explorer canvas')
        .first()
        .waitFor()
      await run(
        2,
        "import { display } from 'tslab'\ndisplay.html('<img src=\"https://example.org/x.png\"><b>hello</b>')",
      )
      expect(await cell(2).frameLocator('iframe').locator('b').innerText()).to.equal('hello')
      await run(2, 'show({ data: [{ type: "parcoords", dimensions: [{ values: [1, 2] }] }] })')
      await cell(2).locator('figure .main-svg').first().waitFor()
      await write(1, 'mo')
      const download = page.waitForEvent('download')
      await page.getByRole('button', name('Download the notebook')).click()
      await download
      await page.keyboard.press('Control+K')
      await page.getByRole('searchbox').waitFor()
      expect(await page.evaluate('refused')).to.deep.equal([])
      // The picture that the foreign HTML asks for, and the script that this test brings everywhere.
      expect(problems.filter(text => !/example.org|about:srcdoc/.test(text))).to.deep.equal([])
      const outside = asked.filter(
        one => !/^(data|blob):/.test(one) && !one.startsWith(served.address),
      )
      expect(outside.filter(one => !one.endsWith('/favicon.ico'))).to.deep.equal([])
      served.server.close()
    })
    it('stop a cell that never ends, from a file, and go on', async () => {
      await open(undefined, { at: asFile() })
      await write(1, 'while (true) {}')
      await page.keyboard.press('Shift+Enter')
      await says(1).filter({ hasText: 'Running…' }).waitFor()
      await press(1, 'Stop')
      await says(1)
        .filter({ hasText: /^Stopped\./ })
        .waitFor()
      await run(1, source(1))
      expect(await printed(1)).to.match(/^height at the start, f\(-7, 2\) = 6\.45/)
      expect(problems).to.deep.equal([])
    })
  })
})
