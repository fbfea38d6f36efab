import { log10, pow } from '../math'
import type { BaseOptimizer } from '../optimizers/base-optimizer'
import { catalogue, type OptimizerClass } from '../optimizers/catalogue'
import type { OptimizerSpec } from './spec'

/** The package's optimizers, by name. */
export const classes: Readonly<Record<string, OptimizerClass>> = catalogue

/** The hyperparameters of each class, in the order of their controls. */
export const settingsOf: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(catalogue).map(([name, { about }]) => [name, Object.keys(about.hyperparameters)]),
)

/** Makes an optimizer; throws the sentence of its class for a setting that it does not accept. */
export function make({ method, settings }: OptimizerSpec): BaseOptimizer {
  return new classes[method]!(settings)
}

/** What make() would need to make `optimizer` again; undefined if its class is not one of the package. */
export function specOf(optimizer: object): OptimizerSpec | undefined {
  const method = Object.entries(catalogue).find(([, one]) => optimizer.constructor === one)?.[0]
  if (method === undefined) return undefined
  const { hyperparameters } = optimizer as BaseOptimizer
  return { method, settings: hyperparameters as OptimizerSpec['settings'] }
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
  min: log10(min),
  max: log10(max),
  at: place => Number(pow(10, place).toPrecision(3)),
  of: value => log10(Math.max(value, min)),
})

/** By powers of ten of the distance to 1: 0, 0.9, 0.99, 0.999, … are evenly spaced. */
const shares = (min: number, max: number): Scale => ({
  min: -log10(1 - min),
  max: -log10(1 - max),
  at: place => Number((1 - Number(pow(10, -place).toPrecision(3))).toPrecision(8)),
  of: value => -log10(1 - value),
})

const known = Object.values(catalogue).flatMap(({ about }) => Object.entries(about.hyperparameters))

/** The scale of each hyperparameter that is a number. */
export const scales: Readonly<Record<string, Scale>> = Object.fromEntries(
  known.flatMap(([name, one]) =>
    'range' in one ? [[name, (one.below === 1 ? shares : powers)(...one.range)]] : [],
  ),
)

/** What a learner may choose where a hyperparameter is a word. */
export const choices: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  known.flatMap(([name, one]) => ('choices' in one ? [[name, one.choices]] : [])),
)
