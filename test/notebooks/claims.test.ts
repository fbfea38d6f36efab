import { expect } from 'chai'
import { claimsOf } from '../support/claims'
import { Jupyter } from '../support/jupyter'
import { answersIn, chapterName, chapters, joined, readNotebook } from '../support/notebook'

/** A text as a reader sees it: without marks of Markdown, and on one line. */
const plain = (text: string) => text.replace(/[*`$\\]/g, '').replace(/\s+/g, ' ')

describe('what the chapters say', function () {
  this.timeout(120_000)
  for (const file of chapters) {
    const chapter = chapterName(file)

    describe(chapter, () => {
      const { cells } = readNotebook(file)
      const claims = claimsOf(chapter)
      /** What is run, in the order of the page: the cells, and the answers that a learner unfolds. */
      const steps = cells.flatMap(cell =>
        cell.cell_type === 'code'
          ? [{ name: cell.id, code: joined(cell.source) }]
          : answersIn({ cells: [cell] }).map(({ code }, i) => ({
              name: `${cell.id}/${i + 1}`,
              code,
            })),
      )
      let kernel: Jupyter
      before(() => {
        kernel = new Jupyter()
      })
      after(() => kernel.close())

      it('is claimed of cells and answers that are there', () => {
        expect(claims).not.to.have.length(0)
        const names = steps.map(({ name }) => name)
        for (const { cell } of claims) expect(names).to.include(cell)
      })

      /** Where a sentence may stand: in the text, in the code, in what that prints. */
      const text = cells
        .flatMap(({ source, outputs = [] }) => [
          joined(source),
          ...outputs.map(output =>
            joined((output.text ?? output.data?.['text/plain'] ?? '') as string),
          ),
        ])
        .map(plain)
      for (const { name, code } of steps) {
        // Its claims follow it, so it is a test of its own, and its failure is told once.
        it(`${name} runs`, async () => {
          const { reply } = await kernel.run(code)
          expect(reply.status, `${chapter}, ${name}: ${reply.evalue}`).to.equal('ok')
        })
        for (const { sentence, code: proof } of claims.filter(({ cell }) => cell === name)) {
          it(`${name}: “${sentence}”`, async () => {
            const isThere = text.some(part => inOrder(plain(sentence).split(' … '), part))
            expect(isThere, `${chapter}, ${name} does not say “${sentence}”`).to.equal(true)
            const { reply } = await kernel.run(proof)
            expect(
              reply.status,
              `${chapter}, ${name}: “${sentence}” is not so: ${reply.evalue}\n${reply.traceback}`,
            ).to.equal('ok')
          })
        }
      }
    })
  }
})

/** Whether the parts of a shortened sentence stand in a text one after the other. */
function inOrder(parts: readonly string[], text: string): boolean {
  let from = 0
  return parts.every(part => {
    const at = text.indexOf(part, from)
    from = at + part.length
    return at !== -1
  })
}
