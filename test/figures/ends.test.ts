import { expect } from 'chai'
import * as fc from 'fast-check'
import {
  animate,
  band,
  contour,
  curve,
  type Domain,
  dots,
  type Figure,
  figure,
  heat,
  path,
  quiver,
  regions,
  surface,
  wireframe,
} from '../../src'
import { nice } from '../../src/figures/nice'

/** Every kind of number there is, those at the ends of the range above all. */
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 5e-324, -5e-324, 1e-310, 1e308, -1e308, 1.7e308, 1e300, 1, -1),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double({ min: 1e9, max: 1e9 + 1 }),
)
const interval = fc.tuple(number, number)
const domain = fc.record({ x: interval, y: interval })

/** Makes a figure: it is one that JSON can hold, or a RangeError of one sentence. */
function isFigureOrSentence(make: () => Figure): void {
  let fig: Figure
  try {
    fig = make()
  } catch (error) {
    expect(error).to.be.instanceOf(RangeError)
    expect((error as Error).message).to.match(/^[^\n]+\.$/)
    // Not one of the engine's own, such as 'Invalid array length'.
    expect((error as Error).message).to.match(/not |finds no/)
    return
  }
  expect(JSON.stringify(fig).length).to.be.below(2_000_000)
  const { xaxis, yaxis, height } = fig.layout as { xaxis?: Axis; yaxis?: Axis; height: number }
  expect(height).to.be.within(200, 2000)
  for (const { range, tickvals = [] } of [xaxis ?? {}, yaxis ?? {}]) {
    expect(tickvals.length).to.be.below(30)
    if (range) expect(range.every(Number.isFinite) && range[0]! < range[1]!).to.equal(true)
  }
}
interface Axis {
  readonly range?: readonly number[]
  readonly tickvals?: readonly number[]
}

/** Surfaces that reach from one number to another: planes, valleys, walls and holes. */
const shapes: ((low: number, high: number) => (x: number, y: number) => number)[] = [
  (low, high) => (x, y) => low + (high - low) * (x + y),
  (low, high) => (x, y) => low + high * (x * x + y * y),
  (low, high) => x => low + high * x ** 8,
  (low, high) => (x, y) => (x < y ? low : high),
  (low, high) => (x, y) => (x > y ? low : x * high),
]
const runs = { seed: 1, numRuns: 60 }

describe('every figure comes to an end', () => {
  it('nice, for any number', () => {
    fc.assert(
      fc.property(fc.double(), x => {
        const found = nice(x)
        if (!(x > 0 && x < Number.POSITIVE_INFINITY)) expect(found).to.equal(0)
        else expect(found <= x * (1 + 1e-9) && found >= x / 2.6 && found > 0).to.equal(true)
      }),
      { seed: 1, examples: [[5e-324], [1.7e308], [0], [1e-323]] },
    )
  })

  for (const [i, shape] of shapes.entries()) {
    it(`maps, nets, arrows and regions of heights from anything to anything: ${i}`, () => {
      fc.assert(
        fc.property(number, number, (low, high) => {
          const f = surface(shape(low, high))
          isFigureOrSentence(() => figure([contour(f, { points: 21 })]))
          isFigureOrSentence(() => figure([wireframe(f)]))
          isFigureOrSentence(() => figure([quiver(f)]))
          isFigureOrSentence(() => figure([regions(f)]))
        }),
        {
          ...runs,
          examples: [
            [0, 1e308],
            [-1.7e308, 1.7e308],
            [0, 5e-324],
            [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
            [1e16, 1],
          ],
        },
      )
    })
  }

  it('maps, nets, arrows and regions of any domain', () => {
    const plane = surface((x, y) => x + 2 * y)
    fc.assert(
      fc.property(domain, given => {
        const options = { domain: given as unknown as Domain }
        isFigureOrSentence(() => figure([contour(plane, { ...options, points: 21 })]))
        isFigureOrSentence(() => figure([wireframe(plane, options)]))
        isFigureOrSentence(() => figure([quiver(plane, options)]))
        isFigureOrSentence(() => figure([regions(plane, options)]))
      }),
      {
        seed: 1,
        numRuns: 200,
        examples: [
          [{ x: [0, 5e-324], y: [0, 1] }],
          [{ x: [-1.7e308, 1.7e308], y: [0, 1] }],
          [{ x: [1e16, 1e16 + 2], y: [0, 1] }],
        ],
      },
    )
  })

  it('maps with any levels', () => {
    const bowl = surface((x, y) => x * x + y * y)
    fc.assert(
      fc.property(fc.array(number), levels => {
        isFigureOrSentence(() => figure([contour(bowl, { levels, points: 21 })]))
      }),
      { ...runs, examples: [[[-1e308, 1e308]], [[0, 5e-324, 1e-323]], [[1, 1.0000000000000002]]] },
    )
  })

  it('curves, bands, tables, dots and paths of any numbers', () => {
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (values, yLog) => {
          isFigureOrSentence(() => figure([curve(values, { name: 'a' })], { yLog }))
          isFigureOrSentence(() =>
            figure([curve(values, { name: 'a', x: values })], { xLog: yLog }),
          )
          isFigureOrSentence(() => figure([band([values, values.toReversed()], { name: 'a' })]))
          isFigureOrSentence(() => figure([heat([values], { x: values, y: [1], name: 'a' })]))
          const x = values.map((_, i) => i)
          isFigureOrSentence(() => figure([heat([values], { x, y: [1], name: 'a' })]))
          const data = Float64Array.from([...values, ...values])
          const t = new Uint8Array(values.length)
          isFigureOrSentence(() =>
            figure([dots({ x: { data, rows: values.length, columns: 2 }, t })]),
          )
          const points = values.map(
            (value, i) => [value, values[(i * 3) % values.length]!] as const,
          )
          const walk = {
            optimizer: 'SGD',
            surface: 'f',
            points,
            losses: values,
            gradients: points,
            divergedAt: undefined,
          }
          isFigureOrSentence(() => figure([path(walk)]))
          isFigureOrSentence(() => animate([path(walk)]))
        },
      ),
      { ...runs, numRuns: 200 },
    )
  })

  it('tables with any range of colours', () => {
    fc.assert(
      fc.property(interval, range => {
        const options = { x: [1, 2], y: [1], name: 'a', range }
        isFigureOrSentence(() => figure([heat([[1, 10]], options)]))
      }),
      { ...runs, examples: [[[0, 1]], [[5e-324, 1.7e308]], [[1, 1]]] },
    )
  })
})
