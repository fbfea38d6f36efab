import { checkOptions } from '../check'
import type { Grads, Hyperparameters, Optimizer, Params, Vector } from '../types'
import { type About, type Coefficients, type Derived, learningRate } from './about'
import { checkUpdate } from './engine/check-update'
import { bringNear, stepCompiled } from './engine/compiled'
import { Memories, type Memory } from './engine/memory'
import { checkResult, staysFinite } from './engine/overflow'
import { type Facts, factsOf, Settings } from './engine/settings'
import { makeStepper, type Stepper } from './engine/stepper'

/**
 * What an optimizer remembers about one parameter: t, how many updates it has had, and vectors by name.
 */
export type State<Slot extends string> = { t: number } & Record<Slot, Vector>

/** Where coefficients stand if no compiled formula asks for them. */
export const spare: Coefficients = new Float64Array(10) as unknown as Coefficients

/** For `descend`, which checks everything itself: begins anew, with parameters that are numbers. */
export let stepperOf: (optimizer: BaseOptimizer, names: readonly string[]) => Stepper

/** For the explorer: what follows from what is remembered about a parameter that is a number. */
export let derivedOf: (optimizer: BaseOptimizer, state: State<string>) => readonly Derived[]

/**
 * What all optimizers share: setting hyperparameters, checking everything before anything changes, and
 * keeping what is remembered about each parameter. A subclass adds the formula: `step`, one loop over the
 * elements of one parameter. What can be set and what is remembered stands in its static `about`.
 *
 * @typeParam Slot - The names of the vectors remembered about each parameter; none for SGD.
 * @typeParam Options - What the constructor takes.
 */
export abstract class BaseOptimizer<
  Slot extends string = never,
  Options extends object = { lr?: number },
> implements Optimizer
{
  /** What can be set, and what is remembered. */
  static readonly about: About = { hyperparameters: { lr: learningRate(0.01) }, slots: {} }

  /** The learning rate η: how far a step goes for a given slope; a finite number ≥ 0. */
  declare lr: number

  readonly #facts: Facts
  readonly #settings: Settings
  readonly #memories: Memories

  /**
   * @param options - Hyperparameters by name; those left out have their defaults.
   * @throws TypeError for an unknown option or a value of another kind; RangeError for a number outside
   * its interval and for an unknown word.
   */
  constructor(options: Options = {} as Options) {
    this.#facts = factsOf(new.target)
    checkOptions(new.target.name, options, this.#facts.names)
    this.#settings = new Settings(this, this.#facts, options)
    this.#memories = new Memories(this.#facts)
  }

  /** The formula: changes the elements of one parameter in place. */
  protected abstract step(param: Vector, grad: Vector, state: State<Slot>): void

  /**
   * For the compiled formula of `about.rule`: sets c0, c1, … to what they are at update t, in `c`; by
   * default to the hyperparameters, in their order.
   */
  protected coefficients(_t: number, c: Coefficients = spare): Coefficients {
    this.#settings.writeTo(c)
    return c
  }

  /**
   * Takes one step: changes `params` in place.
   *
   * @param params - The parameters by name, each a number, a Float64Array or a Float32Array; arrays from
   * `allocate` are the fastest.
   * @param grads - Their gradients: the same names, each of the same kind and length.
   * @throws TypeError for a gradient that is missing, left over or of another kind, a parameter that
   * cannot be changed, and two that share an array; RangeError for a gradient of another length, for a
   * parameter, gradient or hyperparameter that is not finite or not accepted, and if the formula would
   * give a number that is not finite. In each case nothing has changed. (A parameter in WebAssembly
   * memory that the last update left finite is not checked again: if something else writes into it, that
   * is noticed one update later.)
   * @example
   * const params = { x: -7, y: 2 }
   * new SGD({ lr: 0.95 }).update(params, { x: -0.7, y: 4 })
   * console.log(params) // { x: -6.335, y: -1.7999999999999998 }
   */
  update<P extends Params, G extends Grads<P>>(
    params: P,
    grads: G & { readonly [Name in Exclude<keyof G, keyof P>]: never },
  ): void {
    // Again, because they can be set.
    this.#settings.check()
    const { plan } = this.#memories
    const count = checkUpdate(params, grads, this.#memories)
    const sure = this.#staysFinite(count)
    if (!sure) for (let i = 0; i < count; i++) plan[i]!.keep()
    try {
      for (let i = 0; i < count; i++) this.#step(plan[i]!, sure)
    } catch (error) {
      for (let i = 0; i < count; i++) plan[i]!.undo()
      throw error
    }
    for (let i = 0; i < count; i++) {
      const { param, number, name } = plan[i]!
      if (param === number) (params as Record<string, number>)[name] = number[0]!
    }
  }

  #step(memory: Memory, sure: boolean): void {
    const { param, grad, state } = memory
    state.t++
    if (bringNear(memory)) {
      this.coefficients(state.t, memory.numbers)
      stepCompiled(memory)
    } else {
      this.step(param, grad, state as State<Slot>)
    }
    if (!sure) checkResult(memory, (this as { eps?: unknown }).eps)
  }

  /** Whether this update is sure to stay finite; a learner's own formula may do anything. */
  #staysFinite(count: number): boolean {
    let sure = this.#facts.rule !== undefined
    for (let i = 0; sure && i < count; i++) {
      sure = staysFinite(this.#memories.plan[i]!, this, this.#settings)
    }
    return sure
  }

  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void {
    this.#memories.clear()
  }

  /**
   * What is remembered about each parameter, by name: t, how many updates it has had, and vectors such as
   * Adam's m and v, with one element for a parameter that is a number. Not a copy.
   *
   * @example adam.state.x?.m[0]
   */
  get state(): Readonly<Record<string, State<Slot>>> {
    const updated = this.#memories.all.filter(({ state }) => state.t > 0)
    return Object.fromEntries(updated.map(({ name, state }) => [name, state as State<Slot>]))
  }

  /**
   * The hyperparameters by name, as they are set now, in the order of the docstring.
   *
   * @example new Momentum({ lr: 0.1 }).hyperparameters // { lr: 0.1, momentum: 0.9 }
   */
  get hyperparameters(): Hyperparameters {
    const set: Record<string, number | string> = {}
    for (const name of this.#facts.names) set[name] = (this as Record<string, never>)[name]!
    return set
  }

  static {
    // Here, where they may see what is private.
    stepperOf = (optimizer, names) => {
      optimizer.#settings.check()
      return makeStepper(names, optimizer.#memories, (x, g, state) => optimizer.step(x, g, state))
    }
    derivedOf = (optimizer, state) =>
      optimizer.#facts.about.derived?.(
        Object.fromEntries(optimizer.#facts.slots.map(slot => [slot, state[slot]![0]!])),
        optimizer.coefficients(state.t),
      ) ?? []
  }
}
