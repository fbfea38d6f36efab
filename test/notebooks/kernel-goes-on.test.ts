import { expect } from 'chai'
import * as fc from 'fast-check'
import { uniform } from '../../src'
import {
  answersIn,
  chapterName,
  chapters,
  codeCells,
  joined,
  type Notebook,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { claimsOf } from '../support/claims'
import { Jupyter, tracebackOf } from '../support/jupyter'
import { slow } from '../support/slow'

/** What a learner may put in place of a constant, as code: what comes to mind, and what does not. */
const usual = ['0', '-1', '1e-12', '1e12', 'NaN', 'Infinity', "'text'"].map((code): [string] => [
  code,
])
const odd = fc.oneof(
  fc.double().map(value => (Object.is(value, -0) ? '-0' : String(value))),
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.string().map(value => JSON.stringify(value)),
  fc.constantFrom('undefined', 'null', 'true', '[0.1]', '{}', '10n', '() => 1'),
)

describe('chapters in a kernel that goes on', function () {
  this.timeout(120_000)
  for (const file of chapters) {
    const chapter = chapterName(file)

    describe(chapter, () => {
      const notebook = readNotebook(file)
      const cells = codeCells(notebook).map(({ id, source }) => ({ id, code: joined(source) }))
      const answers = answersOf(notebook)
      const claims = claimsOf(chapter)
      let kernel: Jupyter
      before(() => {
        kernel = new Jupyter()
      })
      after(() => kernel.close())

      const run = async (id: string, code: string) => {
        const { reply } = await kernel.run(code)
        expect(reply.status, `${chapter}, ${id}: ${reply.evalue}`).to.equal('ok')
      }

      it('has claims of cells and answers that are there', () => {
        expect(claims).not.to.have.length(0)
        const ids = [...cells, ...answers].map(({ id }) => id)
        for (const { cell } of claims) expect(ids).to.include(cell)
      })

      const text = wordsOf(notebook)
      /** A cell or an answer, and what the chapter says of it, each a test of its own. */
      const prove = ({ id, code }: { id: string; code: string }) => {
        const long = code.includes('10_000') && !slow
        const test = long ? it.skip : it
        test(`${id} runs`, () => run(id, code))
        for (const { sentence, code: proof } of claims.filter(({ cell }) => cell === id)) {
          test(`${id}: “${sentence}”`, async () => {
            const isThere = text.some(part => inOrder(plain(sentence).split(' … '), part))
            expect(isThere, `${chapter}, ${id} does not say “${sentence}”`).to.equal(true)
            const { reply } = await kernel.run(proof)
            expect(
              reply.status,
              `${chapter}, ${id}: “${sentence}” is not so: ${reply.evalue}\n${reply.traceback}`,
            ).to.equal('ok')
          })
        }
      }
      for (const cell of cells) prove(cell)
      // Last first, so that an answer which relies on one before it is found.
      for (const answer of answers.toReversed()) prove(answer)

      // Together, each cell after each other one.
      for (const [order, ordered] of [
        ...(slow || !isLong(chapter) ? [['last first', cells.toReversed()] as const] : []),
        ...(slow ? [['first to last', cells] as const] : []),
      ]) {
        it(`runs each cell again on its own, ${order}`, async () => {
          for (const { id, code } of ordered) await run(id, code)
        })
      }
      for (let seed = 1; seed <= ordersOf(chapter); seed++) {
        it(`runs its cells in any order: ${seed}`, async () => {
          for (const { id, code } of shuffled(cells, seed)) await run(id, code)
        })
      }
      for (const { code } of cells.filter(({ id }) => id.startsWith('try'))) {
        for (const [declaration, name] of code.matchAll(/^const ([A-Z_]+) = .*$/gm)) {
          it(`shows a figure, or one sentence that leads to the constant: ${name}`, async () => {
            await fc.assert(
              fc.asyncProperty(odd, async value => {
                const tried = code.replace(declaration, `const ${name} = (${value}) as any`)
                const cell = await kernel.run(tried)
                if (cell.reply.status === 'ok') {
                  expect(cell.outputs.some(({ type }) => type === 'display_data')).to.equal(true)
                  return
                }
                expect(cell.reply.evalue).to.match(/^[^\n]+, (got|not|and) [^\n]+\.$/)
                // The learner's own line, and none of the package's.
                const traceback = tracebackOf(cell)!
                expect(traceback).to.match(new RegExp(`^  cell .*${name}`, 'm'))
                expect(traceback).not.to.match(/node_modules|src[\\/]|internal/)
              }),
              { seed: 1, numRuns: usual.length + moreOf(chapter), examples: usual },
            )
          })
        }
      }
    })
  }
})

/** The answers that a learner unfolds: `exercises/2` is the second one in the cell `exercises`. */
function answersOf({ cells }: Notebook): { id: string; code: string }[] {
  return cells.flatMap(cell =>
    answersIn({ cells: [cell] }).map(({ code }, i) => ({ id: `${cell.id}/${i + 1}`, code })),
  )
}

/** Where a sentence may stand: in the text, in the code, in what that prints. */
function wordsOf({ cells }: Notebook): string[] {
  return cells
    .flatMap(({ source, outputs = [] }) => [
      joined(source),
      ...outputs.map(output =>
        joined((output.text ?? output.data?.['text/plain'] ?? '') as string),
      ),
    ])
    .map(plain)
}

/** A text as a reader sees it: without marks of Markdown, and on one line. */
function plain(text: string): string {
  return text.replace(/[*`$\\]/g, '').replace(/\s+/g, ' ')
}

/** Whether the parts of a shortened sentence stand in a text one after the other. */
function inOrder(parts: readonly string[], text: string): boolean {
  let from = 0
  return parts.every(part => {
    const at = text.indexOf(part, from)
    from = at + part.length
    return at !== -1
  })
}

/** Whether a chapter's cells train networks, or walk from many starts: then they take seconds each. */
function isLong(chapter: string): boolean {
  return Number.parseInt(chapter, 10) >= 6
}

/** How many shuffles of a chapter's cells to run. */
function ordersOf(chapter: string): number {
  if (slow) return isLong(chapter) ? 1 : 6
  return isLong(chapter) ? 0 : 1
}

/** How many odd constants to try besides the usual ones. */
function moreOf(chapter: string): number {
  return slow && !isLong(chapter) ? 20 : 4
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = uniform(seed)
  return items
    .map(item => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}
