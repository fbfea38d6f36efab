import { expect } from 'chai'
import {
  Adam,
  type Dataset,
  digits,
  loadDigits,
  MultiLayerNet,
  matrix,
  miniBatches,
  moons,
  noisy,
  spirals,
  split,
  surfaces,
  TwoLayerNet,
  train,
  uniform,
} from '../../src'

const rows = ({ x }: Pick<Dataset, 'x'>): number[][] =>
  Array.from({ length: x.rows }, (_, n) =>
    Array.from(x.data.subarray(n * x.columns, (n + 1) * x.columns)),
  )

describe('miniBatches', () => {
  // Each example holds its own number, and that number is its class: what belongs together shows.
  const data: Dataset = {
    x: matrix(
      10,
      2,
      Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)),
    ),
    t: Uint8Array.from({ length: 10 }, (_, n) => n),
    classes: 10,
  }

  it('gives every example once an epoch, with its answer, and keeps the short rest', () => {
    const batches = [...miniBatches(data, { size: 4, epochs: 2, seed: 1 })]
    expect(batches.map(([x]) => x.rows)).to.deep.equal([4, 4, 2, 4, 4, 2])
    for (const epoch of [batches.slice(0, 3), batches.slice(3)]) {
      const seen = epoch.flatMap(([x, t]) => {
        expect(rows({ x })).to.deep.equal(Array.from(t, n => [n, n]))
        return Array.from(t)
      })
      expect(seen.sort((a, b) => a - b)).to.deep.equal(Array.from(data.t))
    }
  })

  const order = (seed: number): number[] =>
    [...miniBatches(data, { size: 3, epochs: 2, seed })].flatMap(([, t]) => Array.from(t))

  it('has the same order for the same seed, and another for another epoch or seed', () => {
    expect(order(1)).to.deep.equal(order(1))
    expect(order(1)).not.to.deep.equal(order(2))
    expect(order(1).slice(0, 10)).not.to.deep.equal(order(1).slice(10))
  })

  it('puts each example in each place equally often', () => {
    const counts = new Array(10).fill(0)
    for (let seed = 0; seed < 2000; seed++) counts[order(seed)[0]!]++
    // 200 each, with a deviation of √180 ≈ 13; five of them are as good as never passed.
    for (const count of counts) expect(count).to.be.within(200 - 67, 200 + 67)
  })

  it('says what is wrong', () => {
    expect(() => miniBatches(data, { size: 0 }).next()).to.throw(
      RangeError,
      'size must be a whole number ≥ 1, got 0.',
    )
    expect(() => miniBatches({ ...data, t: data.t.subarray(1) })).to.throw(
      RangeError,
      'data must have as many examples as answers, at least one, got 10 and 9.',
    )
    expect(() => miniBatches({ ...data, x: { ...data.x, columns: 3 } })).to.throw(
      RangeError,
      'data.x has 10 rows and 3 columns, which make 30 elements, but its data has 20.',
    )
    expect(() => miniBatches(data, { batch: 3 } as object).next()).to.throw(
      TypeError,
      "miniBatches has no option 'batch'; its options are size, epochs, seed.",
    )
  })
})

describe('split', () => {
  it('gives each example to one part, in order, and copies nothing', () => {
    const data = moons(10, { seed: 1 })
    const [first, rest] = split(data, 7)
    expect([...rows(first), ...rows(rest)]).to.deep.equal(rows(data))
    expect([...first.t, ...rest.t]).to.deep.equal([...data.t])
    expect([first.x.rows, rest.x.rows, rest.x.columns, rest.classes]).to.deep.equal([7, 3, 2, 2])
    expect(rest.x.data.buffer).to.equal(data.x.data.buffer)
  })

  it('leaves one part empty at either end', () => {
    const data = moons(10)
    expect(split(data, 0).map(({ x }) => x.rows)).to.deep.equal([0, 10])
    expect(split(data, 10).map(({ t }) => t.length)).to.deep.equal([10, 0])
  })

  it('says what is wrong', () => {
    for (const at of [-1, 11, 2.5, Number.NaN]) {
      expect(() => split(moons(10), at)).to.throw(
        RangeError,
        `split cuts 10 examples at a whole number from 0 to 10, got ${at}.`,
      )
    }
    expect(() => split(3 as never, 1)).to.throw(TypeError, 'data must be examples and answers')
  })
})

