import { expect } from 'chai'
import {
  Affine,
  allocate,
  type Layer,
  type Matrix,
  MultiLayerNet,
  matrix,
  normal,
  numericalGradient,
  ReLU,
  Sigmoid,
  Tanh,
  uniform,
} from '../../src'

const bell = normal(uniform(1))
const random = (rows: number, columns: number): Matrix =>
  matrix(rows, columns, Float64Array.from({ length: rows * columns }, bell))

/** Central differences err by about h² and 1e-16/h. */
function expectSlopes(analytic: ArrayLike<number>, numeric: ArrayLike<number>): void {
  expect(analytic).to.have.length(numeric.length)
  for (let i = 0; i < numeric.length; i++) {
    expect(analytic[i]).to.be.closeTo(numeric[i]!, 1e-7, `element ${i}`)
  }
}

/** A loss that depends on all outputs differently: their sum, weighted. */
const weights = random(6, 5)
function weighted(layer: Layer, x: Matrix): number {
  return layer.forward(x).data.reduce((sum, y, i) => sum + y * weights.data[i]!, 0)
}
const dout = (rows: number, columns: number): Matrix =>
  matrix(rows, columns, weights.data.slice(0, rows * columns))

describe('backward, against finite differences', () => {
  for (const [name, layer] of Object.entries({
    ReLU: new ReLU(),
    Sigmoid: new Sigmoid(),
    Tanh: new Tanh(),
  })) {
    it(name, () => {
      const x = random(6, 5)
      layer.forward(x)
      expectSlopes(
        layer.backward(dout(6, 5)).data,
        numericalGradient(data => weighted(layer, matrix(6, 5, data)), x.data),
      )
    })
  }

  it('Affine: along its input, its weights and its biases', () => {
    const x = random(6, 3)
    x.data[4] = 0
    const layer = new Affine(random(3, 5).data, random(1, 5).data)
    layer.forward(x)
    expectSlopes(
      layer.backward(dout(6, 5)).data,
      numericalGradient(data => weighted(layer, matrix(6, 3, data)), x.data),
    )
    for (const name of ['W', 'b'] as const) {
      const slopes = layer.grads[name].slice()
      const before = layer[name].slice()
      const numeric = numericalGradient(data => {
        layer[name].set(data)
        return weighted(layer, x)
      }, before)
      layer[name].set(before)
      expectSlopes(slopes, numeric)
    }
  })
})

describe('forward', () => {
  it('Affine adds up by hand: (1, 2)·((1, 2), (3, 4)) + (10, 20) = (17, 30)', () => {
    const layer = new Affine(new Float64Array([1, 2, 3, 4]), new Float64Array([10, 20]))
    expect(Array.from(layer.forward(matrix(1, 2, [1, 2])).data)).to.deep.equal([17, 30])
  })

  it('says what is wrong', () => {
    const layer = new Affine(new Float64Array(6), new Float64Array(2))
    expect(() => layer.forward(matrix(1, 2))).to.throw(
      RangeError,
      'the layer takes 3 inputs per example, got 2.',
    )
    expect(() => new Affine(new Float64Array(5), new Float64Array(2))).to.throw(
      RangeError,
      'W must have a whole number of rows of 2',
    )
    for (const wrong of [-1, 0.5, Number.NaN, '2']) {
      expect(() => matrix(wrong as number, 2)).to.throw(
        RangeError,
        'rows must be a whole number ≥ 0',
      )
      expect(() => matrix(2, wrong as number)).to.throw(
        RangeError,
        'columns must be a whole number ≥ 0',
      )
    }
    const odd = { data: new Float64Array(5), rows: 2, columns: 3 }
    const message = 'x has 2 rows and 3 columns, which make 6 elements, but its data has 5.'
    for (const forward of [
      () => layer.forward(odd),
      () => new ReLU().forward(odd),
      () => new Sigmoid().forward(odd),
      () => new Tanh().forward(odd),
    ]) {
      expect(forward).to.throw(RangeError, message)
    }
    for (const one of [layer, new ReLU()]) {
      expect(() => one.backward(matrix(1, 2))).to.throw(
        Error,
        'backward needs a call of forward before it.',
      )
    }
    layer.forward(matrix(2, 3))
    expect(() => layer.backward(matrix(2, 3))).to.throw(
      RangeError,
      'dout must have 2 rows and 2 columns, like the last output, got 2 and 3.',
    )
    const relu = new ReLU()
    relu.forward(matrix(2, 3))
    expect(() => relu.backward(matrix(3, 2))).to.throw(
      RangeError,
      'dout must have 2 rows and 3 columns, like the last output, got 3 and 2.',
    )
    expect(() => new Affine(new Float64Array(2), [1, 2] as never)).to.throw(
      TypeError,
      'b of an Affine must be a Float64Array or a Float32Array, got an array.',
    )
    const grads = { W: new Float64Array(2), b: new Float64Array(1) }
    expect(() => new Affine(new Float64Array(2), new Float64Array(2), grads)).to.throw(
      RangeError,
      'grads.b of an Affine must have 2 elements, got 1.',
    )
    expect(() => matrix(1, 1, null as never)).to.throw(
      TypeError,
      'the data of a matrix must be an array of numbers, got null.',
    )
    expect(() => matrix(2, 2, [1])).to.throw(
      RangeError,
      'a matrix of 2 rows and 2 columns has 4 elements, got 1.',
    )
  })
})

