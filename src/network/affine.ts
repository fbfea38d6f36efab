import type { Layer } from './layer'
import { type Matrix, matrix } from './matrix'
import { addProduct, addProductOfTransposed } from './product'

/**
 * Mixes its inputs: each output is a weighted sum of all inputs, plus a bias.
 *
 * y = x·W + b
 * ∂x = ∂y·Wᵀ, ∂W = xᵀ·∂y, ∂b = Σ ∂y over the examples
 *
 * W and b are the caller's arrays, so an optimizer that changes them changes the layer.
 *
 * @example
 * const layer = new Affine(new Float64Array([1, 2]), new Float64Array([10]))
 * console.log(layer.forward(matrix(1, 2, [3, 4])).data[0]) // 21
 */
export class Affine implements Layer {
  readonly W: Float64Array
  readonly b: Float64Array
  /** The loss's slopes along W and b, after `backward`. */
  readonly grads: { readonly W: Float64Array; readonly b: Float64Array }
  readonly #inputs: number
  #x: Matrix | undefined

  /**
   * @param W - The weights, inputs × outputs, row after row.
   * @param b - The biases, one an output.
   * @throws RangeError where W has no whole number of rows.
   */
  constructor(W: Float64Array, b: Float64Array) {
    this.#inputs = W.length / b.length
    if (!Number.isInteger(this.#inputs)) {
      throw new RangeError(
        `W must have a whole number of rows of ${b.length}, one for each bias, got ${W.length} elements.`,
      )
    }
    this.W = W
    this.b = b
    this.grads = { W: new Float64Array(W.length), b: new Float64Array(b.length) }
  }

  forward(x: Matrix): Matrix {
    if (x.columns !== this.#inputs) {
      throw new RangeError(`the layer takes ${this.#inputs} inputs an example, got ${x.columns}.`)
    }
    this.#x = x
    const y = matrix(x.rows, this.b.length)
    for (let n = 0; n < x.rows; n++) y.data.set(this.b, n * this.b.length)
    addProduct(y.data, x.data, this.W, { rows: x.rows, inner: x.columns, columns: this.b.length })
    return y
  }

  backward(dout: Matrix): Matrix {
    this.backwardToParams(dout)
    const { W, b } = this
    const dx = matrix(dout.rows, this.#inputs)
    for (let n = 0; n < dx.rows; n++) {
      for (let i = 0; i < dx.columns; i++) {
        let slope = 0
        for (let j = 0; j < b.length; j++) {
          slope += dout.data[n * b.length + j]! * W[i * b.length + j]!
        }
        dx.data[n * dx.columns + i] = slope
      }
    }
    return dx
  }

  /** The part of `backward` that a first layer needs: nobody asks for the slopes along the examples. */
  backwardToParams(dout: Matrix): void {
    const x = this.#x!
    const { W, b } = this.grads
    W.fill(0)
    b.fill(0)
    addProductOfTransposed(W, x.data, dout.data, {
      rows: x.rows,
      inner: x.columns,
      columns: b.length,
    })
    for (let i = 0; i < dout.data.length; i++) b[i % b.length]! += dout.data[i]!
  }
}
