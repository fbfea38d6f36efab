import { join } from 'node:path'
import { expect } from 'chai'
import {
  chapterName,
  chapters,
  joined,
  printedBy,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { root } from '../../tools/python'
import { differences } from '../page/same-outputs'
import { engineMathIn, withCallsOfPow } from '../support/engine-math'
import { execute } from '../support/execute'
import { slow } from '../support/slow'

const env = { NODE_OPTIONS: `--require ${join(root, 'test', 'support', 'other-engine.cjs')}` }

/** The chapters that leave last digits to the engine; the others, with the package, leave none. */
const open = chapters
  .map(file => ({ chapter: chapterName(file), notebook: readNotebook(file) }))
  .filter(({ notebook }) =>
    notebook.cells.some(
      cell => cell.cell_type === 'code' && engineMathIn(joined(cell.source)).length > 0,
    ),
  )

;(slow ? describe : describe.skip)('in an engine that rounds otherwise', function () {
  this.timeout(180_000)

  it('sines are others', async () => {
    const notebook = structuredClone(open[0]!.notebook)
    notebook.cells = [{ ...notebook.cells.at(-1)!, cell_type: 'code', outputs: [] }]
    notebook.cells[0]!.source = 'for (let x = 1; x < 9; x++) console.log(Math.sin(x))'
    const [given, other] = [await execute(notebook), await execute(notebook, { env })]
    const [here, there] = [given, other].map(({ cells }) => printedBy(cells[0]!).split('\n'))
    expect(here!.filter((sine, i) => sine !== there![i]).length).to.be.within(3, 7)
  })

  for (const { chapter, notebook } of open) {
    it(`${chapter} prints and draws what the file shows`, async () => {
      const cells = notebook.cells.map(cell =>
        cell.cell_type === 'code' ? { ...cell, source: withCallsOfPow(joined(cell.source)) } : cell,
      )
      const executed = await execute({ ...notebook, cells }, { env })
      expect(differences(executed, notebook)).to.deep.equal([])
    })
  }
})
