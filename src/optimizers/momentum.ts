import type { Vector } from '../types'
import { type About, learningRate, share } from './about'
import { BaseOptimizer, type State } from './base-optimizer'

/**
 * Gradient descent with a velocity: steps in the same direction add up, steps to and fro partly cancel.
 *
 * v ← α·v − η·g
 * x ← x + v
 *
 * PyTorch's SGD writes v ← µ·v + g, x ← x − η·v: the same path as long as lr does not change. Here
 * lr is inside v, so a new lr changes the pushes to come and not the velocity already gained.
 *
 * Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964 (the "heavy
 * ball").
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.01. `momentum`: α, from
 * 0 (SGD) to below 1, by default 0.9. Under equal gradients a step grows to 1/(1 − α) times that of SGD,
 * under alternating ones it shrinks to 1/(1 + α) times. On a bowl whose largest curvature is L, the walk
 * converges if η·L < 2 + 2α.
 * @throws TypeError for an unknown option or for what is not a number, RangeError for a number outside
 * its interval.
 * @example
 * const params = { x: -7, y: 2 }
 * new Momentum({ lr: 0.1 }).update(params, { x: -0.7, y: 4 })
 * console.log(params) // { x: -6.93, y: 1.6 }
 */
export class Momentum extends BaseOptimizer<'velocity', MomentumOptions> {
  protected override step(x: Vector, g: Vector, { velocity: v }: State<'velocity'>): void {
    const { lr, momentum } = this
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! - lr * g[i]!
      x[i]! += v[i]!
    }
  }

  /** α, the share of the velocity that each step keeps, from 0 to below 1; by default 0.9. */
  declare momentum: number

  static override readonly about: About<'velocity'> = {
    rule: 'momentum',
    hyperparameters: { lr: learningRate(0.01), momentum: share('α', 'the velocity', 0.9) },
    slots: { velocity: ['v', 'velocity'] },
  }
}

/** How to set up Momentum and Nesterov. */
export type MomentumOptions = Partial<Pick<Momentum, 'lr' | 'momentum'>>
