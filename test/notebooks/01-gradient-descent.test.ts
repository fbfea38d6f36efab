import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  cellOf,
  chapters,
  codeCells,
  figureIn,
  figureOf,
  joined,
  type Notebook,
  printedBy,
  readNotebook,
  withConstant,
} from '../../tools/notebooks/notebook'
import { root } from '../../tools/python'
import { execute } from '../support/execute'
import { Jupyter, printed, tracebackOf } from '../support/jupyter'

// The published path: rows of x, y as text, so that a number's every digit counts.
const published = readFileSync(join(root, 'test/reference/sgd-path.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(row => row.split(',').map(Number))

/** The whole numbers from `min` to `max`, both included. */
const integers = (min: number, max: number) =>
  Array.from({ length: max - min + 1 }, (_, i) => min + i)

describe('01-gradient-descent', function () {
  this.timeout(180_000)
  const notebook = readNotebook(chapters.find(file => file.includes('01-gradient-descent'))!)

  describe('as it is', () => {
    let executed: Notebook
    before(async () => {
      executed = await execute(notebook)
    })

    it('prints the published path to the last bit, and one point more', () => {
      const [, ...rows] = printedBy(cellOf(executed, 'table')).trimEnd().split('\n')
      const table = rows.map(row => row.trim().split(/\s+/).map(Number))
      expect(table.map(([t]) => t)).to.deep.equal(integers(0, 30))
      expect(table.slice(0, 30).map(([, x, y]) => [x, y])).to.deep.equal(published)
      table.forEach(([, x, y, loss], t) => {
        // Every step multiplies x by 1 − η/10 and y by 1 − 2η; the loss is printed with four digits.
        const [xt, yt] = [-7 * 0.905 ** t, 2 * (-0.9) ** t]
        expect(x).to.be.closeTo(xt, 1e-12)
        expect(y).to.be.closeTo(yt, 1e-12)
        expect(loss).to.be.closeTo(xt ** 2 / 20 + yt ** 2, 0.5001e-4)
      })
    })
    it('draws the bowl in space', () => {
      const { data } = figureOf(executed, 'wireframe')
      expect(data.map(({ type, mode }) => [type, mode])).to.deep.equal([['scatter3d', 'lines']])
      const [x, y, z] = ['x', 'y', 'z'].map(axis => singles(data[0]![axis]))
      z!.forEach((height, i) => {
        // A gap ends each line. Single precision has seven digits.
        if (Number.isNaN(height)) return
        expect(height).to.be.closeTo(x![i]! ** 2 / 20 + y![i]! ** 2, 1e-5)
      })
      expect(extent(x!)).to.deep.equal([-10, 10])
      expect(extent(y!)).to.deep.equal([-5, 5])
    })
    it('draws the map with a height on every line', () => {
      const { data } = figureOf(executed, 'contour')
      const lines = data.filter(({ type }) => type === 'contour')
      expect(lines.length).to.be.above(0)
      for (const { contours } of lines) {
        expect(contours).to.include({ showlabels: true, coloring: 'none' })
      }
    })
    it('draws −∇f = (−x/10, −2y) at the whole points of [−10, 10) × [−5, 5]', () => {
      const arrows = figureOf(executed, 'arrows').data.find(({ type }) => type === 'quiver')!
      const { x, y, u, v } = arrows as unknown as Record<'x' | 'y' | 'u' | 'v', number[]>
      const points = integers(-5, 5).flatMap(py => integers(-10, 9).map(px => [px, py]))
      expect(x.map((px, i) => [px, y[i]])).to.have.deep.members(points)
      x.forEach((px, i) => {
        expect(u[i]).to.be.closeTo(-px / 10, 1e-15)
        expect(v[i]).to.be.closeTo(-2 * y[i]!, 1e-15)
      })
      // Arrows drawn to scale, all with one factor, which the colour bar tells.
      expect(arrows).to.include({ lengthmode: 'raw', arrowref: 'data', lengthfactor: 1 / 5 })
    })
    it('draws the published path over the map', () => {
      const { data } = figureOf(executed, 'zigzag')
      expect(data[0]!.type).to.equal('contour')
      const { x, y } = data.find(({ name }) => name === 'SGD 0.95') as unknown as Points
      expect(x).to.have.length(31)
      expect(published).to.deep.equal(x.slice(0, 30).map((px, i) => [px, y[i]]))
    })
  })

  for (const lr of [0.5, 1.01]) {
    it(`with a learning rate of ${lr} walks as the formula says`, async () => {
      const executed = await execute(withConstant(notebook, 'LEARNING_RATE', `${lr}`))
      for (const { id, outputs } of codeCells(executed)) {
        expect(outputs!.filter(output => output.output_type === 'error')).to.deep.equal([], id)
      }
      const { x, y } = figureOf(executed, 'try').data.at(-1) as unknown as Points
      const [fx, fy] = [1 - lr / 10, 1 - 2 * lr]
      expect(printedBy(cellOf(executed, 'try'))).to.contain(
        `x by ${fx.toFixed(3)} and y by ${fy.toFixed(3)}`,
      )
      expect(x).to.have.length(31)
      x.forEach((px, t) => {
        expect(px).to.be.closeTo(-7 * fx ** t, 1e-12)
        expect(y[t]).to.be.closeTo(2 * fy ** t, 1e-12)
      })
    })
  }

  describe('with a learning rate that cannot be meant', () => {
    let kernel: Jupyter
    const tried = (lr: string) =>
      kernel.run(joined(cellOf(withConstant(notebook, 'LEARNING_RATE', lr), 'try').source))
    before(async () => {
      kernel = new Jupyter()
      await kernel.runAll(codeCells(notebook).map(cell => joined(cell.source)))
    })
    after(() => kernel.close())

    it('1e12: the walk diverges with a warning, and is drawn all the same', async () => {
      const cell = await tried('1e12')
      expect(printed(cell, 'stderr')).to.match(/^The walk of SGD on bowl diverged: .*\n$/)
      const figures = cell.outputs.filter(output => output.type === 'display_data')
      expect(figures).to.have.length(1)
      const walk = figureIn({ data: figures[0]!.data as Record<string, unknown> }).data.at(-1)!
      expect(walk.name).to.match(/^SGD 1e\+12 \(diverged at update \d+\)$/)
    })
    for (const [lr, ename, message] of [
      ['-1', 'RangeError', /^lr must be [^.]*, got -1\.$/],
      ['NaN', 'RangeError', /^lr must be [^.]*, got NaN\.$/],
      ["'fast' as any", 'TypeError', /^lr must be [^.]*, got 'fast'\.$/],
    ] as const) {
      it(`${lr}: is refused in a sentence that names lr`, async () => {
        const cell = await tried(lr)
        expect(cell.reply.ename).to.equal(ename)
        expect(cell.reply.evalue).to.match(message)
        // The learner's own line, and nothing of what is below it.
        expect(tracebackOf(cell)).to.contain('descend(bowl, new SGD({ lr: LEARNING_RATE })')
        expect(tracebackOf(cell)).not.to.match(internals)
      })
    }
    it("'fast': is underlined before anything runs", async () => {
      const cell = await tried("'fast'")
      expect(tracebackOf(cell))
        .to.contain("'string' is not assignable to")
        .and.contain('lr: LEARNING_RATE')
      expect(tracebackOf(cell)).not.to.match(internals)
      expect(printed(cell)).to.equal('')
    })
  })
})

/** What a learner has not written and need not read. */
const internals = /node_modules|node:|dist\/|tslab/

interface Points {
  x: number[]
  y: number[]
}

/** The numbers of an array that was sent in single precision. */
function singles(sent: unknown): number[] {
  const bytes = Buffer.from((sent as { bdata: string }).bdata, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}

function extent(values: number[]): [number, number] {
  const finite = values.filter(Number.isFinite)
  return [Math.min(...finite), Math.max(...finite)]
}
