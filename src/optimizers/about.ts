import { checkNumber, listed, nameOf } from '../check'

/**
 * What is to be known about an optimizer besides its formula. The checks and their sentences, the
 * explorer's controls and tables, the compiled loop and the tests all read it.
 */
export interface About<Slot extends string = string> {
  /** What can be set, by name, in the order of its docstring. */
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>
  /** The vectors remembered about each parameter, which start as zeros: their symbol and what they are. */
  readonly slots: Readonly<Record<Slot, readonly [symbol: string, meaning: string]>>
  /** The name of its compiled formula in src/wasm/assembly/rules.ts, if there is one. */
  readonly rule?: string
  /** What else is worth seeing of an update, worked out from the slots and the coefficients. */
  derived?(slots: Readonly<Record<Slot, number>>, c: Coefficients): readonly Derived[]
}

/** The numbers of a formula at an update, c0 to c9, as many as it needs. */
export interface Coefficients {
  [i: number]: number
  0: number
  1: number
  2: number
  3: number
  4: number
  5: number
  6: number
  7: number
  8: number
  9: number
}

/** A number that follows from what is remembered. */
export type Derived = readonly [symbol: string, meaning: string, value: number]

/** What an optimizer lets one set: a number or a word. */
export type Hyperparameter = Quantity | Choice

/** A hyperparameter that is a number. */
export interface Quantity {
  /** What formulas call it: 'η'. */
  readonly symbol: string
  /** What it is, in a few words: 'the learning rate'. */
  readonly meaning: string
  readonly default: number
  /** The smallest number accepted. */
  readonly min: number
  /** The number that it must stay below; without it any finite number will do. */
  readonly below?: number
  /** From where to where it is worth trying. */
  readonly range: readonly [number, number]
}

/** A hyperparameter that is a word. */
export interface Choice {
  readonly meaning: string
  readonly default: string
  readonly choices: readonly string[]
}

/** The learning rate η, a finite number ≥ 0. */
export function learningRate(byDefault: number): Quantity {
  const range = [1e-5, 10] as const
  return { symbol: 'η', meaning: 'the learning rate', default: byDefault, min: 0, range }
}

/** A share that each step keeps of something, from 0 to below 1. */
export function share(symbol: string, of: string, byDefault: number): Quantity {
  const meaning = `the share of ${of} that each step keeps`
  return { symbol, meaning, default: byDefault, min: 0, below: 1, range: [0, 0.9999] }
}

/** The ε of a denominator, a finite number ≥ 0. */
export function epsilon(byDefault = 1e-7): Quantity {
  const meaning = 'what prevents a division of 0 by 0'
  return { symbol: 'ε', meaning, default: byDefault, min: 0, range: [1e-12, 1] }
}

/** One of several words, the first by default. */
export function choice(meaning: string, first: string, ...others: string[]): Choice {
  return { meaning, default: first, choices: [first, ...others] }
}

/** Throws unless a hyperparameter accepts this value. */
export function checkHyperparameter(name: string, known: Hyperparameter, value: unknown): void {
  if ('min' in known) {
    checkNumber(name, value as number, known.min, known.below)
  } else if (!known.choices.includes(value as string)) {
    const words = known.choices.map(word => `'${word}'`)
    throw new RangeError(`${name} must be ${listed(words, 'or')}, got ${nameOf(value)}.`)
  }
}
