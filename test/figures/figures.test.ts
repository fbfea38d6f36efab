import { expect } from 'chai'
import { contour } from '../../src/figures/contour'
import { figure } from '../../src/figures/figure'
import { defaultLevels, runs } from '../../src/figures/levels'
import type { Trace } from '../../src/figures/mark'
import { nice } from '../../src/figures/nice'
import { colorOf } from '../../src/figures/palette'
import { path } from '../../src/figures/path'
import { quiver } from '../../src/figures/quiver'
import { wireframe } from '../../src/figures/wireframe'
import { surfaces } from '../../src/surfaces/surfaces'
import { bowl, rosenbrock, saddle, walk } from './fixtures'

// biome-ignore lint/suspicious/noExplicitAny: what a trace holds depends on its type
type Loose = any

/** The numbers of a base64 array. */
function decode(array: Loose): number[] {
  const bytes = Buffer.from(array.bdata, 'base64')
  expect(array.dtype).to.equal('f4')
  return [
    ...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
  ]
}

const only = (traces: readonly Trace[], type: string): Loose => {
  const found = traces.filter(trace => trace.type === type)
  expect(found).to.have.length(1)
  return found[0]
}

describe('nice', () => {
  it('rounds down to 1, 2 or 5 times a power of ten', () => {
    const cases = [
      [1, 1],
      [1.99, 1],
      [2, 2],
      [0.47, 0.2],
      [0.1, 0.1],
      [0.3 / 3, 0.1],
      [999, 500],
      [1000, 1000],
      [1e-7, 1e-7],
    ]
    for (const [x, expected] of cases) expect(nice(x!), String(x)).to.equal(expected)
  })
})

describe('levels', () => {
  it('are evenly spaced where the surface is', () => {
    const z = Float64Array.from({ length: 301 }, (_, i) => i / 10)
    expect(defaultLevels(z, false)).to.deep.equal([
      2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
    ])
  })
  it('are closer together around a bottom', () => {
    const z = Float64Array.from({ length: 301 }, (_, i) => i / 10)
    expect(defaultLevels(z, true)).to.deep.equal([0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 25])
    const deep = z.map(height => height - 1007)
    expect(defaultLevels(deep, true).slice(0, 4)).to.deep.equal([-1006, -1005, -1004, -1003])
  })
  it('grow as 1, 2, 5 where most of the map lies low', () => {
    const z = Float64Array.from({ length: 1001 }, (_, i) => 1000 * (i / 1000) ** 6)
    const levels = defaultLevels(z, false)
    expect(levels.slice(-4)).to.deep.equal([50, 100, 200, 500])
    expect(levels.length).to.be.within(6, 12)
  })
  it('are round, ascending and inside the range, far below and far above 0 as well', () => {
    for (const shift of [-1234.5, -78.3, 0, 3, 5000]) {
      for (const power of [1, 2, 4, 8]) {
        const z = Float64Array.from({ length: 999 }, (_, i) => shift + 640 * (i / 998) ** power)
        const levels = defaultLevels(z, false)
        expect(levels.length).to.be.within(4, 15)
        for (const [i, level] of levels.entries()) {
          expect(level).to.be.within(shift, shift + 640)
          expect(String(level).length).to.be.below(9)
          if (i > 0) expect(level).to.be.above(levels[i - 1]!)
        }
      }
    }
  })
  it('leave out what has no value', () => {
    const z = Float64Array.of(Number.NaN, 0, 10, 20, 30, Number.NaN)
    expect(defaultLevels(z, false)).to.deep.equal([
      2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
    ])
  })
  it('are one on a plain', () => {
    expect(defaultLevels(Float64Array.of(4, 4, 4), false)).to.deep.equal([4])
  })
  it('fall into evenly spaced runs that hold them all', () => {
    expect(runs([0.1, 0.2, 0.3, 0.5, 1, 7])).to.deep.equal([
      { start: 0.1, end: 0.3, size: 0.1 },
      { start: 0.5, end: 1, size: 0.5 },
      { start: 7, end: 7, size: 1 },
    ])
  })
})

