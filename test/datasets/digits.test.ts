import { expect } from 'chai'
import { Adam, digits, loadDigits, MultiLayerNet, miniBatches, TwoLayerNet } from '../../src'

describe('digits', () => {
  const { x, t, classes } = digits(200, { seed: 1 })
  const image = (n: number) => x.data.subarray(784 * n, 784 * (n + 1))

  it('draws the ten digits in turn, 28 × 28 brightnesses from 0 to 1 each', () => {
    expect([x.rows, x.columns, classes]).to.deep.equal([200, 784, 10])
    expect(Array.from(t.subarray(0, 12))).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    expect(x.data.every(p => p >= 0 && p <= 1)).to.equal(true)
  })

  it('draws no two alike, and the same for the same seed', () => {
    const different = new Set(Array.from({ length: 200 }, (_, n) => image(n).join(' ')))
    expect(different.size).to.equal(200)
    expect(digits(200, { seed: 1 })).to.deep.equal({ x, t, classes })
    expect(digits(200, { seed: 2 }).x).not.to.deep.equal(x)
    // The first ones do not depend on how many follow.
    expect(digits(3, { seed: 1 }).x.data).to.deep.equal(x.data.slice(0, 3 * 784))
  })

  it('keeps the ink inside the image, and shifts, scales and thickens it', () => {
    const inks = Array.from(t, (_, n) => {
      let [ink, right, down] = [0, 0, 0]
      image(n).forEach((p, i) => {
        const dark = p > 0.5 ? p : 0
        ink += dark
        right += dark * (i % 28)
        down += dark * Math.floor(i / 28)
      })
      return { ink, right: right / ink, down: down / ink }
    })
    for (const { ink, right, down } of inks) {
      // 20 pixels is the thinnest one, 350 nearly half of the image.
      expect(ink).to.be.within(20, 350)
      expect(right).to.be.within(6, 22)
      expect(down).to.be.within(6, 22)
    }
    const spread = (key: 'ink' | 'right' | 'down') => {
      const values = inks.map(one => one[key])
      return Math.max(...values) - Math.min(...values)
    }
    expect(spread('ink')).to.be.above(50)
    expect(spread('right')).to.be.above(4)
    expect(spread('down')).to.be.above(4)
  })

  it('is too hard for a linear model, and not for two layers', function () {
    this.timeout(240_000)
    const { train, test } = loadDigits()
    const accuracyOf = (network: MultiLayerNet): number => {
      const optimizer = new Adam({ lr: 0.004 })
      for (const [xBatch, tBatch] of miniBatches(train, { size: 100, epochs: 12, seed: 1 })) {
        optimizer.update(network.params, network.gradient(xBatch, tBatch))
      }
      return network.accuracy(test.x, test.t)
    }
    expect(accuracyOf(new MultiLayerNet([784, 10], { seed: 1 }))).to.be.within(0.8, 0.93)
    expect(accuracyOf(new TwoLayerNet(784, 50, 10, { seed: 1 }))).to.be.above(0.97)
  })

  it('says what is wrong', () => {
    expect(() => digits(0)).to.throw(RangeError, 'n must be a whole number ≥ 1, got 0.')
    expect(() => digits(1, { noise: 1 } as object)).to.throw(TypeError, "no option 'noise'")
  })
})

describe('loadDigits', () => {
  it('keeps test images apart from those to learn from', () => {
    const { train, test, source } = loadDigits({ train: 25, test: 15, seed: 3 })
    expect(source).to.equal('drawn')
    expect([train.x.rows, train.t.length, test.x.rows, test.t.length]).to.deep.equal([
      25, 25, 15, 15,
    ])
    const all = digits(40, { seed: 3 })
    expect([...train.x.data, ...test.x.data]).to.deep.equal([...all.x.data])
    expect([...train.t, ...test.t]).to.deep.equal([...all.t])
  })
})
