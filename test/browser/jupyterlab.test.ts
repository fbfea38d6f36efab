import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, BrowserContext, Locator } from 'playwright-core'
import type { Figure } from '../../src/figures/mark'
import {
  chapterName,
  chapters,
  codeCells,
  figureIn,
  figureOutputs,
  isInSpace,
  joined,
  printedBy,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { JupyterLab } from '../support/jupyterlab'
import { slow } from '../support/slow'
import { launch, needsChromium, whyPending } from './chromium'
import { NotebookPage } from './notebook-page'
import { vividColours } from './pixels'

/** Where Plotly draws the traces of a type on the plane. A type that is missing here is to be added. */
const drawnIn: Record<string, string> = {
  contour: '.contourlayer > g.contour',
  scatter: '.scatterlayer > g.trace',
  quiver: '.quiverlayer > g.trace',
  heatmap: '.heatmaplayer > g.hm',
}

describe(`JupyterLab${whyPending}`, function () {
  this.timeout(180_000)
  let browser: Browser
  let lab: JupyterLab
  // One for all pages: they share the cache.
  let context: BrowserContext

  before(async function () {
    needsChromium(this)
    ;[browser, lab] = await Promise.all([launch(), JupyterLab.start()])
    context = await browser.newContext()
    // A chapter that trains networks takes its time on a busy machine.
    context.setDefaultTimeout(120_000)
  })
  after(async () => {
    await browser?.close()
    await lab?.stop()
  })

  const close = async (notebook: NotebookPage | undefined, file: string) => {
    await notebook?.close()
    await lab?.endKernel(file)
  }

  // The first, with a figure in space, one with an animation, and the largest.
  for (const file of slow ? chapters : [0, 4, 6].map(i => chapters[i]!)) {
    describe(chapterName(file), () => {
      const saved = readFileSync(file, 'utf8')
      // As published: chapters.test.ts sees to it that this is what the cells show today.
      const source = readNotebook(file)
      const figures = figureOutputs(...codeCells(source)).map(figureIn)
      const screenshots = join(__dirname, 'screenshots', chapterName(file))
      let notebook: NotebookPage
      let plots: Locator

      before(async () => {
        rmSync(screenshots, { recursive: true, force: true })
        mkdirSync(screenshots, { recursive: true })
        notebook = await NotebookPage.open(context, lab, file)
        // The class is that of the renderer of Plotly's own MIME type; html's has another.
        plots = notebook.page.locator('.jp-Notebook .jp-RenderedPlotly.js-plotly-plot')
      })
      after(() => close(notebook, file))

      const drawn = () =>
        plots
          .nth(figures.length - 1)
          .locator('.main-svg')
          .first()
          .waitFor()
      const complaints = () =>
        notebook.page
          .locator('[data-mime-type="application/vnd.jupyter.stderr"]')
          .allTextContents()
          .then(texts => texts.map(text => text.trim()))

      it('draws its published figures as they come into view, has pictures of its explorers and pads, and is not changed by that', async () => {
        const places = notebook.page.locator('.jp-Notebook .jp-RenderedPlotly')
        expect(await places.count()).to.equal(figures.length)
        for (let i = 0; i < figures.length; i++) {
          await places.nth(i).scrollIntoViewIfNeeded()
          await places.nth(i).locator('.main-svg').first().waitFor()
        }
        // Its writing would come a little later.
        await notebook.page.waitForTimeout(1500)
        const changed = notebook.page.locator('.jp-mod-dirty')
        expect(await changed.count(), 'the notebook counts as changed').to.equal(0)
        const others = codeCells(source).flatMap(({ outputs = [] }) =>
          outputs.filter(
            ({ metadata }) => metadata?.downhill?.explorer ?? metadata?.downhill?.digitPad,
          ),
        )
        const pictures = notebook.page.locator('.jp-RenderedImage img')
        expect(await pictures.count()).to.equal(others.length)
      })
      it('runs all cells from the menu, without an error', async () => {
        await notebook.runAll()
        await drawn()
        // Errors are shown as stderr is; a chapter may warn, and then it does so here as well.
        const warnings = codeCells(source).map(cell => printedBy(cell, 'stderr').trim())
        expect(await complaints()).to.deep.equal(warnings.filter(text => text !== ''))
      })
      it('draws every figure with the renderer of its MIME type', async () => {
        const types = await plots.evaluateAll(all =>
          all.map(plot => (plot as Element as PlotlyElement).data.map(({ type }) => type)),
        )
        expect(types).to.deep.equal(figures.map(({ data }) => data.map(({ type }) => type)))
        // An explorer draws with plotly.js, too.
        const others = notebook.page.locator('.js-plotly-plot:not(.downhill-explorer *)')
        expect(await others.count()).to.equal(figures.length)
      })
      it('draws every trace, and keeps a picture of each figure', async () => {
        for (const [i, figure] of figures.entries()) {
          const plot = plots.nth(i)
          await plot.screenshot({ path: join(screenshots, `${i + 1}.png`) })
          const box = await plot.locator('.main-svg').first().boundingBox()
          expect([box!.width, box!.height]).to.deep.equal([
            figure.layout.width,
            figure.layout.height,
          ])
          // The window is as wide as that of a small laptop, and the file browser is open.
          expect(await overhang(plot), `figure ${i + 1} is cut`).to.equal(0)
          if (isInSpace(figure)) {
            // Of the canvas: where there is no WebGL, Plotly says so in blue instead.
            const picture = await plot.locator('.gl-container canvas').screenshot({ timeout: 5000 })
            expect(await vividColours(context, picture), `figure ${i + 1}`).to.be.above(100)
          } else {
            expect(await tracesDrawn(plot, figure), `figure ${i + 1}`).to.deep.equal(
              countTypes(figure),
            )
          }
        }
      })
      it('sets its formulas', async () => {
        const formulas = source.cells
          .filter(cell => cell.cell_type === 'markdown')
          .some(cell => joined(cell.source).includes('$'))
        const set = notebook.page.locator('.jp-MarkdownCell mjx-container')
        if (formulas) expect(await set.count()).to.be.above(0)
        const text = await notebook.page.locator('.jp-RenderedMarkdown').evaluateAll(all =>
          all.map(rendered => {
            const words = rendered.cloneNode(true) as Element
            for (const code of words.querySelectorAll('pre, code')) code.remove()
            return words.textContent
          }),
        )
        expect(text.filter(words => words.includes('$'))).to.deep.equal([])
        expect(await notebook.page.locator('mjx-merror').count()).to.equal(0)
      })
      // What happens is JupyterLab's and the renderer's doing, the same for all chapters.
      if (file === chapters[0]) {
        it('runs all a second time, and each figure is replaced', async () => {
          await notebook.runAll()
          await drawn()
          expect(await plots.count()).to.equal(figures.length)
        })
      }
      it('needs no network, and the console has no error', () => {
        expect(notebook.outside).to.deep.equal([])
        expect(notebook.problems).to.deep.equal([])
      })
      it('leaves the file as it was, and pictures of the page', async () => {
        if (slow) await notebook.screenshots(join(screenshots, 'page'))
        expect(readFileSync(file, 'utf8')).to.equal(saved)
      })
    })
  }

  describe('the stop button', () => {
    let notebook: NotebookPage
    before(async () => {
      notebook = await NotebookPage.open(context, lab, chapters[0]!)
    })
    after(() => close(notebook, chapters[0]!))

    it('ends an endless loop, and the variables stay', async () => {
      const { page, scratch } = notebook
      const prompt = (text: string) =>
        scratch
          .locator('.jp-InputPrompt')
          .filter({ hasText: `[${text}]` })
          .waitFor()
      const output = scratch.locator('.jp-OutputArea-output')

      await notebook.runInScratch('const kept = 6 * 7')
      await prompt('1')
      await notebook.runInScratch("console.log('running')\nfor (;;) {}")
      await prompt('*')
      await page.locator('jp-button[data-command="notebook:interrupt-kernel"]').click()
      await output.getByText('Interrupted').waitFor()
      await prompt('2')
      await notebook.runInScratch('kept')
      await prompt('3')
      expect(await output.allTextContents()).to.deep.equal(['42'])
    })
  })
})

interface PlotlyElement extends Element {
  data: { type: string }[]
}

function countTypes({ data }: Figure): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of data) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

/** By how many pixels a figure is wider than the place that its cell has for it. */
function overhang(plot: Locator): Promise<number> {
  return plot.evaluate(element => {
    const drawing = element.querySelector('.main-svg')!.getBoundingClientRect()
    const place = element.closest('.jp-OutputArea')!.getBoundingClientRect()
    return Math.max(0, drawing.right - place.right)
  })
}

/** How many traces of each type of `figure` have left a path on the page. */
async function tracesDrawn(plot: Locator, figure: Figure): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const type of Object.keys(countTypes(figure))) {
    const selector = drawnIn[type]
    if (selector === undefined) throw new Error(`add to drawnIn where Plotly draws '${type}'`)
    counts[type] = await plot
      .locator(selector)
      .evaluateAll(
        groups =>
          groups.filter(group =>
            [...group.querySelectorAll('path, image')].some(
              drawn =>
                (drawn.getAttribute('d') ?? drawn.getAttribute('href') ?? '').length >
                'M0,0'.length,
            ),
          ).length,
      )
  }
  return counts
}
