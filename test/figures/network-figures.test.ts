import { expect } from 'chai'
import {
  band,
  contour,
  digits,
  dots,
  type Figure,
  figure,
  flipbook,
  heat,
  matrix,
  pictures,
  regions,
  spirals,
  surface,
  surfaces,
  type Trace,
} from '../../src'

const side = surface(x => (x < 0 ? 0 : 1), {
  name: 'side',
  domain: { x: [-2, 2], y: [-1, 1] },
})

/** The bytes of a typed array as Plotly reads it, rows by rows. */
const bytes = ({ z }: Trace): Uint8Array =>
  Uint8Array.from(Buffer.from((z as { bdata: string }).bdata, 'base64'))
const shape = ({ z }: Trace): string => (z as { shape: string }).shape

describe('regions', () => {
  const [trace] = regions(side).data
  it('has one value from 0 to 250 for each place, rows from the lowest y on', () => {
    expect(shape(trace!)).to.equal('31, 61')
    const row = bytes(trace!).subarray(0, 61)
    expect([...row.subarray(0, 30)]).to.deep.equal(new Array(30).fill(0))
    expect([...row.subarray(30)]).to.deep.equal(new Array(31).fill(250))
    const up = surface((_, y) => (y + 1) / 2, { domain: { x: [-1, 1], y: [-1, 1] } })
    const column = bytes(regions(up).data[0]!).filter((_, i) => i % 61 === 0)
    expect([column[0], column[30], column[60]]).to.deep.equal([0, 125, 250])
  })
  it('says what is wrong', () => {
    expect(() => regions(3 as never)).to.throw(TypeError, 'regions')
    expect(() => regions(side, { size: 3 } as object)).to.throw(
      TypeError,
      "regions has no option 'size'; its option is domain.",
    )
  })
})

describe('dots', () => {
  const data = spirals(50, { seed: 1 })
  const { data: traces, domain } = dots(data)
  it('has every example with its class, told apart by colour and by shape', () => {
    traces.forEach((trace, c) => {
      const { x, y } = trace as unknown as { x: number[]; y: number[] }
      const mine = [...data.t].flatMap((t, n) => (t === c ? [n] : []))
      expect(x).to.have.length(mine.length)
      mine.forEach((n, i) => {
        expect(x[i]).to.be.closeTo(data.x.data[2 * n]!, 1e-4)
        expect(y[i]).to.be.closeTo(data.x.data[2 * n + 1]!, 1e-4)
      })
    })
    const looks = traces.map(({ marker }) => marker as { color: string; symbol: string })
    expect(looks[0]!.color).not.to.equal(looks[1]!.color)
    expect(looks[0]!.symbol).not.to.equal(looks[1]!.symbol)
  })
  it('keeps all of them in sight', () => {
    for (let n = 0; n < 50; n++) {
      expect(data.x.data[2 * n]).to.be.within(...domain!.x)
      expect(data.x.data[2 * n + 1]).to.be.within(...domain!.y)
    }
  })
  it('says what is wrong', () => {
    expect(() => dots(digits(3))).to.throw(
      TypeError,
      'dots draws examples of two numbers, such as spirals(200), not examples of 784.',
    )
    expect(() => dots({ x: matrix(1, 2), t: [2] })).to.throw(TypeError, 'classes 0 and 1, got 2.')
    expect(() => dots({ x: matrix(2, 2), t: [1] })).to.throw(
      RangeError,
      'dots needs one class per example, got 1 for 2 examples.',
    )
    expect(() => dots({ x: { ...matrix(2, 2), rows: 3 }, t: [0, 1, 1] })).to.throw(
      RangeError,
      'data.x has 3 rows and 2 columns, which make 6 elements, but its data has 4.',
    )
  })
})

