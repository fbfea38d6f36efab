import type { Layer } from './layer'
import { type Matrix, matrix } from './matrix'

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
    const { W, b } = this
    const outputs = b.length
    const y = matrix(x.rows, outputs)
    for (let n = 0; n < x.rows; n++) {
      const row = y.data.subarray(n * outputs, (n + 1) * outputs)
      row.set(b)
      for (let i = 0; i < x.columns; i++) {
        const xi = x.data[n * x.columns + i]!
        // Most pixels of an image are 0.
        if (xi === 0) continue
        for (let j = 0; j < outputs; j++) row[j]! += xi * W[i * outputs + j]!
      }
    }
    return y
  }

  backward(dout: Matrix): Matrix {
    const x = this.#x!
    const { W, grads } = this
    const outputs = this.b.length
    const dx = matrix(x.rows, x.columns)
    grads.W.fill(0)
    grads.b.fill(0)
    for (let n = 0; n < x.rows; n++) {
      const dy = dout.data.subarray(n * outputs, (n + 1) * outputs)
      for (let j = 0; j < outputs; j++) grads.b[j]! += dy[j]!
      for (let i = 0; i < x.columns; i++) {
        const xi = x.data[n * x.columns + i]!
        let slope = 0
        for (let j = 0; j < outputs; j++) {
          grads.W[i * outputs + j]! += xi * dy[j]!
          slope += dy[j]! * W[i * outputs + j]!
        }
        dx.data[n * x.columns + i] = slope
      }
    }
    return dx
  }
}
