import { expect } from 'chai'
import {
  animate,
  contour,
  type Figure,
  figure,
  heat,
  type Path,
  type Point,
  path,
  quiver,
  sideBySide,
  surface,
  type Trace,
  wireframe,
} from '../../src'

type Axis = Record<string, unknown> & { range: [number, number] }
const axesOf = ({ layout }: Figure) => layout as unknown as Record<'xaxis' | 'yaxis', Axis>
const bowlOn = (width: number, height: number) =>
  surface((x, y) => (x / width) ** 2 + (y / height) ** 2, {
    gradient: (x, y) => [(2 * x) / width ** 2, (2 * y) / height ** 2],
    domain: { x: [0, width], y: [0, height] },
  })
const numbers = (array: unknown): Float32Array =>
  new Float32Array(
    Uint8Array.from(Buffer.from((array as { bdata: string }).bdata, 'base64')).buffer,
  )
const sizes: [number, number][] = [
  [40, 1],
  [200, 1],
  [1, 200],
  [1e6, 1],
  [1, 1e6],
  [1e-9, 1e9],
]

describe('a domain of any shape', () => {
  for (const [width, height] of sizes) {
    const bowl = bowlOn(width, height)

    it(`${width} by ${height}: has a net of lines both ways`, () => {
      const [trace] = wireframe(bowl).data
      for (const axis of ['x', 'y'] as const) {
        // Each line has one x, or one y: those with many points are lines.
        const counts = new Map<number, number>()
        for (const value of numbers(trace![axis])) counts.set(value, (counts.get(value) ?? 0) + 1)
        const lines = [...counts].filter(([value, n]) => n >= 61 && !Number.isNaN(value))
        expect(lines.length).to.be.within(15, 60)
      }
    })

    it(`${width} by ${height}: has arrows along −∇f, which stay in the figure`, () => {
      const fig = figure([contour(bowl), quiver(bowl)])
      const arrows = fig.data.at(-1)! as unknown as Record<'x' | 'y' | 'u' | 'v', number[]> & {
        lengthfactor: number
        customdata?: [number, number][]
      }
      expect(arrows.x.length).to.be.within(200, 2600)
      const { xaxis, yaxis } = axesOf(fig)
      const far = { x: xaxis.range[1] - xaxis.range[0], y: yaxis.range[1] - yaxis.range[0] }
      expect(far.x / width).to.be.within(1, 1.5)
      expect(far.y / height).to.be.within(1, 1.5)
      const reaches = arrows.x.map((x, i) => {
        const [gx, gy] = bowl.gradient(x, arrows.y[i]!)
        const [u, v] = [arrows.u[i]! * arrows.lengthfactor, arrows.v[i]! * arrows.lengthfactor]
        expect(Math.abs(u * gy - v * gx)).to.be.at.most(
          1e-9 * (Math.abs(u * gy) + Math.abs(v * gx)),
        )
        return Math.hypot(u / far.x, v / far.y)
      })
      expect(Math.max(...reaches)).to.be.within(0.03, 0.2)
      // One scale for both would leave a line of the map.
      expect(yaxis).not.to.have.property('scaleanchor')
    })
  }

  it('keeps one scale for both axes up to ten times as long as wide', () => {
    expect(axesOf(figure([contour(bowlOn(9, 1))])).yaxis).to.include({ scaleanchor: 'x' })
  })

  it('takes a spacing of its longer side', () => {
    const [, arrows] = quiver(bowlOn(200, 1), { spacing: 50 }).data
    expect([...new Set(arrows!.x as number[])]).to.deep.equal([0, 50, 100, 150, 200])
    expect([...new Set(arrows!.y as number[])]).to.deep.equal([0, 0.25, 0.5, 0.75, 1])
    expect(() => wireframe(bowlOn(200, 1), { spacing: 1 })).to.throw(
      RangeError,
      'wireframe on this domain takes a spacing from 2 to 200, not 1.',
    )
  })

  it('stands beside others', () => {
    const strip = figure([contour(bowlOn(1e6, 1))])
    expect(sideBySide([strip, figure([contour(bowlOn(1, 1e6))])]).layout.height).to.be.below(600)
  })
})

describe('the scale of arrows', () => {
  const said = (slope: number): string => {
    const plane = surface(x => x, { gradient: () => [slope, 0] })
    const [, { marker }] = quiver(plane).data as [Trace, Trace]
    return (marker as { colorbar: { title: { text: string } } }).colorbar.title.text
  }
  it('is 1, 2 or 5 times a power of ten, from the smallest slopes to the largest', () => {
    const scales = [1, 10, 0.01, 1e4, 1e-7, 1e12, 1e300, 1e-300, 3e-290].map(slope =>
      said(slope).replace('slope |∇f|; arrows: −∇f × ', ''),
    )
    expect(scales).to.deep.equal([
      '1',
      '1/10',
      '100',
      '1/10000',
      '10<sup>7</sup>',
      '10<sup>-12</sup>',
      '10<sup>-300</sup>',
      '10<sup>300</sup>',
      '2·10<sup>289</sup>',
    ])
  })
})

