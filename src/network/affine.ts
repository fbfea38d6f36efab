import { nameOf } from '../check'
import { checkMatrix, type Matrix } from '../matrix'
import type { Vector } from '../types'
import { checkSlopes, type Layer } from './layer'
import { addProduct, addProductOfTransposed, productWithTransposed } from './product'

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
export class Affine<P extends Vector = Float64Array> implements Layer {
  readonly W: P
  readonly b: P
  /** The loss's slopes along W and b, after `backward`. */
  readonly grads: { readonly W: P; readonly b: P }
  readonly #inputs: number
  #x: Matrix<Vector> | undefined

  /**
   * @param W - The weights, inputs × outputs, row after row.
   * @param b - The biases, one per output.
   * @param grads - Where to put their slopes, by default new arrays.
   * @throws TypeError for anything but vectors; RangeError if W does not have a whole number of rows, and
   * for grads of other lengths.
   */
  constructor(W: P, b: P, grads?: { readonly W: P; readonly b: P }) {
    checkVector('W', W)
    checkVector('b', b)
    if (grads !== undefined) {
      checkVector('grads.W', grads.W, W.length)
      checkVector('grads.b', grads.b, b.length)
    }
    this.#inputs = W.length / b.length
    if (!Number.isInteger(this.#inputs)) {
      throw new RangeError(
        `W must have a whole number of rows of ${b.length}, one for each bias, got ${W.length} elements.`,
      )
    }
    this.W = W
    this.b = b
    this.grads = grads ?? { W: zerosLike(W), b: zerosLike(b) }
  }

  forward<V extends Vector>(x: Matrix<V>, out: Matrix<V> = zeros(x, this.b.length)): Matrix<V> {
    checkMatrix('x', x)
    if (x.columns !== this.#inputs) {
      throw new RangeError(`the layer takes ${this.#inputs} inputs per example, got ${x.columns}.`)
    }
    this.#x = x
    const { b } = this
    const y = out.data
    for (let n = 0, i = 0; n < x.rows; n++) for (let j = 0; j < b.length; j++) y[i++] = b[j]!
    addProduct<Vector>(y, x.data, this.W, x.rows, x.columns, b.length)
    return out
  }

  backward<V extends Vector>(
    dout: Matrix<V>,
    out: Matrix<V> = zeros(dout, this.#inputs),
  ): Matrix<V> {
    checkSlopes(dout, this.#x && { rows: this.#x.rows, columns: this.b.length })
    this.grads.W.fill(0)
    this.grads.b.fill(0)
    this.addGrads(dout)
    return this.backwardToInput(dout, out)
  }

  /** The first half of `backward`, which a network calls by itself: adds the slopes to `grads`. */
  addGrads(dout: Matrix<Vector>): void {
    const x = this.#x!
    const { W, b } = this.grads
    addProductOfTransposed<Vector>(W, x.data, dout.data, x.rows, x.columns, b.length)
    const dy = dout.data
    for (let n = 0, i = 0; n < x.rows; n++) for (let j = 0; j < b.length; j++) b[j]! += dy[i++]!
  }

  /** The other half: the slopes along the input, which the first layer of a network need not work out. */
  backwardToInput<V extends Vector>(dout: Matrix<V>, out: Matrix<V>): Matrix<V> {
    productWithTransposed<Vector>(
      out.data,
      dout.data,
      this.W,
      dout.rows,
      this.b.length,
      this.#inputs,
    )
    return out
  }
}

function checkVector(name: string, given: Vector, length: number = given?.length): void {
  if (!(given instanceof Float64Array || given instanceof Float32Array)) {
    throw new TypeError(
      `${name} of an Affine must be a Float64Array or a Float32Array, got ${nameOf(given)}.`,
    )
  }
  if (given.length !== length) {
    throw new RangeError(`${name} of an Affine must have ${length} elements, got ${given.length}.`)
  }
}

function zerosLike<V extends Vector>(x: V, length: number = x.length): V {
  return new (x.constructor as new (length: number) => V)(length)
}

/** Zeros of the same kind as another matrix, with as many rows. */
function zeros<V extends Vector>({ data, rows }: Matrix<V>, columns: number): Matrix<V> {
  return { data: zerosLike(data, rows * columns), rows, columns }
}