describe('spirals and moons', () => {
  it('lie on their curves without noise', () => {
    const arms = spirals(100, { noise: 0, seed: 2 })
    rows(arms).forEach(([x, y], n) => {
      const r = Math.hypot(x!, y!)
      const angle = (2.5 * Math.PI * (r - 0.1)) / 0.9 + Math.PI * arms.t[n]!
      expect(Math.hypot(x! - r * Math.cos(angle), y! - r * Math.sin(angle))).to.be.below(1e-12)
    })
    const halves = moons(100, { noise: 0, seed: 2 })
    rows(halves).forEach(([x, y], n) => {
      const [cx, cy] = halves.t[n] === 0 ? [0, 0] : [1, 0.5]
      expect(Math.hypot(x! - cx, y! - cy)).to.be.closeTo(1, 1e-12)
      if (halves.t[n] === 0) expect(y).to.be.at.least(0)
      else expect(y).to.be.at.most(0.5)
    })
  })

  for (const make of [spirals, moons]) {
    it(`${make.name} has half of its points in each class, and the same for the same seed`, () => {
      const { x, t, classes } = make(50, { seed: 1 })
      expect([x.rows, x.columns, classes]).to.deep.equal([50, 2, 2])
      expect(t.filter(c => c === 1)).to.have.length(25)
      expect(make(50, { seed: 1 }).x.data).to.deep.equal(x.data)
      expect(make(50, { seed: 2 }).x.data).not.to.deep.equal(x.data)
      expect(() => make(0.5)).to.throw(RangeError, 'n must be a whole number ≥ 1, got 0.5.')
      expect(() => make(5, { noise: -1 })).to.throw(
        RangeError,
        'noise must be a finite number ≥ 0, got -1.',
      )
    })
  }
})

describe('a seed', () => {
  const data = moons(4)
  const takes: Record<string, (seed: never) => unknown> = {
    uniform,
    digits: seed => digits(2, { seed }),
    loadDigits: seed => loadDigits({ train: 1, test: 1, seed }),
    miniBatches: seed => miniBatches(data, { seed }),
    moons: seed => moons(2, { seed }),
    spirals: seed => spirals(2, { seed }),
    noisy: seed => noisy(surfaces.bowl, { seed }),
    MultiLayerNet: seed => new MultiLayerNet([2, 2], { seed }),
    TwoLayerNet: seed => new TwoLayerNet(2, 2, 2, { seed }),
  }
  const wrong = [-1, -1.5, 0.5, Number.NaN, Infinity, 2 ** 32, 'a', '1', null, true, 1n, [1]]
  const kind = (seed: unknown): ErrorConstructor =>
    (typeof seed === 'number' ? RangeError : TypeError) as ErrorConstructor
  const says = 'seed must be a whole number from 0 to 4,294,967,295, got '
  for (const [name, take] of Object.entries(takes)) {
    it(`of ${name} is a whole number from 0 to 4,294,967,295`, () => {
      for (const seed of wrong) expect(() => take(seed as never)).to.throw(kind(seed), says)
      for (const seed of [0, 1, 2 ** 32 - 1]) expect(() => take(seed as never)).not.to.throw()
    })
  }
  it('of train is one as well', async () => {
    for (const seed of wrong) {
      const error = await train(new MultiLayerNet([2, 2]), data, {
        optimizer: new Adam(),
        seed: seed as never,
      }).catch((reason: Error) => reason)
      expect(error).to.be.instanceOf(kind(seed)).with.property('message').that.includes(says)
    }
  })
})
