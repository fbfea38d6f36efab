import type { Vector } from '../types'
import { type About, learningRate } from './about'
import { BaseOptimizer } from './base-optimizer'

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
export class SGD extends BaseOptimizer<never, SGDOptions> {
  protected override step(x: Vector, g: Vector): void {
    const { lr } = this
    for (let i = 0; i < x.length; i++) {
      x[i]! -= lr * g[i]!
    }
  }

  static override readonly about: About<never> = {
    rule: 'sgd',
    hyperparameters: { lr: learningRate(0.01) },
    slots: {},
    derived: (_, c) => [['η', 'learning rate', c[0]]],
  }
}

/** How to set up SGD. */
export type SGDOptions = Partial<Pick<SGD, 'lr'>>
