import { expect } from 'chai'
import {
  contour,
  curve,
  descend,
  type Figure,
  figure,
  path,
  SGD,
  sideBySide,
  surfaces,
  wireframe,
} from '../../src'

const { bowl } = surfaces
const panel = (title: string): Figure =>
  figure([contour(bowl), path(descend(bowl, new SGD({ lr: 0.5 })))], { title })

interface Axis {
  domain: [number, number]
  anchor: string
  scaleanchor?: string
}
const axis = (fig: Figure, name: string): Axis => fig.layout[name] as Axis

describe('sideBySide', () => {
  it('gives each figure a panel of its own, none on top of another', () => {
    const fig = sideBySide(['a', 'b', 'c', 'd'].map(panel), { columns: 2 })
    const panels = ['', '2', '3', '4'].map(id => ({
      x: axis(fig, `xaxis${id}`).domain,
      y: axis(fig, `yaxis${id}`).domain,
    }))
    panels.forEach((one, i) => {
      for (const other of panels.slice(i + 1)) {
        const apart = (['x', 'y'] as const).some(
          a => one[a][1] < other[a][0] || other[a][1] < one[a][0],
        )
        expect(apart).to.equal(true)
      }
      for (const end of [...one.x, ...one.y]) expect(end).to.be.within(0, 1)
    })
  })

  it('gives panels one scale if asked to', () => {
    const of = (values: number[]) => figure([curve(values, { name: 'a' })])
    const fig = sideBySide([of([1, 2]), of([1, 20])], { sameAxes: true })
    expect(axis(fig, 'xaxis2')).to.include({ matches: 'x' })
    expect(axis(fig, 'yaxis2')).to.include({ matches: 'y' })
    expect(axis(sideBySide([of([1]), of([2])]), 'yaxis2')).not.to.have.property('matches')
  })

  it('draws what has one name in one colour, in every panel', () => {
    const of = (...names: string[]) => figure(names.map(name => curve([1, 2], { name })))
    const { data } = sideBySide([of('a', 'b'), of('b', 'c', 'SGD')])
    const colors = data.map(({ line }) => (line as { color: string }).color)
    expect(colors[1]).to.equal(colors[2])
    expect(new Set(colors).size).to.equal(3)
    expect(colors[4]).to.equal('#0072B2') // SGD's own, which 'a' has too, as the first
  })

  it('puts every trace on the axes of its panel, and maps keep their scale', () => {
    const fig = sideBySide([panel('a'), panel('b')])
    const axes = fig.data.map(trace => [trace.xaxis, trace.yaxis])
    const half = axes.length / 2
    expect(axes).to.deep.equal([...Array(half).fill(['x', 'y']), ...Array(half).fill(['x2', 'y2'])])
    expect(axis(fig, 'yaxis2')).to.include({ anchor: 'x2', scaleanchor: 'x2' })
    // Pixels for a unit of x and of y: (panel in pixels) / (20 and 10 units of the bowl's map).
    const { width, height, margin } = fig.layout as unknown as {
      width: number
      height: number
      margin: { l: number; r: number; t: number; b: number }
    }
    const [left, right] = axis(fig, 'xaxis').domain
    const [bottom, top] = axis(fig, 'yaxis').domain
    const perX = ((right - left) * (width - margin.l - margin.r)) / 20
    const perY = ((top - bottom) * (height - margin.t - margin.b)) / 10
    expect(perY).to.be.closeTo(perX, 0.1)
  })

  it('names each panel, and has each name in the legend once', () => {
    const fig = sideBySide([panel('first'), panel('second')])
    expect((fig.layout.annotations as { text: string }[]).map(a => a.text)).to.deep.equal([
      'first',
      'second',
    ])
    expect(fig.data.filter(trace => trace.showlegend === true)).to.have.length(1)
    expect(fig.layout.meta.alt).to.match(/^first: .*second: /)
  })

  it('says what is wrong', () => {
    const space = figure([wireframe(bowl)])
    expect(() => sideBySide([panel('a')])).to.throw(
      RangeError,
      'sideBySide takes an array of 2 to 8 figures, not 1.',
    )
    expect(() => sideBySide([panel('a'), space])).to.throw(
      TypeError,
      'sideBySide takes maps and curves',
    )
    expect(() => sideBySide([panel('a'), curve([1], { name: 'a' }) as never])).to.throw(
      TypeError,
      'sideBySide takes maps and curves',
    )
    expect(() => sideBySide([panel('a'), panel('b')], { columns: 0 })).to.throw(
      RangeError,
      'sideBySide takes 1 to 4 columns, not 0.',
    )
    expect(() => sideBySide([panel('a'), panel('b')], { width: 1e9 })).to.throw(
      RangeError,
      'sideBySide takes a width from 300 to 2000 pixels',
    )
  })
})
