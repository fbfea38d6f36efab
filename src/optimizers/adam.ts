import { checkNumber, nameOf } from '../check'
import { power } from '../math'
import type { Vector } from '../types'
import type { Kernels } from '../wasm/kernels'
import { BaseOptimizer, type State } from './base-optimizer'

/** How to set up Adam. */
export interface AdamOptions {
  /** The learning rate η, a finite number ≥ 0; by default 0.001. */
  readonly lr?: number
  /** The share β₁ that the average of g keeps, from 0 to below 1; by default 0.9. */
  readonly beta1?: number
  /** The share β₂ that the average of g² keeps, from 0 to below 1; by default 0.999. */
  readonly beta2?: number
  /** ε, which avoids 0/0; a finite number ≥ 0, by default 1e-7. */
  readonly eps?: number
  /** Where to correct for the averages' start at 0; by default in the 'step'. */
  readonly biasCorrection?: BiasCorrection
}

/** 'step': in the learning rate. 'moments': in the averages. 'none': not at all. */
export type BiasCorrection = 'step' | 'moments' | 'none'

const biasCorrections: readonly BiasCorrection[] = ['step', 'moments', 'none']

/**
 * Momentum and RMSprop in one: a moving average of g, divided by the root of one of g², both corrected
 * for having started at 0.
 *
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 *
 * 'step':    ηₜ = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ),  x ← x − ηₜ·m/(√v + ε)
 * 'moments': m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ),  x ← x − η·m̂/(√v̂ + ε)
 * 'none':    x ← x − η·m/(√v + ε)
 *
 * The first two differ only in ε: 'step' with ε·√(1 − β₂ᵗ) is 'moments' with ε. With the default β₂ and
 * equal gradients, ε makes the first step 3 % shorter where the gradient is 1000 ε with 'step', and where
 * it is 30 ε with 'moments'; after some thousand steps both are the same. PyTorch's Adam and optax's are
 * 'moments' with ε 1e-8, Keras's is 'step' with 1e-7.
 *
 * Where gradients stay the same a step is η long, whatever their size; it is shorter where they change
 * sign, and longer where one is much larger than those before it. So η has to fit the distance to go: the
 * default is for the weights of networks.
 *
 * Source: Kingma and Ba, Adam: a method for stochastic optimization, arXiv:1412.6980, 2015; 'moments'
 * is Algorithm 1, 'step' the last paragraph of section 2.
 *
 * @param options - `lr`: the learning rate η, a finite number ≥ 0, by default 0.001. `beta1`, `beta2`:
 * from 0 to below 1, by default 0.9 and 0.999. `eps`: ε, a finite number ≥ 0, by default 1e-7.
 * `biasCorrection`: 'step', 'moments' or 'none', by default 'step'.
 * @throws TypeError for an unknown option or a value that is not a number; RangeError for a number outside
 * its interval or an unknown biasCorrection.
 * @example
 * const params = { x: -7, y: 2 }
 * new Adam({ lr: 0.3 }).update(params, { x: -0.7, y: 4 })
 * console.log(params.x.toFixed(4), params.y.toFixed(4)) // -6.7000 1.7000
 */
export class Adam extends BaseOptimizer<'m' | 'v'> {
  override lr: number
  beta1: number
  beta2: number
  eps: number
  biasCorrection: BiasCorrection
  /** The lr and ε of an update. An array, because V8 makes an object of each number that is returned. */
  readonly #corrected = new Float64Array(2)

  constructor(options: AdamOptions = {}) {
    super(options, ['lr', 'beta1', 'beta2', 'eps', 'biasCorrection'], ['m', 'v'])
    const { lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-7, biasCorrection = 'step' } = options
    this.lr = lr
    this.beta1 = beta1
    this.beta2 = beta2
    this.eps = eps
    this.biasCorrection = biasCorrection
    this.checkHyperparameters()
  }

  protected override checkHyperparameters(): void {
    super.checkHyperparameters()
    checkNumber('beta1', this.beta1, 0, 1)
    checkNumber('beta2', this.beta2, 0, 1)
    checkNumber('eps', this.eps, 0)
    if (!biasCorrections.includes(this.biasCorrection)) {
      throw new RangeError(
        `biasCorrection must be 'step', 'moments' or 'none', got ${nameOf(this.biasCorrection)}.`,
      )
    }
  }

  protected override step(x: Vector, g: Vector, { t, m, v }: State<'m' | 'v'>): void {
    const { beta1, beta2 } = this
    this.#correct(t)
    const lr = this.#corrected[0]!
    const eps = this.#corrected[1]!
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      x[i]! -= (lr * m[i]!) / (Math.sqrt(v[i]!) + eps)
    }
  }

  protected override compiled(
    kernels: Kernels,
    x: Vector,
    g: Vector,
    { t, m, v }: State<'m' | 'v'>,
  ): number {
    this.#correct(t)
    const { numbers } = kernels
    numbers[0] = this.#corrected[0]!
    numbers[1] = this.beta1
    numbers[2] = this.beta2
    numbers[3] = this.#corrected[1]!
    return kernels.adam(
      x.length,
      x.byteOffset,
      g.byteOffset,
      m.byteOffset,
      v.byteOffset,
      numbers.byteOffset,
    )
  }

  /**
   * Sets the learning rate and the ε that turn m and v into the corrected step of update t. 'moments' is
   * written as 'step' with another ε, so that one loop serves both.
   */
  #correct(t: number): void {
    const { lr, beta1, beta2, eps, biasCorrection } = this
    this.#corrected[0] = lr
    this.#corrected[1] = eps
    if (biasCorrection === 'none') return
    const root = Math.sqrt(1 - power(beta2, t))
    this.#corrected[0] = (lr * root) / (1 - power(beta1, t))
    if (biasCorrection === 'moments') this.#corrected[1] = eps * root
  }
}