describe('wireframe', () => {
  it('draws every grid line, the last ones included, with the heights of the surface', () => {
    const { data, dimensions } = wireframe(bowl, { spacing: 5 })
    expect(dimensions).to.equal(3)
    const trace = only(data, 'scatter3d')
    expect(trace.mode).to.equal('lines')
    expect(trace.connectgaps).to.equal(false)
    const [x, y, z] = [decode(trace.x), decode(trace.y), decode(trace.z)]
    expect(z.filter(Number.isNaN)).to.have.length(3 + 5)
    expect(y).to.include.members([-5, 0, 5])
    expect(x).to.include.members([-10, -5, 0, 5, 10])
    for (const i of z.keys()) {
      if (Number.isNaN(z[i]!)) continue
      expect(z[i]).to.be.closeTo(x[i]! ** 2 / 20 + y[i]! ** 2, 1e-4)
      const onLine = x[i]! % 5 === 0 || y[i]! % 5 === 0
      expect(onLine).to.equal(true)
    }
  })
  it('draws lines at the borders where they are no multiple of the spacing', () => {
    const trace = only(
      wireframe(bowl, { domain: { x: [-9, 8], y: [-4, 4] }, spacing: 5 }).data,
      'scatter3d',
    )
    expect(decode(trace.z).filter(Number.isNaN)).to.have.length(3 + 5)
    expect(Math.min(...decode(trace.x).filter(Number.isFinite))).to.equal(-9)
    expect(Math.max(...decode(trace.x).filter(Number.isFinite))).to.equal(8)
  })
  it('leaves a gap where the surface has no finite value', () => {
    const hole = { ...bowl, f: (x: number, y: number) => (x > 3 ? 1 / 0 : bowl.f(x, y)) }
    const trace = only(wireframe(hole).data, 'scatter3d')
    const [x, z] = [decode(trace.x), decode(trace.z)]
    for (const i of z.keys()) if (x[i]! > 3) expect(z[i]).to.be.NaN
  })
})

