import { expect } from 'chai'
import {
  animate,
  contour,
  curve,
  descend,
  dots,
  type Figure,
  figure,
  heat,
  normal,
  type Path,
  type Point,
  path,
  SGD,
  surfaces,
  uniform,
} from '../../src'
import { slow } from '../support/slow'

const { bowl } = surfaces

/** A walk through such points. */
const through = (points: readonly Point[]): Path => ({
  optimizer: 'SGD',
  surface: 'bowl',
  points,
  losses: points.map(([x, y]) => bowl.f(x, y)),
  gradients: points,
  divergedAt: undefined,
})
const along = (count: number, at: (t: number) => Point): Path =>
  through(Array.from({ length: count }, (_, t) => at(t)))

/** What a learner's long walks look like: n points each. */
const kinds: Record<string, (n: number) => Path> = {
  'that comes to rest': n => descend(bowl, new SGD({ lr: 0.95 }), { steps: n - 1 }),
  'from side to side of a valley': n =>
    along(n, t => [-8 + (16 * t) / n, (t % 2 === 0 ? 1 : -1) * (3 - (2 * t) / n)]),
  'that circles': n =>
    along(n, t => [4 * Math.cos(t / 10) * (1 - t / n), 4 * Math.sin(t / 10) * (1 - t / n)]),
  'that shakes': n => {
    const random = normal(uniform(1))
    return along(n, () => [2 * random(), random()])
  },
  'that leaves and comes back': n => along(n, t => [100 * Math.sin(t / 500), 3 * Math.sin(t)]),
  'all of it out of sight': n => along(n, t => [50 + Math.sin(t), 3 * Math.cos(t)]),
}

interface Drawn {
  readonly x: (number | null)[]
  readonly y: (number | null)[]
  readonly customdata: ([number, number] | null)[]
  readonly marker: { readonly symbol: (number | null)[]; readonly size: (number | null)[] }
}
const drawn = (fig: Figure): Drawn => fig.data.at(-1) as unknown as Drawn
const map = contour(bowl, { points: 21 })

describe('a long path', () => {
  for (const [kind, walkOf] of Object.entries(kinds)) {
    it(`${kind} has what is seen, its ends and extremes, and says what is left out`, function () {
      this.timeout(slow ? 300_000 : 20_000)
      for (const n of slow ? [10_000, 100_000, 1_000_000] : [10_000]) {
        const walk = walkOf(n)
        const fig = figure([map, path(walk)])
        const { x, y, customdata, marker } = drawn(fig)
        const updates = customdata.flatMap(point => (point ? [point[0]] : []))
        expect(updates.length).to.be.at.most(4100)
        expect(JSON.stringify(fig.data.at(-1)).length).to.be.below(700_000)
        expect(updates).to.deep.equal([...new Set(updates)].sort((a, b) => a - b))
        expect([updates[0], updates.at(-1)]).to.deep.equal([0, n - 1])
        expect(marker.symbol[0]).to.equal(100)
        for (const values of [marker.symbol, marker.size, y])
          expect(values).to.have.length(x.length)
        const places = customdata.map(point => (point ? walk.points[point[0]] : [null, null]))
        expect(x.map((c, i) => [c, y[i]])).to.deep.equal(places)
        for (const axis of [0, 1] as const) {
          const shown = (axis === 0 ? x : y).filter(c => c !== null)
          const all = walk.points.map(point => point[axis])
          const range = (values: number[]) => [
            values.reduce((a, b) => Math.min(a, b)),
            values.reduce((a, b) => Math.max(a, b)),
          ]
          expect(range(shown)).to.deep.equal(range(all))
        }
        expect(fig.layout.meta.alt).to.match(
          new RegExp(
            `, ${n - 1} updates, ${updates.length} of its points drawn, because the others could not be seen\\.$`,
          ),
        )
        expect(figure([map, path(walk)])).to.deep.equal(fig)
      }
    })
  }

  it('passes within a few pixels of every point in sight', () => {
    const walk = kinds['that comes to rest']!(10_000)
    const { x, y } = drawn(figure([map, path(walk)]))
    // 610 pixels for 20 units.
    const far = walk.points.filter(
      ([u, v]) => !x.some((c, i) => Math.hypot(c! - u, y[i]! - v) < (3 * 20) / 610),
    )
    expect(far).to.deep.equal([])
  })

  it('has no line where the walk has none', () => {
    // A ring, whose middle stays empty.
    const walk = along(20_000, t => [4 * Math.cos(t / 10), 4 * Math.sin(t / 10)])
    const { x, y } = drawn(figure([map, path(walk)]))
    for (let i = 1; i < x.length; i++) {
      if (x[i] === null || x[i - 1] === null) continue
      expect(Math.hypot(x[i]! + x[i - 1]!, y[i]! + y[i - 1]!) / 2).to.be.above(3.9)
    }
  })

  it('is left as it is up to a thousand points', () => {
    const walk = kinds['that circles']!(1000)
    const mark = path(walk)
    const fig = figure([map, mark])
    expect(fig.data.at(-1)).to.deep.equal(mark.data[0])
    expect(fig.layout.meta.alt).to.match(/, 999 updates\.$/)
  })

  it('is animated by some of its points, where it is at the time of each frame among them', () => {
    const walk = kinds['that shakes']!(20_000)
    const fig = animate([map, path(walk)])
    expect(JSON.stringify(fig.frames).length).to.be.below(1_500_000)
    expect(fig.frames!.length).to.be.within(50, 62)
    const { customdata } = drawn(fig)
    for (const { name, data } of fig.frames!) {
      const { x, y } = data[0] as { x: number[]; y: number[] }
      let last = x.length - 1
      while (x[last] === null) last--
      expect(customdata[last]![0]).to.equal(Number(name))
      expect(x[last]).to.be.closeTo(walk.points[Number(name)]![0], 1e-4)
      expect(y[last]).to.be.closeTo(walk.points[Number(name)]![1], 1e-4)
    }
  })

  it('shares what a browser can draw with other long ones', () => {
    const walk = path(kinds['that shakes']!(5000))
    const fig = figure([map, ...new Array(8).fill(walk)])
    const count = fig.data.reduce((sum, trace) => sum + ((trace.x as unknown[])?.length ?? 0), 0)
    expect(count).to.be.below(15_000)
  })
})

