import type { Vector } from '../types'
import type { About } from './about'
import type { State } from './base-optimizer'
import { Momentum } from './momentum'

/**
 * Momentum that looks ahead: it takes the slope at the point to which its velocity is about to carry it.
 *
 * v ← α·v − η·g(x + α·v)
 * x ← x + v
 *
 * An optimizer is given the gradient at the parameters, so the parameters are kept at the point looked
 * ahead to, X = x + α·v. Written for X, the same method is
 *
 * v ← α·v − η·g(X)
 * X ← X + α·v − η·g(X)      with the new v
 *
 * PyTorch's SGD with nesterov=True is the same as long as lr does not change.
 *
 * Source: Nesterov, A method for solving the convex programming problem with convergence rate O(1/k²),
 * 1983; for X: Bengio et al., Advances in optimizing recurrent networks, arXiv:1212.0901, 2012, eq. 7.
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.01. `momentum`: α, from
 * 0 (SGD) to below 1, by default 0.9. On a bowl whose largest curvature is L, the walk converges if
 * η·L < (2 + 2α)/(1 + 2α).
 * @throws TypeError for an unknown option or for what is not a number, RangeError for a number outside
 * its interval.
 * @example
 * const params = { x: -7, y: 2 }
 * new Nesterov({ lr: 0.1 }).update(params, { x: -0.7, y: 4 })
 * console.log(params.y.toFixed(2)) // 1.24
 */
export class Nesterov extends Momentum {
  protected override step(x: Vector, g: Vector, { velocity: v }: State<'velocity'>): void {
    const { lr, momentum } = this
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! - lr * g[i]!
      x[i]! += momentum * v[i]! - lr * g[i]!
    }
  }

  static override readonly about: About<'velocity'> = { ...Momentum.about, rule: 'nesterov' }
}