describe('contour', () => {
  it('holds the values of the surface, untouched, row by row', () => {
    const trace: Loose = contour(bowl).data[0]
    const z = decode(trace.z)
    const [rows, columns] = trace.z.shape.split(', ').map(Number)
    expect(z).to.have.length(rows * columns)
    for (const i of z.keys()) {
      const x = -10 + (20 * (i % columns)) / (columns - 1)
      const y = -5 + (10 * Math.floor(i / columns)) / (rows - 1)
      expect(z[i]).to.be.closeTo(x ** 2 / 20 + y ** 2, 1e-5)
      if (i < columns) expect(trace.x0 + trace.dx * i).to.be.closeTo(x, 1e-9)
    }
    expect(trace.y0 + trace.dy * (rows - 1)).to.be.closeTo(5, 1e-9)
    // Nothing is cut off at the highest line.
    expect(Math.max(...z)).to.equal(30)
  })
  it('labels its lines', () => {
    const [{ contours }]: Loose = contour(bowl).data
    expect(contours).to.include({ start: 10, end: 25, size: 5, showlabels: true })
  })
  it('draws each part of its lines on a grid that holds them whole', () => {
    for (const ground of [bowl, rosenbrock, surfaces.ackley]) {
      const [map, ...parts] = contour(ground).data.filter(({ type }) => type === 'contour') as Loose
      const boxOf = ({ x0, dx, y0, dy, z }: Loose) => {
        const [rows, columns] = z.shape.split(', ').map(Number)
        return { x: [x0, x0 + dx * (columns - 1)], y: [y0, y0 + dy * (rows - 1)] }
      }
      const whole = boxOf(map)
      expect(whole.x[0]).to.be.closeTo(ground.domain.x[0], 1e-9)
      expect(whole.x[1]).to.be.closeTo(ground.domain.x[1], 1e-9)
      for (const part of parts) {
        const { x, y } = boxOf(part)
        const { end } = part.contours
        // Outside its box the ground is higher than its lines, as far as a fine grid can tell.
        for (let i = 0; i <= 140; i++) {
          for (let j = 0; j <= 140; j++) {
            const [px, py] = [
              whole.x[0]! + ((whole.x[1]! - whole.x[0]!) * i) / 140,
              whole.y[0]! + ((whole.y[1]! - whole.y[0]!) * j) / 140,
            ]
            const inside = px >= x[0]! && px <= x[1]! && py >= y[0]! && py <= y[1]!
            if (!inside) expect(ground.f(px, py)).to.be.above(end)
          }
        }
      }
    }
  })
  it('marks each lowest point that is known and on the map', () => {
    const plus: Loose = contour(surfaces.himmelblau).data.at(-1)
    expect(plus).to.include({ type: 'scatter', mode: 'markers' })
    expect(plus.marker.symbol).to.equal('cross-thin')
    expect(plus.x.map((x: number, i: number) => [x, plus.y[i]])).to.deep.equal(
      surfaces.himmelblau.minima,
    )
    const away = contour(bowl, { domain: { x: [1, 2], y: [1, 2] } })
    expect(away.data.every(({ type }) => type === 'contour')).to.equal(true)
  })
  it('draws the levels given, all of them', () => {
    const { data, alt } = contour(bowl, { levels: [1, 2, 5, 10, 15, 29] })
    const lines = data.filter(({ type }) => type === 'contour')
    const drawn = lines.map((trace: Loose) => [
      trace.contours.start,
      trace.contours.end,
      trace.contours.size,
    ])
    expect(drawn).to.deep.equal([
      [29, 29, 1],
      [5, 15, 5],
      [1, 2, 1],
    ])
    expect(alt).to.contain('from 1 to 29')
  })
  it('has axes called x and y, or as they are told', () => {
    const titles = ({ layout }: Loose) => [layout.xaxis.title.text, layout.yaxis.title.text]
    expect(titles(figure([contour(bowl)]))).to.deep.equal(['x', 'y'])
    expect(titles(figure([contour(bowl)], { xTitle: 'a', yTitle: 'b' }))).to.deep.equal(['a', 'b'])
  })
  it('draws lines in a narrow valley', () => {
    const lines: Loose = contour(rosenbrock).data.filter(({ type }) => type === 'contour')
    expect(lines.at(-1).contours.start).to.be.at.most(2)
  })
  it('takes a few milliseconds', () => {
    // The best of ten: something else may run at the same time.
    const times = Array.from({ length: 10 }, () => {
      const before = performance.now()
      contour(bowl)
      return performance.now() - before
    })
    expect(Math.min(...times)).to.be.below(30)
  })
  it('says what is wrong', () => {
    const bad = (x: unknown): Loose => x
    expect(() => contour(bad(Math.sin))).to.throw(TypeError, /^contour takes a surface.*not a func/)
    expect(() => contour(bad(undefined))).to.throw(TypeError, /not undefined/)
    expect(() => contour(bowl, bad({ level: 3 }))).to.throw(
      TypeError,
      "'level'; its options are domain, levels",
    )
    expect(() => contour(bowl, { levels: [2, 1] })).to.throw(RangeError, 'not [2,1]')
    expect(() => contour(bowl, { levels: [] })).to.throw(RangeError)
    expect(() => contour(bowl, { domain: bad({ x: [1, 1], y: [0, 1] }) })).to.throw(
      RangeError,
      '"x":[1,1]',
    )
    expect(() => contour({ ...bowl, f: () => Number.NaN })).to.throw(
      RangeError,
      'no finite value of bowl',
    )
  })
})