describe('NaN comes out', () => {
  for (const [name, layer] of Object.entries({
    ReLU: new ReLU(),
    Sigmoid: new Sigmoid(),
    Tanh: new Tanh(),
  })) {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const length of [5, 100]) {
        it(`of ${name}, forward and backward, ${length} × ${dtype}, plain and allocated`, () => {
          for (let index = 0; index < length; index++) {
            const near = allocate({ x: length }, { dtype })
            const plain = {
              params: { x: near.params.x.slice() },
              grads: { x: near.grads.x.slice() },
            }
            for (const { params, grads } of [near, plain]) {
              const x = { data: params.x as Float64Array, rows: 1, columns: length }
              x.data.fill(0.5)
              x.data[index] = Number.NaN
              const dout = { data: grads.x.fill(1) as Float64Array, rows: 1, columns: length }
              // In place, as a network calls it.
              layer.forward(x, x)
              const lost = Array.from(x.data, Number.isNaN)
              expect(lost.indexOf(true)).to.equal(index)
              expect(lost.lastIndexOf(true)).to.equal(index)
              layer.backward(dout, dout)
              expect(Array.from(dout.data, Number.isNaN)).to.deep.equal(lost)
            }
          }
        })
      }
    }
  }

  it('of ReLU, and what is not NaN is clipped as before', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const { params } = allocate({ x: 18 }, { dtype })
      // Twice over: the compiled loop takes a few at a time, and the rest one by one.
      const values = [-Infinity, -1, -0, 0, 1e-30, 2, Infinity, -3, 4]
      params.x.set([...values, ...values])
      const x = { data: params.x as Float64Array, rows: 1, columns: 18 }
      const plain = { ...x, data: x.data.slice() }
      const y = new ReLU().forward(plain, { ...x, data: x.data.slice() }).data
      new ReLU().forward(x, x)
      expect(x.data).to.deep.equal(y)
      expect(Array.from(y.slice(0, 4), v => Object.is(v, 0))).to.deep.equal([
        true,
        true,
        true,
        true,
      ])
    }
  })

  for (const dtype of ['float64', 'float32'] as const) {
    for (const activation of ['relu', 'sigmoid', 'tanh'] as const) {
      it(`of a network, ${activation}, ${dtype}, whatever parameter it is in`, () => {
        for (const hidden of [3, 40]) {
          for (const name of ['W1', 'b1', 'W2', 'b2', 'W3', 'b3']) {
            const network = new MultiLayerNet([2, hidden, hidden, 2], {
              activation,
              dtype,
              seed: 1,
            })
            network.params[name]!.fill(Number.NaN)
            const x = random(20, 2)
            const t = Array.from({ length: 20 }, (_, n) => n % 2)
            expect(network.loss(x, t)).to.be.NaN
            expect(network.accuracy(x, t)).to.equal(0)
            expect(network.predict(x).data.every(Number.isNaN)).to.equal(true)
            const { loss, grads } = network.lossAndGradient(x, t)
            expect(loss).to.be.NaN
            expect(grads.W1!.every(Number.isNaN), name).to.equal(true)
          }
        }
      })
    }
  }
})
