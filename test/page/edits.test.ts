import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { sampleOf } from '../../tools/edits/sample.mjs'
import { cellsToRun, codeCellsOf, editsOf } from '../../tools/edits/try-chapter.mjs'
import { chapterName, chapters, type Notebook } from '../../tools/notebooks/notebook'
import { inChromium, inFirefox } from '../browser/browsers'
import { execute } from '../support/execute'
import { slow } from '../support/slow'
import { KernelSite } from './kernel-site'
import { notebookOf } from './notebook-of'
import { executeInPage } from './run-in-page'
import { differences } from './same-outputs'

/** How many edits of which chapters. The others, and most in Firefox, are run as they are, chapters.test.ts. */
const tried = [
  [inChromium, chapters.slice(0, slow ? 5 : 2), 2],
  ...(slow ? ([[inFirefox, chapters.slice(0, 1), 2]] as const) : []),
] as const

/** A chapter, and after it the cells that a learner runs who changes one number, and then another. */
function withEdits(file: string, most: number): Notebook {
  const cells = codeCellsOf(file)
  // From the last to the first, so that what an edit leaves behind is not there for the next.
  const edits = sampleOf(editsOf(cells), most, 1).reverse()
  return notebookOf([
    ...cells,
    ...edits.flatMap((edit, i) =>
      cellsToRun(cells, edit, 'all').map(({ id, source }) => ({
        id: `edit-${i + 1}-${id}`,
        source,
      })),
    ),
  ])
}

describe('edits', function () {
  this.timeout(300_000)
  const inJupyter = new Map<string, Promise<Notebook>>()
  let site: KernelSite

  before(async () => {
    site = await KernelSite.open()
  })
  after(() => site?.close())

  for (const [{ name, whyPending, needed, launch }, files, most] of tried) {
    describe(`in a page, in ${name}${whyPending}`, () => {
      let browser: Browser
      before(async function () {
        needed(this)
        browser = await launch()
      })
      after(() => browser?.close())

      for (const file of files) {
        it(`of ${chapterName(file)} show what they show in Jupyter`, async () => {
          const notebook = withEdits(file, most)
          if (!inJupyter.has(file)) inJupyter.set(file, execute(notebook))
          const [executed, expected] = await Promise.all([
            executeInPage(browser, site.address, notebook),
            inJupyter.get(file)!,
          ])
          expect(differences(executed, expected)).to.deep.equal([])
        })
      }
    })
  }
})
