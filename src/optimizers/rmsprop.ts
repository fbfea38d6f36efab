import type { Vector } from '../types'
import { type About, type Coefficients, epsilon, learningRate, share } from './about'
import { BaseOptimizer, type State, spare } from './base-optimizer'

/**
 * AdaGrad that forgets: it divides by the root of a moving average of g², which remembers about the last
 * 1/(1 − ρ) steps.
 *
 * h ← ρ·h + (1 − ρ)·g²
 * x ← x − η·g/(√h + ε)
 *
 * The average starts at 0 and is not corrected for that, so the first step is η/√(1 − ρ): ten times η at
 * ρ = 0.99. Where the slope stays the same, later steps are η long, however steep the ground. The same as
 * PyTorch's RMSprop with an ε of 1e-8, outside the root. Keras (ε of 1e-7) and optax (1e-8) add it inside
 * and have a ρ of 0.9.
 *
 * Source: Tieleman and Hinton, Lecture 6.5 of Neural Networks for Machine Learning, Coursera, 2012.
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.01. `decayRate`: ρ,
 * from 0 to below 1, by default 0.99. `eps`: ε, a finite number ≥ 0, by default 1e-7.
 * @throws TypeError for an unknown option or anything that is not a number, RangeError for a number
 * outside its interval.
 * @example
 * const params = { x: -7, y: 2 }
 * new RMSprop({ lr: 0.1, decayRate: 0.96 }).update(params, { x: -0.7, y: 4 })
 * console.log(params.x.toFixed(4), params.y.toFixed(4)) // -6.5000 1.5000
 */
export class RMSprop extends BaseOptimizer<'h', RMSpropOptions> {
  protected override step(x: Vector, g: Vector, { h }: State<'h'>): void {
    const { lr, decayRate, eps } = this
    for (let i = 0; i < x.length; i++) {
      h[i] = decayRate * h[i]! + (1 - decayRate) * g[i]! * g[i]!
      x[i]! -= (lr * g[i]!) / (Math.sqrt(h[i]!) + eps)
    }
  }

  protected override coefficients(_t: number, c: Coefficients = spare): Coefficients {
    c[0] = this.lr
    c[1] = this.decayRate
    c[2] = 1 - this.decayRate
    c[3] = this.eps
    return c
  }

  /** ρ, the share of the average of g² that each step keeps, from 0 to below 1; by default 0.99. */
  declare decayRate: number
  /** ε, which prevents a division of 0 by 0; a finite number ≥ 0, by default 1e-7. */
  declare eps: number

  static override readonly about: About<'h'> = {
    rule: 'rmsprop',
    hyperparameters: {
      lr: learningRate(0.01),
      decayRate: share('ρ', 'the average of g²', 0.99),
      eps: epsilon(),
    },
    slots: { h: ['h', 'average of g²'] },
    derived: ({ h }, c) => [
      ['η/(√h + ε)', 'effective learning rate', c[0] / (Math.sqrt(h) + c[3])],
    ],
  }
}

/** How to set up RMSprop. */
export type RMSpropOptions = Partial<Pick<RMSprop, 'lr' | 'decayRate' | 'eps'>>
