import { exp } from '../math'
import type { Layer } from './layer'
import { type Matrix, matrix } from './matrix'

/** A layer that treats each number by itself. */
abstract class Elementwise implements Layer {
  #y: Matrix | undefined

  /** y at x. */
  protected abstract value(x: number): number
  /** dy/dx, told from y. */
  protected abstract slope(y: number): number

  forward(x: Matrix): Matrix {
    const y = matrix(x.rows, x.columns)
    for (let i = 0; i < x.data.length; i++) y.data[i] = this.value(x.data[i]!)
    this.#y = y
    return y
  }

  backward(dout: Matrix): Matrix {
    const y = this.#y!
    const dx = matrix(y.rows, y.columns)
    for (let i = 0; i < y.data.length; i++) {
      dx.data[i] = dout.data[i]! * this.slope(y.data[i]!)
    }
    return dx
  }
}

/**
 * Lets what is above 0 pass and stops the rest.
 *
 * y = max(0, x), dy/dx = 1 above 0, else 0
 *
 * Source: Nair and Hinton, Rectified linear units improve restricted Boltzmann machines, 2010.
 *
 * @example console.log(new ReLU().forward(matrix(1, 2, [-1, 2])).data) // Float64Array(2) [ 0, 2 ]
 */
export class ReLU extends Elementwise {
  protected override value(x: number): number {
    return x > 0 ? x : 0
  }
  protected override slope(y: number): number {
    return y > 0 ? 1 : 0
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
    return Math.tanh(x)
  }
  protected override slope(y: number): number {
    return 1 - y * y
  }
}
