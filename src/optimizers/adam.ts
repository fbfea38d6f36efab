import { power } from '../math'
import type { Vector } from '../types'
import { type About, type Coefficients, choice, epsilon, learningRate, share } from './about'
import { BaseOptimizer, type State, spare } from './base-optimizer'

/**
 * Momentum and RMSprop in one: a moving average of g, divided by the root of one of g², both corrected
 * for having started at 0.
 *
 * m ← β₁·m + (1 − β₁)·g,  m̂ = m/(1 − β₁ᵗ)
 * v ← β₂·v + (1 − β₂)·g²,  v̂ = v/(1 − β₂ᵗ)
 * x ← x − η·m̂/(√v̂ + ε)
 *
 * That is 'moments', as in PyTorch and optax, whose ε is 1e-8. 'step', as in Keras, puts the correction
 * into the learning rate: x ← x − ηₜ·m/(√v + ε) with ηₜ = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ), which is 'moments'
 * with ε/√(1 − β₂ᵗ) for ε. 'none' has m and v for m̂ and v̂.
 *
 * Where gradients stay the same a step is η long, whatever their size: η has to fit the distance to go.
 * It is shorter where they change sign, and longer where one is much larger than those before it.
 *
 * Source: Kingma and Ba, Adam: a method for stochastic optimization, 2015, Algorithm 1 and section 2.
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.001. `beta1`, `beta2`: β₁
 * and β₂, from 0 to below 1, by default 0.9 and 0.999. `eps`: ε, a finite number ≥ 0, by default 1e-7.
 * `biasCorrection`: 'moments', 'step' or 'none', by default 'moments'.
 * @throws TypeError for an unknown option or a value that is not a number; RangeError for a number outside
 * its interval or an unknown biasCorrection.
 * @example
 * const params = { x: -7, y: 2 }
 * new Adam({ lr: 0.3 }).update(params, { x: -0.7, y: 4 })
 * console.log(params.x.toFixed(4), params.y.toFixed(4)) // -6.7000 1.7000
 */
export class Adam extends BaseOptimizer<'m' | 'v', AdamOptions> {
  protected override step(x: Vector, g: Vector, { t, m, v }: State<'m' | 'v'>): void {
    const { lr, beta1, beta2 } = this
    // 1/(1 − β₁ᵗ), 1/(1 − β₂ᵗ), ε
    const { 5: perM, 6: perV, 7: eps } = this.coefficients(t)
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      const mHat = m[i]! * perM
      const vHat = v[i]! * perV
      x[i]! -= (lr * mHat) / (Math.sqrt(vHat) + eps)
    }
  }

  protected override coefficients(t: number, c: Coefficients = spare): Coefficients {
    c[0] = this.lr
    c[1] = this.beta1
    c[2] = this.beta2
    for (let i = 1; i <= 2; i++) {
      c[i + 2] = 1 - c[i]!
      c[i + 4] = this.biasCorrection === 'none' ? 1 : 1 / (1 - power(c[i]!, t))
    }
    c[7] = this.biasCorrection === 'step' ? this.eps * Math.sqrt(c[6]) : this.eps
    return c
  }

  /** β₁, the share of the average of g that each step keeps, from 0 to below 1; by default 0.9. */
  declare beta1: number
  /** β₂, the share of the average of g² that each step keeps, from 0 to below 1; by default 0.999. */
  declare beta2: number
  /** ε, which prevents a division of 0 by 0; a finite number ≥ 0, by default 1e-7. */
  declare eps: number
  /** Where to correct for the averages' start at 0; by default in the averages, 'moments'. */
  declare biasCorrection: BiasCorrection

  static override readonly about: About<'m' | 'v'> = {
    rule: 'adam',
    hyperparameters: {
      lr: learningRate(0.001),
      beta1: share('β₁', 'the average of g', 0.9),
      beta2: share('β₂', 'the average of g²', 0.999),
      eps: epsilon(),
      biasCorrection: choice('where the start at 0 is corrected', 'moments', 'step', 'none'),
    },
    slots: { m: ['m', 'average of g'], v: ['v', 'average of g²'] },
    derived: ({ m, v }, c) => [
      ['m̂', 'm, corrected', m * c[5]],
      ['v̂', 'v, corrected', v * c[6]],
      ['η/(√v̂ + ε)', 'effective learning rate', c[0] / (Math.sqrt(v * c[6]) + c[7])],
    ],
  }
}

/** How to set up Adam. */
export type AdamOptions = Partial<Pick<Adam, 'lr' | 'beta1' | 'beta2' | 'eps' | 'biasCorrection'>>
/** Where Adam corrects for its start at 0: in the averages, in the learning rate, or not at all. */
export type BiasCorrection = 'moments' | 'step' | 'none'
