import type { Vector } from '../types'
import type { Kernels } from '../wasm/kernels'
import { BaseOptimizer } from './base-optimizer'

/** How to set up SGD. */
export interface SGDOptions {
  /** The learning rate η, a finite number ≥ 0; by default 0.01. */
  readonly lr?: number
}

/**
 * Gradient descent: a step against the gradient; the steeper the slope, the longer the step.
 *
 * x ← x − η·g
 *
 * It is called stochastic because g usually comes from a random part of the data. PyTorch's SGD is the
 * same, with a default lr of 0.001.
 *
 * Source: Robbins and Monro, A Stochastic Approximation Method, 1951; for exact gradients,
 * Cauchy, 1847.
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.01. On a bowl whose
 * largest curvature is L, the walk converges if η < 2/L.
 * @throws TypeError for an unknown option or an lr that is not a number, RangeError for an lr below 0 or
 * not finite.
 * @example
 * const params = { x: -7, y: 2 }
 * new SGD({ lr: 0.95 }).update(params, { x: -0.7, y: 4 })
 * console.log(params) // { x: -6.335, y: -1.7999999999999998 }
 */
export class SGD extends BaseOptimizer {
  override lr: number

  constructor(options: SGDOptions = {}) {
    super(options, ['lr'])
    const { lr = 0.01 } = options
    this.lr = lr
    this.checkHyperparameters()
  }

  protected override step(x: Vector, g: Vector): void {
    const { lr } = this
    for (let i = 0; i < x.length; i++) {
      x[i]! -= lr * g[i]!
    }
  }

  protected override compiled(kernels: Kernels, x: Vector, g: Vector): number {
    const { numbers } = kernels
    numbers[0] = this.lr
    return kernels.sgd(x.length, x.byteOffset, g.byteOffset, numbers.byteOffset)
  }
}
