import { expect } from 'chai'
import { band, curve, descend, figure, type Mark, Momentum, surfaces, type Trace } from '../../src'

const trace = (values: number[], options: Parameters<typeof curve>[1]): Trace =>
  curve(values, options).data[0]!

describe('curve', () => {
  it('stands over 0, 1, 2, … or where it is told', () => {
    expect(trace([5, 4, 3], { name: 'a' })).to.deep.include({ x: [0, 1, 2], y: [5, 4, 3] })
    expect(trace([5, 4], { name: 'a', x: [-1, 10] })).to.deep.include({ x: [-1, 10] })
  })

  it('has gaps where a value is not finite', () => {
    expect(trace([1, Number.NaN, Number.POSITIVE_INFINITY, 2], { name: 'a' }).y).to.deep.equal([
      1,
      null,
      null,
      2,
    ])
  })

  it('is flat where it is smaller than an axis can be', () => {
    const { x, y } = trace([5e-324, 0, 1e-300], { name: 'a', x: [0, 1e-310, 1] })
    expect({ x, y }).to.deep.equal({ x: [0, 0, 1], y: [0, 0, 1e-300] })
  })

  it("takes the optimizer's colour from the beginning of its name, and only from a whole word", () => {
    expect(trace([1], { name: 'SGD, learning rate 0.1' }).line).to.include({ color: '#0072B2' })
    expect(trace([1], { name: 'SGDish' }).line).not.to.have.property('color')
  })

  it('is dots or a dashed line when asked', () => {
    expect(trace([1], { name: 'a', dots: true }).mode).to.equal('markers')
    expect(trace([1], { name: 'a', dash: true }).line).to.include({ dash: 'dash' })
  })

  it('names its axes, and counts in powers of ten over many of them', () => {
    const { layout } = figure([curve([1, 1e-10], { name: 'a' })], { yTitle: 'loss', yLog: true })
    expect(layout.xaxis).to.deep.include({ title: { text: 'step' } })
    // Ten powers of ten: a label at every second.
    expect(layout.yaxis).to.include({ type: 'log', dtick: 2 })
    expect(layout.yaxis).not.to.have.property('scaleanchor')
    const near = figure([curve([1, 2], { name: 'a' })], { yLog: true }).layout
    expect(near.yaxis).not.to.have.property('dtick')
  })

  it('labels a logarithmic axis with numbers that are read without its neighbours', () => {
    const ticks = (...values: number[]) =>
      (
        figure([curve(values, { name: 'a' })], { yLog: true }).layout.yaxis as {
          ticktext?: string[]
        }
      ).ticktext
    expect(ticks(0.02, 3)).to.deep.equal(['0.02', '0.05', '0.1', '0.2', '0.5', '1', '2'])
    expect(ticks(1e-7, 1e-6)).to.deep.equal([
      '10<sup>−7</sup>',
      '2·10<sup>−7</sup>',
      '5·10<sup>−7</sup>',
      '10<sup>−6</sup>',
    ])
    expect(ticks(1.3, 4.5)).to.deep.equal(['1.5', '2', '3', '4'])
    expect(ticks(1.01, 1.02)).to.equal(undefined)
  })

  it('begins at the step it is told', () => {
    const places = (options: object) => curve([5, 6], { name: 'a', ...options }).data[0]!.x
    expect(places({})).to.deep.equal([0, 1])
    expect(places({ first: 1 })).to.deep.equal([1, 2])
    expect(band([[5, 6]], { name: 'a', first: 1 }).data[0]!.x).to.deep.equal([1, 2])
    expect(() => places({ first: 0.5 })).to.throw(RangeError, 'first must be a whole number')
    expect(() => places({ first: 1, x: [3, 4] })).to.throw(RangeError, 'not for places given as x')
  })

  it('draws a walk: its loss, x or y, by its name and in its colour', () => {
    const walk = descend(surfaces.bowl, new Momentum({ lr: 0.1 }), { steps: 2 })
    const drawn = ({ data }: Mark) =>
      data[0] as unknown as { name: string; y: number[]; line: { color: string } }
    expect(drawn(curve(walk)).y).to.deep.equal(walk.losses.map(loss => Number(loss.toPrecision(6))))
    expect(drawn(curve(walk, { of: 'x' })).y[0]).to.equal(-7)
    expect(drawn(curve(walk, { of: 'y' })).y[0]).to.equal(2)
    expect(drawn(curve(walk)).name).to.equal('Momentum 0.1')
    expect(drawn(curve(walk, { name: 'ball' })).name).to.equal('ball')
    expect(drawn(curve(walk, { name: 'ball' })).line.color).to.equal('#E69F00')
    expect(() => curve(walk, { of: 'z' as 'x' })).to.throw(
      RangeError,
      "curve draws of a walk its 'loss', 'x' or 'y', not 'z'.",
    )
    expect(() => curve([1], { name: 'a', of: 'x' })).to.throw(TypeError, "'of' for a walk alone")
  })

  // biome-ignore format: one row a case
  const errors: [what: string, values: unknown, options: unknown, message: string][] = [
    ['no array', 3, { name: 'a' }, 'curve draws a walk, what descend(…) returns, or an array of numbers, not 3.'],
    ['an array of points', [[1, 2]], { name: 'a' }, 'curve draws a walk, what descend(…) returns, or an array of numbers, not an array.'],
    ['no name', [1], {}, "curve needs a name for the legend, { name: 'SGD' }, got undefined."],
    ['no options', [1], undefined, "curve needs a name for the legend, { name: 'SGD' }, got undefined."],
    ['options that are none', [1], 'SGD', "curve takes its options as an object, { name, color, x, first, dots, dash, of }, not 'SGD'. Write { name: 'SGD' }."],
    ['too few places', [1, 2], { name: 'a', x: [1] }, 'curve needs as many places in x as there are values from left to right, 2, got 1.'],
    ['an unknown option', [1], { name: 'a', width: 2 }, "curve has no option 'width'; its options are name, color, x, first, dots, dash, of."],
  ]
  for (const [what, values, options, message] of errors) {
    it(`refuses ${what}`, () => {
      expect(() => curve(values as number[], options as { name: string })).to.throw(message)
    })
  }
})
