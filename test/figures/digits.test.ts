import { expect } from 'chai'
import {
  animate,
  band,
  contour,
  curve,
  dots,
  figure,
  heat,
  type Path,
  path,
  quiver,
  regions,
  surface,
  type Trace,
  wireframe,
} from '../../src'
import { defaultLevels } from '../../src/figures/levels'

interface Packed {
  readonly dtype: 'f4' | 'f8'
  readonly bdata: string
}
/** The numbers of a typed array, as Plotly reads them. */
function numbers(array: unknown): number[] {
  const { dtype, bdata } = array as Packed
  const { buffer } = Uint8Array.from(Buffer.from(bdata, 'base64'))
  return [...(dtype === 'f8' ? new Float64Array(buffer) : new Float32Array(buffer))]
}
const dtype = (array: unknown): string => (array as Packed).dtype
const square = { x: [-5, 5], y: [-5, 5] }
const bowls: [scale: number, offset: number][] = [
  [1, 1e6],
  [1, 1e9],
  [1, -1e9],
  [1, 1e12],
  [1e-6, 1],
  [1e39, 0],
  [1e200, 0],
  [1e305, 0],
  [1e-50, 0],
  [1e-290, 0],
  [1e-3, 0.1],
]
const first = (mark: { data: readonly Trace[] }): Trace => mark.data[0]!