describe('quiver', () => {
  it('holds −∇f as it is, at every point of the grid', () => {
    const trace = only(quiver(bowl).data, 'quiver')
    const slopes = decode(trace.marker.color)
    expect(trace.x).to.have.length(21 * 11)
    for (const i of trace.x.keys()) {
      expect(trace.u[i]).to.equal(0 - trace.x[i] / 10)
      expect(trace.v[i]).to.equal(0 - 2 * trace.y[i])
      expect(slopes[i]).to.equal(Math.fround(Math.hypot(trace.u[i], trace.v[i])))
    }
  })
  it('takes a domain that stops before the border', () => {
    const trace = only(
      quiver(bowl, { domain: { x: [-10, 9], y: [-5, 5] }, spacing: 1 }).data,
      'quiver',
    )
    expect(trace.x).to.have.length(20 * 11)
    expect([...new Set(trace.x)]).to.deep.equal(Array.from({ length: 20 }, (_, i) => i - 10))
  })
  it('draws all arrows with one factor, which it tells', () => {
    const trace = only(quiver(bowl).data, 'quiver')
    expect(trace).to.include({
      lengthmode: 'raw',
      arrowref: 'data',
      anchor: 'tail',
      lengthfactor: 0.2,
    })
    expect(trace.marker.colorbar.title.text).to.contain('|∇f|').and.contain('1/5')
    expect(trace.marker.showscale).to.equal(true)
  })
  it('keeps dots and tips in sight', () => {
    const { data, domain } = quiver(saddle)
    const trace = only(data, 'quiver')
    for (const i of trace.x.keys()) {
      for (const part of [0, 1]) {
        expect(trace.x[i] + part * trace.lengthfactor * trace.u[i]).to.be.within(...domain!.x)
        expect(trace.y[i] + part * trace.lengthfactor * trace.v[i]).to.be.within(...domain!.y)
      }
    }
  })
  it('does without the points that have no gradient', () => {
    const cone = {
      ...bowl,
      gradient: (x: number, y: number) => [x / Math.hypot(x, y), y / Math.hypot(x, y)] as const,
    }
    const trace = only(quiver(cone).data, 'quiver')
    expect(trace.x).to.have.length(21 * 11 - 1)
  })
  it('draws a plain', () => {
    const plain = { ...bowl, gradient: () => [0, 0] as const }
    expect(only(quiver(plain).data, 'quiver').lengthfactor).to.equal(1)
  })
  it('says what is wrong', () => {
    for (const spacing of [0, -1, Number.NaN, 11, 0.01]) {
      expect(() => quiver(bowl, { spacing })).to.throw(RangeError, `to 10, not ${spacing}.`)
    }
    const options: Loose = { scale: 2 }
    expect(() => quiver(bowl, options)).to.throw(TypeError, "no option 'scale'")
  })
})

describe('path', () => {
  it('goes through every point, with update, x, y and f for the mouse', () => {
    const steps = walk()
    const trace = only(path(steps).data, 'scatter')
    expect(trace.x).to.deep.equal(steps.points.map(([x]) => x))
    expect(trace.y).to.deep.equal(steps.points.map(([, y]) => y))
    expect(trace.customdata[3]).to.deep.equal([3, steps.losses[3]])
    expect(trace.hovertemplate).to.match(/update .*x .*y .*f /)
  })
  it('marks the start', () => {
    const trace = only(path(walk()).data, 'scatter')
    expect(trace.text).to.deep.equal(['start'])
    expect(trace.marker.symbol[0]).not.to.equal(trace.marker.symbol[1])
    expect(trace.marker.size[0]).to.be.above(trace.marker.size[1])
  })
  it('has a colour for each optimizer', () => {
    expect(colorOf('Mine')).to.equal(colorOf('toString'))
    expect(only(path(walk()).data, 'scatter').line.color).to.equal(colorOf('SGD'))
    expect(only(path(walk(), { color: 'red' }).data, 'scatter').line.color).to.equal('red')
    expect(only(path(walk(), { name: 'SGD, lr 0.95' }).data, 'scatter').name).to.equal(
      'SGD, lr 0.95',
    )
  })
  it('is drawn as far as it got, and says so', () => {
    const wild = walk(50, 1000)
    expect(wild.divergedAt).to.equal(155)
    const { data, alt } = path(wild)
    const trace = only(data, 'scatter')
    expect(trace.name).to.equal('SGD (diverged at update 155)')
    expect(alt).to.contain('diverged at update 155')
    expect(trace.x.length).to.be.above(3)
    for (const value of [...trace.x, ...trace.y]) expect(Math.abs(value)).to.be.at.most(1e10)
  })
  it('says what is wrong', () => {
    const points: Loose = [[0, 0]]
    expect(() => path(points)).to.throw(
      TypeError,
      'path draws a walk, what descend(…) returns, not an array.',
    )
  })
})

