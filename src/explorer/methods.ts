import { AdaGrad } from '../optimizers/adagrad'
import { Adam } from '../optimizers/adam'
import { Momentum } from '../optimizers/momentum'
import { Nesterov } from '../optimizers/nesterov'
import { RMSprop } from '../optimizers/rmsprop'
import { SGD } from '../optimizers/sgd'
import type { OptimizerSpec } from './spec'

/** An optimizer that the explorer can set, with its hyperparameters as properties. */
export type Explorable = SGD | Momentum | Nesterov | AdaGrad | RMSprop | Adam

/** The package's optimizers, by name. */
export const classes: Readonly<
  Record<string, new (settings: OptimizerSpec['settings']) => Explorable>
> = { SGD, Momentum, Nesterov, AdaGrad, RMSprop, Adam }

/** The hyperparameters of each class, in the order of their controls. */
export const settingsOf: Readonly<Record<string, readonly string[]>> = {
  SGD: ['lr'],
  Momentum: ['lr', 'momentum'],
  Nesterov: ['lr', 'momentum'],
  AdaGrad: ['lr', 'eps'],
  RMSprop: ['lr', 'decayRate', 'eps'],
  Adam: ['lr', 'beta1', 'beta2', 'eps', 'biasCorrection'],
}

/** Makes an optimizer; throws the sentence of its class for a setting that it does not accept. */
export function make({ method, settings }: OptimizerSpec): Explorable {
  return new classes[method]!(settings)
}

/** What make() would need to make `optimizer` again; undefined if its class is not one of the package. */
export function specOf(optimizer: object): OptimizerSpec | undefined {
  const method = Object.entries(classes).find(([, one]) => optimizer.constructor === one)?.[0]
  if (method === undefined) return undefined
  const all = optimizer as unknown as Record<string, number | string>
  return {
    method,
    settings: Object.fromEntries(settingsOf[method]!.map(name => [name, all[name]!])),
  }
}

/** How the numbers on a hyperparameter's slider are spaced. */
export interface Scale {
  /** The slider's ends. */
  readonly min: number
  readonly max: number
  /** The value at a place of the slider, of few digits. */
  at(place: number): number
  /** The place of a value. */
  of(value: number): number
}

/** By powers of ten. */
const powers = (min: number, max: number): Scale => ({
  min,
  max,
  at: place => Number((10 ** place).toPrecision(3)),
  of: value => (value > 0 ? Math.log10(value) : min),
})

/** By powers of ten of the distance to 1: 0, 0.9, 0.99, 0.999, … are evenly spaced. */
const shares: Scale = {
  min: 0,
  max: 4,
  at: place => Number((1 - Number((10 ** -place).toPrecision(3))).toPrecision(8)),
  of: value => -Math.log10(1 - value),
}

/** The scale of each hyperparameter that is a number. */
export const scales: Readonly<Record<string, Scale>> = {
  lr: powers(-5, 1),
  eps: powers(-12, 0),
  momentum: shares,
  decayRate: shares,
  beta1: shares,
  beta2: shares,
}

/** What a learner may choose where a hyperparameter is a word. */
export const choices: Readonly<Record<string, readonly string[]>> = {
  biasCorrection: ['step', 'moments', 'none'],
}