describe('band', () => {
  const runs = [
    [3, 5, 1],
    [1, 4, Number.NaN],
    [2, 9, 0],
  ]
  const [lowest, highest, line] = band(runs, { name: 'Adam', x: [10, 20, 30] }).data

  it('goes from the lowest to the highest run, around the median', () => {
    expect(lowest).to.deep.include({ x: [10, 20], y: [1, 4] })
    expect(highest).to.deep.include({ x: [10, 20], y: [3, 9], fill: 'tonexty' })
    expect(line).to.deep.include({ x: [10, 20, 30], y: [2, 5, null] })
    const even = band([[1], [2], [4], [8]], { name: 'a' }).data[2]
    expect(even).to.deep.include({ y: [3] })
  })
  it("has its line in the legend once, in the optimizer's colour", () => {
    expect([lowest, highest, line].map(trace => trace!.showlegend)).to.deep.equal([
      false,
      false,
      true,
    ])
    expect((line!.line as { color: string }).color).to.equal('#D55E00')
  })
  it('says what is wrong', () => {
    expect(() => band([], { name: 'a' })).to.throw(TypeError, 'band draws an array of runs')
    expect(() => band([[1], [2]], { name: 3 as never })).to.throw(TypeError, 'got 3.')
    expect(() => band([[1], [2]], { name: 'a', color: 'red' })).to.throw(
      TypeError,
      "the color of a band must be six hex digits, '#0072B2', got 'red'.",
    )
    expect(() => band([[1], [2]], { name: 'a', x: [1, 2] })).to.throw(
      RangeError,
      'band needs as many places in x as there are values from left to right, 1, got 2.',
    )
    const odd = { data: new Float64Array(3), rows: 2, columns: 2 }
    expect(() => pictures({ ...odd, columns: 1 })).to.throw(
      RangeError,
      'x has 2 rows and 1 columns, which make 2 elements, but its data has 3.',
    )
    expect(() => band([[1], [1, 2]], { name: 'a' })).to.throw(RangeError, 'got 1, 2.')
  })
})

describe('heat', () => {
  const values = [
    [1, 10, 100],
    [1000, Number.POSITIVE_INFINITY, 1e-2],
  ]
  const [trace] = heat(values, { x: [0.01, 0.1, 1], y: [0, 0.5], name: 'loss' }).data

  it('colours by powers of ten, and leaves what is not finite white', () => {
    const { bdata, dtype } = trace!.z as { bdata: string; dtype: string }
    const floats = new Float32Array(Uint8Array.from(Buffer.from(bdata, 'base64')).buffer)
    expect(dtype).to.equal('f4')
    expect([...floats]).to.deep.equal([0, 1, 2, 3, Number.NaN, -2])
    expect(trace).to.deep.include({ zmin: -2, zmax: 3 })
    const [limited] = heat(values, { x: [1, 2, 3], y: [0, 1], name: 'a', range: [1, 100] }).data
    expect(limited).to.deep.include({ zmin: 0, zmax: 2 })
  })
  it('puts each place in the middle of its square, by factors where they grow by factors', () => {
    const x = trace!.x as number[]
    expect(x).to.have.length(4)
    ;[0.01, 0.1, 1].forEach((place, i) => {
      expect(Math.sqrt(x[i]! * x[i + 1]!)).to.be.closeTo(place, 1e-12)
    })
    expect(trace!.y).to.deep.equal([-0.25, 0.25, 0.75])
  })
  it('says what is wrong', () => {
    expect(() => heat([[1]], { x: [1, 2], y: [1], name: 'a' })).to.throw(
      RangeError,
      'heat needs a row for each y and a column for each x, 1 and 2, got 1 and 1.',
    )
    expect(() => heat(3 as never, { x: [], y: [], name: 'a' })).to.throw(TypeError, 'not 3.')
  })
})