describe('figure', () => {
  const map = () => figure([contour(bowl), path(walk())], { title: 'SGD' })

  it('has the marks in order, a title, a size and named axes', () => {
    const { data, layout }: Loose = map()
    expect(data.map((trace: Trace) => trace.type)).to.deep.equal([
      ...['contour', 'contour', 'contour', 'scatter', 'scatter'],
    ])
    expect(layout.title.text).to.equal('SGD')
    expect(layout.width).to.equal(700)
    expect(layout.height).to.be.within(300, 700)
    expect(layout.xaxis.title.text).to.equal('x')
    expect(layout.yaxis.title.text).to.equal('y')
    const space: Loose = figure([wireframe(bowl)], { width: 500, height: 400 }).layout
    expect(space).to.include({ width: 500, height: 400 })
    expect(space.scene.zaxis.title.text).to.equal('f(x, y)')
  })
  it('has one scale for both axes and shows the domain, wherever the path goes', () => {
    const { layout }: Loose = figure([contour(bowl), path(walk(50, 1000))])
    expect(layout.xaxis.range).to.deep.equal([-10, 10])
    expect(layout.yaxis.range).to.deep.equal([-5, 5])
    expect(layout.yaxis).to.include({ scaleanchor: 'x', scaleratio: 1 })
  })
  it('shows the whole of a path without a map', () => {
    const { layout }: Loose = figure([path(walk())])
    expect(layout.xaxis.range[0]).to.be.below(-7)
    expect(layout.yaxis.range[1]).to.be.above(2)
  })
  it('says in words what is drawn', () => {
    expect(map().layout.meta.alt).to.equal(
      'SGD: contour map of bowl, f(x, y) = x²/20 + y², with lines from 0.2 to 25; path of SGD, 30 updates.',
    )
    expect(figure([wireframe(bowl)], { alt: 'A bowl.' }).layout.meta.alt).to.equal('A bowl.')
  })
  it('is the same every time and survives JSON', () => {
    const all = () =>
      figure([contour(rosenbrock), quiver(rosenbrock), path(walk())], { title: 'R' })
    expect(all()).to.deep.equal(all())
    expect(JSON.parse(JSON.stringify(all()))).to.deep.equal(all())
  })
  it('says what is wrong', () => {
    const bad = (x: unknown): Loose => x
    expect(() => figure([])).to.throw(TypeError, 'not an empty one')
    expect(() => figure(bad(contour(bowl)))).to.throw(TypeError, 'figure takes an array')
    expect(() => figure([bad(walk())])).to.throw(TypeError, 'figure draws marks')
    expect(() => figure([contour(bowl), wireframe(bowl)])).to.throw(TypeError, 'one kind at a time')
    expect(() => figure([contour(bowl)], { width: 10 })).to.throw(
      RangeError,
      'from 200 to 2000 pixels, not 10',
    )
    expect(() => figure([contour(bowl)], bad({ titel: 'x' }))).to.throw(TypeError, "'titel'")
  })
})