describe('figures keep their digits', () => {
  for (const [scale, offset] of bowls) {
    const f = (x: number, y: number) => offset + scale * (x * x + y * y)
    const bowl = surface(f, { domain: square })
    const range = scale * 50

    it(`a map of ${offset} + ${scale}(x² + y²)`, () => {
      const mark = contour(bowl)
      const z = numbers(first(mark).z)
      const errors = z.map((height, i) => {
        const [x, y] = [-5 + (i % 141) / 14, -5 + Math.floor(i / 141) / 14]
        return Math.abs(height - f(x, y)) / range
      })
      expect(Math.max(...errors)).to.be.below(1e-3)
      const drawn = mark.data.flatMap(({ contours }) => {
        const { start, end, size, labelformat } = contours as {
          start: number
          end: number
          size: number
          labelformat: string
        }
        const digits = Number(/\d+/.exec(labelformat)![0])
        const count = Math.round((end - start) / size) + 1
        return Array.from({ length: count }, (_, i) => (start + i * size).toPrecision(digits))
      })
      expect(drawn.length).to.be.within(4, 18)
      expect(new Set(drawn).size).to.equal(drawn.length)
    })

    it(`a net of it, whose picture has no more than float32`, () => {
      const { data, layout } = figure([wireframe(bowl)])
      const z = numbers(first({ data }).z).filter(Number.isFinite)
      const [low, high] = [Math.min(...z), Math.max(...z)]
      expect((high - low) / range).to.be.closeTo(1, 1e-3)
      if (Math.abs(offset) >= 1e6) {
        expect(z.map(Math.fround)).to.deep.equal(z)
        const { zaxis } = layout.scene as { zaxis: { title: { text: string } } }
        expect(zaxis.title.text).to.match(/^f\(x, y\) [−+] 1000000/)
      }
      const own = numbers(first(wireframe(bowl)).z).filter(Number.isFinite)
      expect((Math.max(...own) - offset) / range).to.be.closeTo(1, 1e-3)
    })
  }

  it('levels differ far from 0, and a plain is a plain', () => {
    for (const offset of [1e6, 1e9, -1e12]) {
      for (const power of [1, 8]) {
        const z = Float64Array.from({ length: 999 }, (_, i) => offset + 10 * (i / 998) ** power)
        const levels = defaultLevels(z, false)
        expect(levels.length).to.be.within(4, 15)
        expect(levels).to.deep.equal([...new Set(levels)].sort((a, b) => a - b))
      }
    }
    expect(defaultLevels(Float64Array.of(0.1 + 0.2, 0.3, 0.3), false)).to.have.length(1)
  })

  it('lines at levels of one’s own', () => {
    const far = surface((x, y) => 1e9 + 1e8 * (x + 5) + y, { domain: square })
    const mark = contour(far, { levels: [1e9, 1e9 + 1, 1e9 + 2] })
    expect(dtype(first(mark).z)).to.equal('f8')
    expect(first(mark).contours).to.include({ labelformat: '.10~g' })
  })

  it('arrows', () => {
    const steep = surface((x, y) => x * x + y * y, {
      gradient: (x, y) => [1e200 * x, 1e200 * y],
      domain: square,
    })
    const slopes = numbers((quiver(steep).data[1]!.marker as { color: unknown }).color)
    expect(Math.max(...slopes) / 7.0710678e200).to.be.closeTo(1, 1e-6)
  })

  it('a curve, a band and dots', () => {
    const values = [1e6, 1e6 + 0.2, 1e6 + 0.1]
    const trace = first(curve(values, { name: 'a' }))
    expect(trace.y).to.deep.equal(values)
    expect(trace.hovertemplate).to.contain('%{y:.11~g}')
    expect(first(curve([1e12, 1e12 + 0.25], { name: 'a' })).y).to.deep.equal([1e12, 1e12 + 0.25])
    // As before where six digits do.
    expect(first(curve([1 / 3, 1000 / 3], { name: 'a' })).y).to.deep.equal([0.333333, 333.333])
    const [lowest, highest] = band([values, values.map(v => v + 0.1)], { name: 'a' }).data
    expect(lowest!.y).to.deep.equal(values)
    expect((highest!.y as number[])[1]).to.be.closeTo(1e6 + 0.3, 1e-4)
    const data = Float64Array.of(1e9, 2, 1e9 + 1, 3, 1e9 + 0.5, 4)
    const { x } = first(dots({ x: { data, rows: 3, columns: 2 }, t: [0, 0, 0] }))
    expect(x).to.deep.equal([1e9, 1e9 + 1, 1e9 + 0.5])
  })

  it('a path, and each of its frames', () => {
    const points = [0, 1, 2, 3].map(t => [1e9 + t / 4, t / 4] as const)
    const walk: Path = {
      optimizer: 'SGD',
      surface: 'f',
      points,
      losses: [3, 2, 1, 0],
      gradients: points,
      divergedAt: undefined,
    }
    expect(first(path(walk)).x).to.deep.equal(points.map(([x]) => x))
    expect(animate([path(walk)]).frames!.at(-1)!.data[0]!.x).to.deep.equal(points.map(([x]) => x))
  })

  it('a table of nearly the same numbers', () => {
    const mark = heat([[1e6, 1e6 + 0.5, 1e6 + 1]], {
      x: [1e6, 1e6 + 1, 1e6 + 2],
      y: [1],
      name: 'a',
    })
    const { z, customdata } = first(mark)
    expect(new Set(numbers(z)).size).to.equal(3)
    expect(customdata).to.deep.equal([
      [
        [1e6, 1, 1e6],
        [1e6 + 1, 1, 1e6 + 0.5],
        [1e6 + 2, 1, 1e6 + 1],
      ],
    ])
  })

  it('the labels of an axis, less what is common to them', () => {
    const near = surface((x, y) => (x - 1e9) ** 2 + y * y, {
      domain: { x: [1e9, 1e9 + 4], y: [-2, 2] },
    })
    const { layout } = figure([contour(near)])
    const { xaxis } = layout as unknown as Record<string, Record<string, unknown>>
    expect(xaxis).to.deep.include({ title: { text: 'x − 1000000000' }, range: [1e9, 1e9 + 4] })
    expect((xaxis!.ticktext as string[]).slice(0, 3)).to.deep.equal(['0', '0.5', '1'])
    const { yaxis } = figure([curve([-1e6, -1e6 + 0.2], { name: 'a' })], { yTitle: 'loss' })
      .layout as unknown as Record<string, Record<string, unknown>>
    expect(yaxis!.title).to.include({ text: 'loss + 1000000' })
  })

  it('is no larger where the short form does', () => {
    const plain = surface((x, y) => x * x + y * y, { domain: square })
    expect(dtype(first(contour(plain)).z)).to.equal('f4')
    const { x, y, z } = first(wireframe(plain))
    expect([x, y, z].map(dtype)).to.deep.equal(['f4', 'f4', 'f4'])
  })

  it('regions: what is not finite is no class', () => {
    const holed = surface((x, y) => (x < 0 ? Number.NaN : y > 0 ? 1.2 : -0.2), { domain: square })
    const z = numbers(first(regions(holed)).z)
    expect(new Set(z)).to.deep.equal(new Set([Number.NaN, 0, 250]))
  })
})