describe('pictures', () => {
  const { x } = digits(12, { seed: 1 })
  const labels = Array.from({ length: 12 }, (_, n) => `label ${n}`)
  const fig = pictures(x, { title: 'Twelve', labels, columns: 5 })

  it('has every image where its label says, none on another', () => {
    const [rows, columns] = shape(fig.data[0]!).split(', ').map(Number) as [number, number]
    const page = bytes(fig.data[0]!)
    expect(page.length).to.equal(rows * columns)
    const notes = fig.layout.annotations as { text: string; x: number; y: number }[]
    let ink = 0
    notes.forEach(({ text, x: middle, y: top }, n) => {
      expect(text).to.equal(labels[n])
      for (let p = 0; p < 784; p++) {
        const at = (top + Math.floor(p / 28)) * columns + middle - 14 + (p % 28)
        expect(page[at]).to.equal(Math.round(255 * x.data[784 * n + p]!))
        ink += page[at]!
      }
    })
    // Nothing is drawn elsewhere.
    expect(page.reduce((sum, value) => sum + value, 0)).to.equal(ink)
  })
  it('has square pixels, the first row at the top', () => {
    const { yaxis } = fig.layout as unknown as { yaxis: { scaleanchor: string; range: number[] } }
    expect(yaxis.scaleanchor).to.equal('x')
    expect(yaxis.range[0]).to.be.above(yaxis.range[1]!)
  })
  it('says in words what is drawn', () => {
    expect(pictures(x).layout.meta.alt).to.equal('12 pictures of 28 × 28 pixels.')
    expect(fig.layout.meta.alt).to.match(/^Twelve: 12 .*, labelled label 0, label 1, .*\.$/)
  })
  it('says what is wrong', () => {
    expect(() => pictures(matrix(1, 7))).to.throw(RangeError, 'square images')
    expect(() => pictures(x, { labels: ['one'] })).to.throw(
      RangeError,
      'pictures takes a label for each of 12 images, got 1.',
    )
    expect(() => pictures(x, { columns: 0 })).to.throw(RangeError, '1 to 20 columns, got 0.')
    expect(() => pictures(3 as never)).to.throw(TypeError, 'not 3.')
  })
})

describe('flipbook', () => {
  const data = spirals(20)
  const moment = (shift: number): Figure => {
    const guess = surface(x => (x < shift ? 0 : 1), { domain: { x: [-1, 1], y: [-1, 1] } })
    return figure([regions(guess), dots(data)], { title: 'A border moves' })
  }
  const figures = [-0.5, 0, 0.5].map(moment)
  const book = flipbook(figures, { names: ['a', 'b', 'c'], prefix: 'epoch ' })

  it('shows the last at first, and each when its turn comes', () => {
    expect(book.data).to.deep.equal(figures[2]!.data)
    expect(book.frames!.map(({ name }) => name)).to.deep.equal(['a', 'b', 'c'])
    book.frames!.forEach(({ traces, data: [changed] }, i) => {
      expect({ ...book.data[traces[0]!], ...changed }).to.deep.equal(figures[i]!.data[0])
    })
  })
  it('sends along only what changes', () => {
    for (const { traces, data: changed } of book.frames!) {
      expect(traces).to.deep.equal([0])
      expect(Object.keys(changed[0]!)).to.deep.equal(['z'])
    }
  })
  it('says what is wrong', () => {
    expect(() => flipbook([figures[0]!])).to.throw(RangeError, '2 to 60 figures, not 1.')
    expect(() => flipbook(figures, { names: ['a'] })).to.throw(
      RangeError,
      'flipbook has 3 figures and 1 names for them.',
    )
    expect(() => flipbook([figures[0]!, figure([contour(surfaces.bowl)])])).to.throw(
      TypeError,
      'flipbook takes figures of the same marks on the plane',
    )
  })
})

describe('what takes long', () => {
  it('is sampled at fewer points when asked', () => {
    let asked = 0
    const slow = surface(
      (x, y) => {
        asked++
        return x * x + y * y
      },
      { domain: { x: [-1, 1], y: [-1, 1] } },
    )
    asked = 0 // surface() itself has looked once
    contour(slow, { points: 21 })
    expect(asked).to.equal(21 * 21)
    expect(() => contour(slow, { points: 3 })).to.throw(
      RangeError,
      'contour takes 11 to 501 points, not 3.',
    )
  })
  it('counts in powers of ten below, too', () => {
    const { layout } = figure([heat([[1, 2]], { x: [0.001, 1000], y: [1], name: 'a' })], {
      xLog: true,
    })
    expect(layout.xaxis).to.include({ type: 'log' })
  })
})
