import { type About, type Coefficients, checkHyperparameter, type Hyperparameter } from '../about'

/** What all optimizers of a class have in common. */
export interface Facts {
  readonly about: About
  readonly names: readonly string[]
  readonly hyperparameters: readonly Hyperparameter[]
  readonly slots: readonly string[]
  /** The name of the compiled formula; undefined if there is none, or if `step` is another class's. */
  readonly rule: string | undefined
}

const facts = new WeakMap<object, Facts>()

/** Looked up once for each class, because a course makes optimizers by the thousand. */
export function factsOf(Class: { readonly about: About; readonly prototype: object }): Facts {
  let found = facts.get(Class)
  if (found === undefined) {
    const { about } = Class
    let owner = Class.prototype
    while (!Object.hasOwn(owner, 'step')) owner = Object.getPrototypeOf(owner)
    found = {
      about,
      names: Object.keys(about.hyperparameters),
      hyperparameters: Object.values(about.hyperparameters),
      slots: Object.keys(about.slots),
      // A subclass with a formula of its own must not get its parent's compiled one.
      rule: Object.hasOwn(owner.constructor, 'about') ? about.rule : undefined,
    }
    facts.set(Class, found)
  }
  return found
}

/** The hyperparameters of an optimizer, which stand in its properties, where anybody may set them. */
export class Settings {
  readonly #of: Record<string, unknown>
  readonly #facts: Facts
  /** Those that were looked at last. */
  readonly #seen: unknown[] = []
  /** How many times larger than what goes into it a step of the package's formulas can be. */
  stretch = 1

  constructor(optimizer: object, facts: Facts, given: object) {
    this.#of = optimizer as Record<string, unknown>
    this.#facts = facts
    const { names, hyperparameters } = facts
    for (let i = 0; i < names.length; i++) {
      const value = (given as Record<string, unknown>)[names[i]!]
      // Not a number at first, so that reading it makes no object ("What V8 does", bench/README.md).
      this.#of[names[i]!] = undefined
      this.#of[names[i]!] = value === undefined ? hyperparameters[i]!.default : value
      this.#seen[i] = undefined
    }
    this.check()
  }

  /** Sets c0, c1, … to them, in their order. */
  writeTo(c: Coefficients): void {
    for (let i = 0; i < this.#seen.length; i++) c[i] = this.#seen[i] as number
  }

  /** Throws unless each is accepted. */
  check(): void {
    const { names, hyperparameters } = this.#facts
    let changed = false
    for (let i = 0; i < names.length; i++) {
      const value = this.#of[names[i]!]
      if (value === this.#seen[i]) continue
      checkHyperparameter(names[i]!, hyperparameters[i]!, value)
      this.#seen[i] = value
      changed = true
    }
    if (changed) this.#measure()
  }

  #measure(): void {
    const { names, hyperparameters } = this.#facts
    this.stretch = 1
    for (let i = 0; i < names.length; i++) {
      const value = this.#of[names[i]!] as number
      if (names[i] === 'lr') this.stretch *= Math.max(1, value)
      else if (names[i] === 'eps') this.stretch *= Math.max(1, 1 / value)
      else if ('below' in hyperparameters[i]!) this.stretch /= 1 - value
    }
  }
}