describe('the colour bar of a table', () => {
  const bar = (values: number[], range?: [number, number]) => {
    const x = values.map((_, i) => i)
    const [trace] = heat([values], { x, y: [1], name: 'a', ...(range ? { range } : {}) }).data
    return trace as unknown as {
      zmin: number
      zmax: number
      showscale?: boolean
      colorbar: { tickvals: number[]; ticktext: string[] }
    }
  }
  const tables: [string, number[]][] = [
    ['a narrow range', [2, 3]],
    ['one power of ten', [5, 50]],
    ['nearly the same', [1e6, 1e6 + 1]],
    ['all the same', [3, 3]],
    ['one number alone', [1e-300]],
    ['a wide range', [1e-300, 1e300]],
  ]
  for (const [name, values] of tables) {
    it(`has numbers for ${name}`, () => {
      const { zmin, zmax, colorbar } = bar(values)
      expect(zmin).to.be.below(zmax)
      const { tickvals, ticktext } = colorbar
      expect(tickvals.length).to.be.within(new Set(values).size > 1 ? 2 : 1, 10)
      for (const tick of tickvals) expect(tick).to.be.within(zmin, zmax)
      expect(new Set(ticktext).size).to.equal(ticktext.length)
    })
  }
  it('is left out where there is nothing to colour, which is said', () => {
    expect(bar([Number.NaN, 0]).showscale).to.equal(false)
    const { alt } = heat([[0]], { x: [1], y: [1], name: 'loss' })
    expect(alt).to.contain('none of it a finite number above 0')
  })
  it('says which ranges and places are accepted', () => {
    expect(() => bar([1], [0, 1])).to.throw(RangeError, 'above 0, the greater last')
    expect(() => bar([1], [2, 1])).to.throw(RangeError, 'not [2, 1].')
    expect(() => heat([[1, 2]], { x: [2, 1], y: [1], name: 'a' })).to.throw(
      RangeError,
      'ascending numbers, such as [0.01, 0.1, 1], not x: [2,1].',
    )
    expect(() => heat([], { x: [], y: [], name: 'a' })).to.throw(RangeError, 'not x: [].')
  })
})

describe('paths of all counts', () => {
  const through = (points: readonly Point[]): Path => ({
    optimizer: 'SGD',
    surface: 'f',
    points,
    losses: points.map(() => 1),
    gradients: points,
    divergedAt: undefined,
  })
  const around = (points: readonly Point[]): Figure => figure([path(through(points))])

  it('none', () => {
    const { xaxis, yaxis } = axesOf(around([]))
    expect([xaxis.range, yaxis.range]).to.deep.equal([
      [-1, 1],
      [-1, 1],
    ])
    expect(around([]).layout.meta.alt).to.equal('path of SGD, without a point.')
    expect(animate([path(through([]))]).frames).to.have.length(1)
  })
  it('one, wherever it stands', () => {
    for (const [x, y] of [
      [3, 4],
      [0, 0],
      [1e20, -1e-20],
      [-1e9, 1e9],
    ] as const) {
      const { xaxis, yaxis } = axesOf(around([[x, y]]))
      expect(xaxis.range[0] < x && x < xaxis.range[1]).to.equal(true)
      expect(yaxis.range[0] < y && y < yaxis.range[1]).to.equal(true)
    }
  })
  it('one that hardly moves, and one along an axis alone', () => {
    const { xaxis } = axesOf(
      around([
        [1, 0],
        [1 + 2e-16, 0],
      ]),
    )
    expect(xaxis.range).to.deep.equal([0, 2 + 2e-16])
    const { yaxis } = axesOf(
      around([
        [0, 0],
        [1e6, 0],
      ]),
    )
    expect(yaxis.range).to.deep.equal([-1, 1])
    expect(yaxis).not.to.have.property('scaleanchor')
  })
  it('a thousand: a figure no higher than a screen, with the first names and not all dots', () => {
    const marks = Array.from({ length: 1000 }, (_, i) => {
      const points = Array.from(
        { length: 31 },
        (_, t) => [Math.cos(i) * t, Math.sin(i) * t] as const,
      )
      return path(through(points), { name: `SGD ${i}, of a name that takes its room` })
    })
    const { data, layout } = figure(marks)
    expect(layout.height).to.be.below(1000)
    expect(layout.legend).to.include({ maxheight: 260 })
    expect(data.filter(({ showlegend }) => showlegend)).to.have.length(40)
    expect(layout.meta.alt).to.match(/; the legend has the first 40 of 1000\.$/)
    for (const { x, marker } of data) {
      expect(x).to.have.length(31)
      expect(marker).to.include({ maxdisplayed: 3 })
    }
    expect(sideBySide([figure(marks), figure(marks)]).layout.height).to.be.below(1000)
    const few = figure(marks.slice(0, 5))
    expect(few.layout.legend).not.to.have.property('maxheight')
    expect(few.data[0]).to.deep.equal(marks[0]!.data[0])
  })
})
