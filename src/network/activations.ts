import { exp, tanh } from '../math'
import { alike, checkMatrix, type Matrix } from '../matrix'
import type { Vector } from '../types'
import { arenaOf, type Kernels, kernelsFor } from '../wasm/kernels'
import { checkSlopes, type Layer } from './layer'

/** A layer that treats each number on its own; it may overwrite its input with its output. */
abstract class Elementwise implements Layer {
  #y: Matrix<Vector> | undefined

  /** y at x. */
  protected abstract value(x: number): number
  /** dy/dx, worked out from y. */
  protected abstract slope(y: number): number

  /** All y, and all slopes, at once with compiled loops; optional. */
  protected compiledValues?(kernels: Kernels, x: Vector, y: Vector): void
  protected compiledSlopes?(kernels: Kernels, y: Vector, dy: Vector, dx: Vector): void

  forward<V extends Vector>(x: Matrix<V>, out: Matrix<V> = alike(x)): Matrix<V> {
    checkMatrix('x', x)
    const { data } = x
    const y = out.data
    this.#y = out
    const arena = arenaOf(y)
    if (this.compiledValues && arena?.holds(data, y)) {
      this.compiledValues(kernelsFor(arena, y), data, y)
      return out
    }
    for (let i = 0; i < data.length; i++) y[i] = this.value(data[i]!)
    return out
  }

  backward<V extends Vector>(dout: Matrix<V>, out: Matrix<V> = alike(dout)): Matrix<V> {
    checkSlopes(dout, this.#y)
    const y = this.#y!.data
    const dy = dout.data
    const dx = out.data
    const arena = arenaOf(y)
    if (this.compiledSlopes && arena?.holds(dy, dx)) {
      this.compiledSlopes(kernelsFor(arena, y), y, dy, dx)
      return out
    }
    for (let i = 0; i < dy.length; i++) dx[i] = dy[i]! * this.slope(y[i]!)
    return out
  }
}

/**
 * Lets what is above 0 pass and stops the rest.
 *
 * y = max(0, x), dy/dx = 1 above 0, else 0; NaN stays NaN
 *
 * Source: Nair and Hinton, Rectified linear units improve restricted Boltzmann machines, 2010.
 *
 * @example console.log(new ReLU().forward(matrix(1, 2, [-1, 2])).data) // Float64Array(2) [ 0, 2 ]
 */
export class ReLU extends Elementwise {
  protected override value(x: number): number {
    // Asked this way round so that NaN passes.
    return x <= 0 ? 0 : x
  }
  protected override slope(y: number): number {
    return y > 0 ? 1 : y
  }
  protected override compiledValues(kernels: Kernels, x: Vector, y: Vector): void {
    kernels.relu(x.length, x.byteOffset, y.byteOffset)
  }
  protected override compiledSlopes(kernels: Kernels, y: Vector, dy: Vector, dx: Vector): void {
    kernels.reluSlope(y.length, y.byteOffset, dy.byteOffset, dx.byteOffset)
  }
}

/**
 * Squeezes any number between 0 and 1.
 *
 * y = 1/(1 + e⁻ˣ), dy/dx = y·(1 − y)
 *
 * @example console.log(new Sigmoid().forward(matrix(1, 1, [0])).data[0]) // 0.5
 */
export class Sigmoid extends Elementwise {
  protected override value(x: number): number {
    return 1 / (1 + exp(-x))
  }
  protected override slope(y: number): number {
    return y * (1 - y)
  }
}

/**
 * Squeezes any number between −1 and 1.
 *
 * y = tanh x, dy/dx = 1 − y²
 *
 * @example console.log(new Tanh().forward(matrix(1, 1, [0])).data[0]) // 0
 */
export class Tanh extends Elementwise {
  protected override value(x: number): number {
    return tanh(x)
  }
  protected override slope(y: number): number {
    return 1 - y * y
  }
}
