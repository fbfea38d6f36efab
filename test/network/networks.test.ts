import { expect } from 'chai'
import { Adam, digits, MultiLayerNet, miniBatches, moons, spirals, TwoLayerNet } from '../../src'

describe('MultiLayerNet', () => {
  for (const activation of ['sigmoid', 'tanh', 'relu'] as const) {
    it(`${activation}: backpropagation finds what finite differences find`, () => {
      const network = new MultiLayerNet([2, 4, 3, 2], { activation, seed: 3 })
      const { x, t } = moons(20, { seed: 1 })
      const slopes = network.gradient(x, t)
      const numeric = network.numericalGradient(x, t)
      expect(Object.keys(slopes)).to.deep.equal(Object.keys(network.params))
      for (const [name, values] of Object.entries(numeric)) {
        values.forEach((value, i) => {
          expect(slopes[name]![i]).to.be.closeTo(value, 1e-7, `${name}[${i}]`)
        })
      }
    })
  }

  it('begins with weights of the deviation asked for, biases at 0, and the same for the same seed', () => {
    for (const [init, variance] of [
      ['he', 2 / 400],
      ['lecun', 1 / 400],
      ['xavier', 2 / 500],
    ] as const) {
      const { params } = new MultiLayerNet([400, 100, 2], { init, seed: 5 })
      const squares = params.W1!.reduce((sum, w) => sum + w * w, 0) / params.W1!.length
      // The mean of 40,000 squares errs by √(2/40000) of itself; five times that is never passed.
      expect(squares).to.be.closeTo(variance, 5 * variance * Math.sqrt(2 / 40_000))
      expect(params.b1!.every(b => b === 0)).to.equal(true)
    }
    const weights = (seed: number) => new MultiLayerNet([3, 2], { seed }).params.W1
    expect(weights(1)).to.deep.equal(weights(1))
    expect(weights(1)).not.to.deep.equal(weights(2))
  })

  /** A network that gives these scores to every example. */
  const scoring = (...scores: number[]): MultiLayerNet => {
    const network = new MultiLayerNet([1, scores.length])
    network.params.W1!.fill(0)
    network.params.b1!.set(scores)
    return network
  }
  const example = { data: new Float64Array(1), rows: 1, columns: 1 }

  it('loses ln of the number of classes when all scores are equal, however large', () => {
    for (const score of [0, 1e3, -1e3]) {
      const loss = scoring(score, score, score, score).loss(example, [2])
      expect(loss).to.be.closeTo(Math.log(4), 1e-12)
    }
  })

  it('has a finite loss where the right answer has no chance', () => {
    expect(scoring(0, 5000).loss(example, [0])).to.equal(5000)
  })

  it('has a loss and slopes that are NaN where a score is, also beside infinite ones', () => {
    for (const scores of [
      [Number.NaN, 1, 2],
      [1, Number.NaN, 2],
      [1, 2, Number.NaN],
      [Number.NaN, Infinity, 1],
    ]) {
      const { loss, grads } = scoring(...scores).lossAndGradient(example, [1])
      expect(loss).to.be.NaN
      expect(Array.from(grads.b1!)).to.deep.equal([NaN, NaN, NaN])
    }
  })

  it('counts right guesses', () => {
    const network = new MultiLayerNet([2, 2])
    network.params.W1!.set([1, 0, 0, 1])
    // With these weights the guess is the larger coordinate.
    const { x } = { x: { data: new Float64Array([3, 1, 1, 3, 2, 1, 0, 1]), rows: 4, columns: 2 } }
    expect(network.accuracy(x, [0, 1, 1, 1])).to.equal(0.75)
  })

  it('learns two spirals that no line tells apart', () => {
    const data = spirals(200, { seed: 1 })
    const network = new TwoLayerNet(2, 30, 2, { seed: 1 })
    const optimizer = new Adam({ lr: 0.02 })
    for (const [x, t] of miniBatches(data, { size: 50, epochs: 300, seed: 1 })) {
      optimizer.update(network.params, network.gradient(x, t))
    }
    expect(network.accuracy(data.x, data.t)).to.be.greaterThan(0.97)
  })

  it('names both where shapes do not fit', () => {
    const network = new MultiLayerNet([2, 3, 2])
    const x = { data: new Float64Array(5), rows: 3, columns: 2 }
    const odd = 'x has 3 rows and 2 columns, which make 6 elements, but its data has 5.'
    const good = { ...x, data: new Float64Array(6) }
    for (const name of [
      'loss',
      'accuracy',
      'gradient',
      'lossAndGradient',
      'numericalGradient',
    ] as const) {
      expect(() => network[name](x, [0, 1, 0]), name).to.throw(RangeError, odd)
      expect(() => network[name](good, [0, 1]), name).to.throw(
        RangeError,
        'there must be one answer per example, got 2 for 3.',
      )
      expect(() => network[name](good, [0, 1, 2]), name).to.throw(
        RangeError,
        'the answer of example 2 must be a class from 0 to 1, got 2.',
      )
      expect(() => network[name](good, undefined as never), name).to.throw(
        TypeError,
        't must be the class of each example, such as [0, 1], got undefined.',
      )
    }
    expect(() => network.predict(x)).to.throw(RangeError, odd)
    expect(() => network.predict([1, 2] as never)).to.throw(
      TypeError,
      'x must be a matrix, such as matrix(2, 3), got an array.',
    )
  })

  it('is as it was where its numeric slopes fail', () => {
    const network = new MultiLayerNet([2, 3, 2], { seed: 1 })
    network.params.W1!.set([1e300, -1e300, 1e300])
    const before = network.params.W1!.slice()
    const x = { data: new Float64Array([1e300, 1, 1, 1]), rows: 2, columns: 2 }
    expect(() => network.numericalGradient(x, [0, 1])).to.throw(RangeError)
    expect(network.params.W1).to.deep.equal(before)
  })

  it('of float32: its numeric slopes have the digits that it has', () => {
    const { x, t } = moons(20, { seed: 1 })
    const network = new MultiLayerNet([2, 4, 2], { activation: 'tanh', dtype: 'float32', seed: 3 })
    const slopes = network.gradient(x, t)
    for (const [name, values] of Object.entries(network.numericalGradient(x, t))) {
      values.forEach((value, i) => {
        expect(slopes[name]![i]).to.be.closeTo(value, 1e-4, `${name}[${i}]`)
      })
    }
  })

  it('says what is wrong', () => {
    expect(() => new MultiLayerNet([3])).to.throw(
      RangeError,
      'sizes must be at least two whole numbers ≥ 1, such as [784, 50, 10], got [3].',
    )
    expect(() => new MultiLayerNet([3, 0.5])).to.throw(RangeError, 'got [3, 0.5].')
    expect(() => new MultiLayerNet([2, 1e12, 2])).to.throw(
      RangeError,
      'sizes [2, 1000000000000, 2] ask for 4000000000000 weights, and at most 10,000,000 are accepted.',
    )
    expect(() => digits(1e9)).to.throw(
      RangeError,
      'a matrix of 1000000000 rows and 784 columns is too large: at most 100,000,000 elements are accepted.',
    )
    expect(() => new TwoLayerNet(2, 3, 2, { activation: 'step' as 'relu' })).to.throw(
      TypeError,
      "activation must be one of relu, sigmoid, tanh, got 'step'.",
    )
    expect(() => new TwoLayerNet(2, 3, 2, { depth: 2 } as object)).to.throw(
      TypeError,
      "TwoLayerNet has no option 'depth'; its options are activation, init, dtype, seed.",
    )
  })
})
