import { expect } from 'chai'
import { SGD } from '../../src/optimizers/sgd'
import { uniform } from '../../src/random'

describe('SGD', () => {
  const next = uniform(4)
  const numbers = (count: number): number[] => Array.from({ length: count }, () => 20 * next() - 10)

  for (const lr of [0, 1e-3, 0.95, 2, 1e6]) {
    it(`is p − lr·g, lr ${lr}, for vectors of any length`, () => {
      for (const length of [1, 2, 3, 64, 1000]) {
        const p = numbers(length)
        const g = numbers(length)
        const params = { W: Float64Array.from(p), b: p[0]! }
        new SGD({ lr }).update(params, { W: Float64Array.from(g), b: g[0]! })
        expect([...params.W]).to.deep.equal(p.map((_, i) => p[i]! - lr * g[i]!))
        expect(params.b).to.equal(p[0]! - lr * g[0]!)
      }
    })
  }

  it('rounds each element of a Float32Array once', () => {
    const p = Float32Array.from(numbers(100))
    const g = Float32Array.from(numbers(100))
    const params = { W: p.slice() }
    new SGD({ lr: 0.1 }).update(params, { W: g })
    expect([...params.W]).to.deep.equal([...p].map((_, i) => Math.fround(p[i]! - 0.1 * g[i]!)))
  })

  it('remembers nothing: the second step is as the first', () => {
    const sgd = new SGD({ lr: 0.5 })
    const params = { x: 8 }
    for (const expected of [7, 6, 5]) {
      sgd.update(params, { x: 2 })
      expect(params.x).to.equal(expected)
    }
  })

  it('takes another length under the same name', () => {
    const sgd = new SGD({ lr: 1 })
    for (const length of [2, 3, 1]) {
      const params = { W: new Float64Array(length) }
      sgd.update(params, { W: new Float64Array(length).fill(1) })
      expect([...params.W]).to.deep.equal(Array(length).fill(-1))
    }
  })

  it('has lr 0.01 by default', () => {
    for (const sgd of [new SGD(), new SGD({}), new SGD({ lr: undefined } as never)]) {
      const params = { x: 0 }
      sgd.update(params, { x: 1 })
      expect(sgd.lr).to.equal(0.01)
      expect(params.x).to.equal(-0.01)
    }
  })

  // biome-ignore format: one row a case
  const errors: [string, unknown, ErrorConstructor, string][] = [
    ['an unknown option', { learningRate: 0.1 }, TypeError, "SGD has no option 'learningRate'; its option is lr. Write { lr: 0.1 }."],
    ['a number', 0.1, TypeError, 'SGD takes its options as an object, { lr }, not 0.1. Write { lr: 0.1 }.'],
    ['null', null, TypeError, 'SGD takes its options as an object, { lr }, not null.'],
    ['lr below 0', { lr: -0.1 }, RangeError, 'lr must be a finite number ≥ 0, got -0.1.'],
    ['lr NaN', { lr: NaN }, RangeError, 'lr must be a finite number ≥ 0, got NaN.'],
    ['lr infinite', { lr: Infinity }, RangeError, 'lr must be a finite number ≥ 0, got Infinity.'],
    ['lr a string', { lr: '0.1' }, TypeError, "lr must be a finite number ≥ 0, got '0.1'."],
    ['lr null', { lr: null }, TypeError, 'lr must be a finite number ≥ 0, got null.'],
  ]
  for (const [name, options, type, message] of errors) {
    it(`refuses: ${name}`, () => {
      const call = (): unknown => new SGD(options as never)
      expect(call).to.throw(type).with.property('message', message)
    })
  }
})
