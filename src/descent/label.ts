import type { Hyperparameters } from '../types'

/** What is needed of an optimizer here. */
interface Named {
  readonly hyperparameters: Hyperparameters
}

/**
 * The hyperparameters that each class has by default: looked up only once, because there are many walks.
 */
const defaults = new WeakMap<object, Hyperparameters>()

/**
 * What a walk is called: the class, its learning rate, and each other hyperparameter that is not the
 * default.
 *
 * @param optimizer - One of the package, or a class that extends one.
 * @param now - Its hyperparameters.
 * @example labelOf(sgd, { lr: 0.95 }) // 'SGD 0.95'
 * @example labelOf(momentum, { lr: 0.1, momentum: 0.5 }) // 'Momentum 0.1, momentum 0.5'
 */
export function labelOf(optimizer: Named, now: Hyperparameters): string {
  const usual = defaultsOf(optimizer)
  let label = optimizer.constructor.name
  for (const name of Object.keys(now)) {
    if (name === 'lr') label += ` ${inDigits(now[name]!)}`
    else if (now[name] !== usual[name]) label += `, ${name} ${inDigits(now[name]!)}`
  }
  return label
}

/** A value as short as a legend needs it: at most four digits. */
export function inDigits(value: number | string): string {
  const text = String(value)
  if (typeof value === 'string' || text.length <= 6) return text
  const short = Number(value.toPrecision(4))
  return Math.abs(short) < 1e6 ? String(short) : short.toExponential()
}

function defaultsOf(optimizer: Named): Hyperparameters {
  const Class = optimizer.constructor as new () => Named
  let known = defaults.get(Class)
  if (known === undefined) {
    try {
      known = new Class().hyperparameters
    } catch {
      // A learner's subclass whose constructor needs arguments: then all of its settings are named.
      known = {}
    }
    defaults.set(Class, known)
  }
  return known
}
