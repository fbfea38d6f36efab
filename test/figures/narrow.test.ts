import { expect } from 'chai'
import { animate, band, curve, heat, quiver } from '../../src'
import { contour } from '../../src/figures/contour'
import { figure } from '../../src/figures/figure'
import type { Figure } from '../../src/figures/mark'
import { narrow } from '../../src/figures/narrow'
import { path } from '../../src/figures/path'
import { sideBySide } from '../../src/figures/side-by-side'
import { bowl, walk } from './fixtures'

const title = 'A title of more words than a phone has room for on one line'
const map = figure([contour(bowl), path(walk())], { title })
const panels = (count: number): Figure =>
  sideBySide(
    Array.from({ length: count }, (_, i) => figure([contour(bowl)], { title: `Panel ${i + 1}` })),
  )

// biome-ignore lint/suspicious/noExplicitAny: a layout of any kind
const layoutOf = (fig: Figure): any => fig.layout

/** Height over width of the pixels between the axes, of the panel `id`. */
function shape(fig: Figure, id = ''): number {
  const { width, height, margin, ...axes } = layoutOf(fig)
  const [x, y] = [axes[`xaxis${id}`].domain ?? [0, 1], axes[`yaxis${id}`].domain ?? [0, 1]]
  const wide = (width - margin.l - margin.r) * (x[1] - x[0])
  return ((height - margin.t - margin.b) * (y[1] - y[0])) / wide
}

describe('narrow', () => {
  it('leaves a figure that has room as it is', () => {
    for (const width of [700, 1400, Number.NaN, 0]) expect(narrow(map, width)).to.equal(map)
  })
  it('is as wide as the page, down to where a figure cannot be read', () => {
    for (const width of [348, 500.6, 699]) {
      expect(narrow(map, width).layout.width).to.equal(Math.floor(width))
    }
    expect(narrow(map, 100).layout.width).to.equal(260)
  })
  it('changes nothing of the figure it is given, and none of its data', () => {
    const before = JSON.stringify(map)
    expect(narrow(map, 348).data).to.equal(map.data)
    expect(JSON.stringify(map)).to.equal(before)
  })
  it('keeps the shape of a map', () => {
    for (const width of [300, 348, 600]) {
      expect(shape(narrow(map, width))).to.be.closeTo(shape(map), 0.01)
      for (const id of ['', '2', '3', '4']) {
        expect(shape(narrow(panels(4), width), id)).to.be.closeTo(shape(panels(4), id), 0.01)
      }
    }
  })
  it('breaks the title between its words, and makes room for its lines', () => {
    const { text } = layoutOf(narrow(map, 348)).title
    expect(text.split('<br>').length).to.be.within(2, 3)
    expect(text.replaceAll('<br>', ' ')).to.equal(title)
    expect(layoutOf(narrow(map, 348)).margin.t).to.be.above(layoutOf(map).margin.t)
  })
  it('stacks panels where there is no room for them beside each other', () => {
    for (const count of [2, 3, 4, 8]) {
      const layout = layoutOf(narrow(panels(count), 348))
      const ids = Array.from({ length: count }, (_, i) => (i === 0 ? '' : `${i + 1}`))
      const ends = ids.map(id => layout[`yaxis${id}`].domain)
      for (const [i, id] of ids.entries()) {
        expect(layout[`xaxis${id}`].domain).to.deep.equal([0, 1])
        if (i > 0) expect(ends[i][1]).to.be.below(ends[i - 1][0])
        expect(layout.annotations[i]).to.include({ text: `Panel ${i + 1}` })
        expect(layout.annotations[i].x).to.be.closeTo(0.5, 1e-9)
        expect(layout.annotations[i].y).to.be.closeTo(ends[i][1], 1e-9)
      }
    }
  })
  it('leaves two beside each other where there is', () => {
    const layout = layoutOf(narrow(panels(4), 700))
    expect(layout.xaxis.domain[1]).to.be.below(layout.xaxis2.domain[0])
    expect(layout.yaxis.domain).to.deep.equal(layout.yaxis2.domain)
  })
  it('lays bars of colours above the figure', () => {
    const losses = heat(
      [
        [1, 2],
        [3, 4],
      ],
      { x: [1, 2], y: [1, 2], name: 'loss' },
    )
    for (const fig of [figure([quiver(bowl)]), figure([losses])]) {
      const [trace] = narrow(fig, 348).data.slice(-1) as unknown as [
        { colorbar?: object; marker?: { colorbar: object } },
      ]
      expect(trace.colorbar ?? trace.marker?.colorbar).to.include({ orientation: 'h', x: 0.5 })
      expect(layoutOf(narrow(fig, 348)).margin.r).to.be.below(20)
    }
  })
  it('gives the slider of a figure that moves the whole width, below its buttons', () => {
    const layout = layoutOf(narrow(animate([contour(bowl), path(walk())]), 348))
    expect(layout.sliders[0]).to.include({ x: 0, len: 1 })
    expect(layout.sliders[0].pad.t).to.be.above(layout.updatemenus[0].pad.t)
  })
  it('leaves curves high enough to be read', () => {
    const curves = figure([
      curve([1, 2, 3], { name: 'one' }),
      band(
        [
          [1, 2, 3],
          [2, 3, 4],
        ],
        { name: 'two' },
      ),
    ])
    const { height, margin } = layoutOf(narrow(curves, 348))
    expect(height - margin.t - margin.b).to.be.at.least(200)
  })
  it('draws any other figure of Plotly as wide as the page', () => {
    const others: object[] = [
      {},
      { title: 'old' },
      { title: { text: title } },
      { margin: { l: 100 } },
      { xaxis: {}, yaxis: {}, yaxis2: { overlaying: 'y' }, margin: { l: 1, r: 1, t: 1, b: 1 } },
    ]
    for (const more of others) {
      const layout = { width: 700, height: 400, meta: { alt: '' }, ...more }
      const fitting = layoutOf(narrow({ data: [], layout }, 348))
      expect(fitting.width).to.equal(348)
      expect(fitting.height).to.be.within(400, 500)
    }
  })
})
