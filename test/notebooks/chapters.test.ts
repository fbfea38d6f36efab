import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { expect } from 'chai'
import type { Layout } from '../../src/figures/mark'
import { canonical } from '../../tools/notebooks/canonical.mjs'
import {
  type CellOutput,
  chapterName,
  chapters,
  codeCells,
  figureIn,
  figureOutputs,
  isInSpace,
  joined,
  type Notebook,
  outputsOf,
  printedBy,
  readNotebook,
  withoutPictures,
} from '../../tools/notebooks/notebook'
import { root } from '../../tools/python'
import { execute } from '../support/execute'
import { slow } from '../support/slow'
import { StockTslab } from '../support/stock-tslab'

/** What a cell of a chapter may write to stderr, and has to: `chapter/cell id`. */
const warnings: Record<string, RegExp> = {}

describe('chapters', function () {
  this.timeout(400_000)

  it('have at most 1,400 lines of code', () => {
    const lines = chapters
      .flatMap(file => codeCells(readNotebook(file)))
      .flatMap(({ source }) => joined(source).split('\n'))
    expect(lines.filter(line => line.trim() !== '').length).to.be.at.most(1400)
  })

  const stock = new StockTslab()
  after(() => stock.remove())

  for (const file of chapters) {
    const chapter = chapterName(file)
    const notebook = readNotebook(file)
    const cells = codeCells(notebook)
    const warned = ({ id }: { id: string }) => warnings[`${chapter}/${id}`]

    describe(chapter, () => {
      describe('as a file', () => {
        it('is as Jupyter writes it, so that saving changes nothing', () => {
          expect(readFileSync(file, 'utf8')).to.equal(
            `${JSON.stringify(sorted(notebook), null, 1)}\n`,
          )
          for (const { source } of notebook.cells) {
            expect(source).to.deep.equal(joined(source).split(/(?<=\n)/))
          }
        })
        it('is no larger than 1.5 MB, and of no machine', () => {
          const text = readFileSync(file, 'utf8')
          expect(text.length).to.be.below(1.5e6)
          // Html would hide the pictures where no scripts run, as on GitHub.
          for (const word of ['text/html', root, homedir(), 'file:', 'execution":'])
            expect(text).not.to.contain(word)
        })
        it('has a picture of each figure and explorer, twice as sharp as on the page', () => {
          for (const { id, outputs = [] } of cells) {
            for (const { data, metadata } of outputs) {
              if (!metadata?.downhill) continue
              const image = Buffer.from(joined(data!['image/png'] as string), 'base64')
              const { width, height } = metadata['image/png']!
              // Where a PNG says how large it is.
              const size = [image.readUInt32BE(16), image.readUInt32BE(20)]
              expect(Math.abs(size[0]! - 2 * width), id).to.be.at.most(2)
              expect(Math.abs(size[1]! - 2 * height), id).to.be.at.most(2)
              expect(joined(data!['text/plain'] as string), id).to.match(/\w{3}/)
            }
          }
        })
        it('names each cell by what it is about', () => {
          const ids = notebook.cells.map(cell => cell.id)
          expect(new Set(ids).size).to.equal(ids.length)
          for (const id of ids) {
            expect(id).to.match(/^[a-z]+(-[a-z0-9]+)*$/)
            // What a program makes up: eight digits, or a UUID.
            expect(id).not.to.match(/^[0-9a-f]{8}(-|$)/)
          }
        })
        it('has cells that a beginner can read: short, in short lines, none of them folded', () => {
          for (const { id, source, metadata } of cells) {
            const lines = joined(source).split('\n')
            expect(lines.length, id).to.be.at.most(25)
            for (const line of lines) expect(line.length, `${id}: ${line}`).to.be.at.most(90)
            expect(metadata, id).to.deep.equal({})
          }
        })
        it('checks nothing for its author: test/notebooks/claims does', () => {
          for (const { id, source } of notebook.cells) {
            expect(joined(source), id).not.to.match(/\bassert\b/)
          }
        })
        it('imports in its first code cell alone, so that no other takes an import with it', () => {
          for (const { id, source } of cells.slice(1)) {
            expect(joined(source), id).not.to.match(/^import\b|\brequire\(/m)
          }
        })
        it('asks for our kernel by the name it has everywhere', () => {
          expect(notebook.metadata.kernelspec.name).to.equal('tslab')
        })
        it('begins with its number and a question, its only title', () => {
          const [first] = notebook.cells
          expect(first!.cell_type).to.equal('markdown')
          expect(joined(first!.source).split('\n')[0]).to.match(
            new RegExp(`^# ${Number.parseInt(chapter, 10)} · .+\\?$`),
          )
          const titles = notebook.cells
            .filter(cell => cell.cell_type === 'markdown')
            .flatMap(cell => joined(cell.source).match(/^# .*/gm) ?? [])
          expect(titles).to.have.length(1)
        })
      })

      describe('run from top to bottom', () => {
        let executed: Notebook
        let again: Notebook
        let withStock: Notebook | undefined
        const onStock = slow || file === chapters[0]
        before(async () => {
          ;[executed, again] = await Promise.all([execute(notebook), execute(notebook)])
          // By itself: where another kernel has taken one of its ports, tslab as it comes does not say so.
          withStock = onStock ? await execute(notebook, stock.options) : undefined
        })

        it('has no error, and no warning but those it speaks of', () => {
          for (const cell of codeCells(executed)) {
            expect(errorsOf(cell.outputs), cell.id).to.deep.equal([])
            expect(printedBy(cell, 'stderr'), cell.id).to.match(warned(cell) ?? /^$/)
          }
        })
        it('gives the same the second time', () => {
          expect(outputsOf(withWholeStreams(again))).to.deep.equal(
            outputsOf(withWholeStreams(executed)),
          )
        })
        it('shows what the file shows: if not, `npm run notebooks` publishes it anew', () => {
          const today = canonical(structuredClone(executed) as never)
            .notebook as unknown as Notebook
          expect(outputsOf(today)).to.deep.equal(outputsOf(withoutPictures(notebook)))
        })
        it('shows figures that every reader of notebooks can show', () => {
          const outputs = figureOutputs(...codeCells(executed))
          expect(outputs).not.to.have.length(0)
          for (const output of outputs) checkFigure(output)
        })
        it('has at most four figures in space, as a page can hold eight WebGL contexts', () => {
          const inSpace = figureOutputs(...codeCells(executed))
            .map(figureIn)
            .filter(isInSpace)
          expect(inSpace.length).to.be.at.most(4)
        })
        ;(onStock ? it : it.skip)('runs on tslab as it comes, with as many figures', () => {
          const run = withStock!
          for (const cell of codeCells(run)) {
            expect(errorsOf(cell.outputs), cell.id).to.deep.equal([])
            // Errors are written to stderr there.
            expect(printedBy(cell, 'stderr'), cell.id).to.match(warned(cell) ?? /^$/)
          }
          expect(figureOutputs(...codeCells(run)).map(figureIn)).to.deep.equal(
            figureOutputs(...codeCells(executed)).map(figureIn),
          )
        })
      })
    })
  }
})

/** With the fields in alphabetical order, as nbformat writes them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, field]) => [name, sorted(field)]))
}

function errorsOf(outputs: CellOutput[] | undefined): string[] {
  return (outputs ?? [])
    .filter(output => output.output_type === 'error')
    .map(({ ename, evalue }) => `${ename}: ${evalue}`)
}

/** With prints that follow each other as one: where they are cut, time decides. */
function withWholeStreams(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook)
  for (const cell of codeCells(copy)) {
    const whole: CellOutput[] = []
    for (const output of cell.outputs ?? []) {
      const last = whole.at(-1)
      if (
        last?.output_type === 'stream' &&
        output.output_type === 'stream' &&
        last.name === output.name
      ) {
        last.text = joined(last.text) + joined(output.text)
      } else
        whole.push(
          output.output_type === 'stream' ? { ...output, text: joined(output.text) } : output,
        )
    }
    cell.outputs = whole
  }
  return copy
}

function checkFigure(output: CellOutput): void {
  expect(Object.keys(output.data!)).to.have.members([
    'application/vnd.plotly.v1+json',
    'text/html',
    'text/plain',
  ])
  const { layout } = figureIn(output)
  const titles = titlesOf(layout)
  expect(titles).not.to.have.length(0)
  for (const title of titles) expect(title).to.match(/\S/)
  expect(layout.width).to.be.within(200, 1000)
  expect(layout.height).to.be.within(200, 1000)

  const alt = joined(output.data!['text/plain'] as string)
  expect(alt).to.equal(layout.meta.alt)
  expect(alt.length).to.be.above(titles.join('').length)
  // One script, which nothing in the figure ends.
  expect(joined(output.data!['text/html'] as string).match(/<\/script/gi)).to.have.length(1)
}

/** What stands above the figure, or above each of several side by side. */
function titlesOf({ title, annotations = [] }: Layout): string[] {
  return [title, ...(annotations as unknown[])]
    .map(words => (words as { text?: string } | undefined)?.text)
    .filter(text => text !== undefined)
}