describe('a long curve', () => {
  const random = normal(uniform(1))
  const values = Array.from({ length: 100_000 }, (_, t) => (t % 999 === 0 ? Number.NaN : random()))
  const curveOf = (options: object) => {
    const { data, layout } = figure([curve(values, { name: 'a' })], options)
    const { x, y } = data[0] as unknown as { x: number[]; y: (number | null)[] }
    return { x, y, alt: layout.meta.alt }
  }
  for (const options of [{}, { xLog: true }]) {
    it(`has its ends, its extremes and gaps, and says what is left out: ${JSON.stringify(options)}`, () => {
      const { x, y, alt } = curveOf(options)
      expect(x.length).to.be.within(1000, 5000)
      expect(x).to.deep.equal([...new Set(x)].sort((a, b) => a - b))
      expect([x[0], x.at(-1)]).to.deep.equal([0, 99_999])
      const finite = values.filter(Number.isFinite).map(value => Number(value.toPrecision(6)))
      const range = (all: number[]) => [
        all.reduce((a, b) => Math.min(a, b)),
        all.reduce((a, b) => Math.max(a, b)),
      ]
      expect(range(y.filter(value => value !== null))).to.deep.equal(range(finite))
      expect(y.filter(value => value === null).length).to.be.at.least(20)
      expect(alt).to.equal(
        `curve of a, ${x.length} of its values drawn, because the others could not be seen.`,
      )
    })
  }
  it('is left as it is up to five thousand values', () => {
    const mark = curve(values.slice(0, 5000), { name: 'a' })
    expect(figure([mark]).data).to.deep.equal(mark.data)
  })
})

describe('many numbers', () => {
  it('are drawn as dots and as colours, however many', () => {
    const n = 200_000
    const random = normal(uniform(1))
    const data = Float64Array.from({ length: 2 * n }, random)
    const many = {
      x: { data, rows: n, columns: 2 },
      t: Uint8Array.from({ length: n }, (_, i) => i % 2),
    }
    const { data: classes, domain, alt } = dots(many)
    expect(domain!.x[0]).to.be.below(-4)
    const counts = classes.map(trace => (trace.x as number[]).length)
    for (const count of counts) expect(count).to.be.within(1000, 2000)
    const drawn = counts[0]! + counts[1]!
    expect(alt).to.equal(
      `200000 examples of two classes, ${drawn} of them drawn, because the others would be hidden behind these`,
    )
    const row = Array.from({ length: n }, (_, i) => i + 1)
    expect(heat([row], { x: row, y: [1], name: 'a' }).data[0]!.zmin).to.equal(0)
  })
})
