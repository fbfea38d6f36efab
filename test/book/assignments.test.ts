import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { Course, exercises, hiddenLines, pointsOf, solutionsOf } from '../../tools/exercises/course'
import { joined, type Notebook, readNotebook } from '../../tools/notebooks/notebook'
import { launch, needsChromium, whyPending } from '../browser/chromium'
import { slow } from '../support/slow'
import { builtSite } from './site'

const names = readdirSync(join(exercises, 'source')).sort()
const sourceOf = (name: string): Notebook =>
  readNotebook(join(exercises, 'source', name, `${name}.ipynb`))

/** The lines of a text, as they stand in a page's HTML or in JSON. */
const lines = (text: string): string[] => text.split('\n').map(line => line.trim())

/** The words of a page, without the marks that highlight its code. */
const unmarked = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

/** A text however it was laid out: in a page, in a script, or in JSON. */
const packed = (text: string): string =>
  text
    .replace(/\\u003c/g, '<')
    .replace(/\\n/g, '')
    .replace(/\\(["'`\\$])/g, '$1')
    .replace(/\s/g, '')

describe('the assignments in the book', function () {
  this.timeout(300_000)
  let site: string
  before(() => {
    site = builtSite()
  })

  const page = (name: string): string =>
    unmarked(readFileSync(join(site, 'assignments', `${name}.html`), 'utf8'))
  const given = (name: string): string =>
    readFileSync(join(site, 'assets', 'notebooks', `${name}.js`), 'utf8').replace(
      'var downhillNotebook = ',
      '',
    )

  for (const name of names) {
    it(`${name} tells neither its solutions nor its hidden tests`, () => {
      const source = sourceOf(name)
      const cells: Notebook['cells'] = JSON.parse(given(name)).cells
      const texts = cells.map(({ source: text }) => joined(text))
      const open = new Set(texts.flatMap(lines))
      const solved = Object.values(solutionsOf(source)).flatMap(lines)
      // What the released notebook has, such as the head of a function to write, is no secret.
      const secrets = [...solved, ...hiddenLines(source)].filter(
        line => line.length > 8 && !open.has(line),
      )
      expect(secrets).to.have.length.above(5)
      const shown = new Set(lines(page(name)))
      expect(secrets.filter(line => shown.has(line))).to.deep.equal([])
      expect(texts.join('\n')).to.not.match(/(BEGIN|END) (SOLUTION|HIDDEN)/)
      const found = lines(texts.join('\n'))
      expect(secrets.filter(line => found.includes(line))).to.deep.equal([])
    })
  }

  it('tell no hidden test and no solution anywhere else in the book', () => {
    const hidden = names.flatMap(name => hiddenLines(sourceOf(name)))
    expect(hidden).to.have.length.above(20)
    const solutions = names.flatMap(name => Object.values(solutionsOf(sourceOf(name))))
    // Those of one line are too short to be told from the code of a chapter.
    const long = solutions.filter(text => text.trim().includes('\n'))
    expect(long).to.have.length.above(15)
    const secrets = [...hidden, ...long].map(packed)
    const files = readdirSync(site, { encoding: 'utf8', recursive: true }).filter(
      file => /\.(html|js|txt)$/.test(file) && !/plotly|katex/.test(file),
    )
    for (const file of files) {
      const text = readFileSync(join(site, file), 'utf8')
      const forms = (file.endsWith('.html') ? [text, unmarked(text)] : [text]).map(packed)
      const told = secrets.filter(secret => forms.some(form => form.includes(secret)))
      expect(told, file).to.deep.equal([])
    }
  })

  describe(`in a browser${whyPending}`, () => {
    let browser: Browser
    before(async function () {
      needsChromium(this)
      browser = await launch()
    })
    after(() => browser?.close())

    /** Writes answers into the page, and downloads the notebook that is handed in. */
    async function handedIn(name: string, answers: Record<string, string>): Promise<string> {
      const tab = await browser.newPage()
      const { cells }: Notebook = JSON.parse(given(name))
      const published = Object.fromEntries(cells.map(cell => [cell.id, joined(cell.source)]))
      await tab.goto(`file://${join(site, 'assignments', `${name}.html`)}`)
      // As if they had been written on another day.
      await tab.evaluate(
        ([start, saved]) => {
          for (const [id, value] of Object.entries(saved)) {
            localStorage.setItem(`downhill-cell ${start} ${id}`, JSON.stringify(value))
          }
        },
        [
          name,
          Object.fromEntries(
            Object.entries(answers).map(([id, text]) => [id, { published: published[id], text }]),
          ),
        ] as const,
      )
      await tab.reload()
      const [download] = await Promise.all([
        tab.waitForEvent('download'),
        tab.locator('.live-note .download').click(),
      ])
      expect(download.suggestedFilename()).to.equal(`${name}.ipynb`)
      const text = readFileSync(await download.path(), 'utf8')
      await tab.evaluate('localStorage.clear()')
      await tab.close()
      return text
    }

    it('are downloaded as they were given when nothing was written', async () => {
      for (const name of names) expect(await handedIn(name, {}), name).to.equal(`${given(name)}\n`)
    })

    it('keep what is locked as it is', async () => {
      const tab = await browser.newPage()
      await tab.goto(`file://${join(site, 'assignments', '4-adam.html')}`)
      const cell = tab.locator('.cell[data-cell="correction"]')
      await cell.locator('.highlight pre').click()
      await cell.locator('.cm-content').press('x')
      expect(await cell.locator('.cm-content').innerText()).to.match(/^\{\n {2}const found/)
      await tab.close()
    })

    it('are handed in with the solutions and graded with full points', async function () {
      if (!slow) this.skip()
      const course = new Course()
      try {
        for (const name of names) {
          await course.nbgrader(['generate_assignment', name])
          const released = readFileSync(
            join(course.folder, 'release', name, `${name}.ipynb`),
            'utf8',
          )
          expect(`${given(name)}\n`, name).to.equal(released)
        }
        const name = '4-adam'
        course.submit('anna', name, await handedIn(name, solutionsOf(sourceOf(name))))
        const { log } = await course.nbgrader(['autograde', name])
        const all = Object.values(pointsOf(sourceOf(name))).reduce((sum, one) => sum + one, 0)
        expect(await course.scores(name), log).to.deep.equal({ anna: all })
      } finally {
        course.remove()
      }
    })
  })
})
