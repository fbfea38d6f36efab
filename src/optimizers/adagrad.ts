import type { Vector } from '../types'
import { type About, epsilon, learningRate } from './about'
import { BaseOptimizer, type State } from './base-optimizer'

/**
 * A learning rate of its own for each parameter: the more slope it has seen, the smaller.
 *
 * h ← h + g²
 * x ← x − η·g/(√h + ε)
 *
 * The first step is η for every parameter, however steep the ground. h never shrinks, and so the rate
 * η/√h never grows; where the slope stays the same, step t is η/√t long, and t steps are about 2η√t. The
 * same as PyTorch's Adagrad with an ε of 1e-10, outside the root. Keras and optax start h at 0.1 and add
 * their ε of 1e-7 inside the root.
 *
 * Source: Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011 (the diagonal form).
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.01. `eps`: ε, a finite
 * number ≥ 0, by default 1e-7.
 * @throws TypeError for an unknown option or anything that is not a number, RangeError for a number
 * outside its interval.
 * @example
 * const params = { x: -7, y: 2 }
 * new AdaGrad({ lr: 1.5 }).update(params, { x: -0.7, y: 4 })
 * console.log(params.x.toFixed(4), params.y.toFixed(4)) // -5.5000 0.5000
 */
export class AdaGrad extends BaseOptimizer<'h', AdaGradOptions> {
  protected override step(x: Vector, g: Vector, { h }: State<'h'>): void {
    const { lr, eps } = this
    for (let i = 0; i < x.length; i++) {
      h[i]! += g[i]! * g[i]!
      x[i]! -= (lr * g[i]!) / (Math.sqrt(h[i]!) + eps)
    }
  }

  /** ε, which prevents a division of 0 by 0; a finite number ≥ 0, by default 1e-7. */
  declare eps: number

  static override readonly about: About<'h'> = {
    rule: 'adagrad',
    hyperparameters: { lr: learningRate(0.01), eps: epsilon() },
    slots: { h: ['h', 'sum of g²'] },
    derived: ({ h }, c) => [
      ['η/(√h + ε)', 'effective learning rate', c[0] / (Math.sqrt(h) + c[1])],
    ],
  }
}

/** How to set up AdaGrad. */
export type AdaGradOptions = Partial<Pick<AdaGrad, 'lr' | 'eps'>>
