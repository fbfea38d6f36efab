import { checkNumber, checkOptions, nameOf } from '../check'
import type { Grads, Optimizer, Params } from '../types'

/** The elements of one parameter, of its gradient or of what is remembered of it. */
export type Vector = Float64Array | Float32Array

/** What an optimizer remembers of one parameter: t, the number of its updates, and vectors by name. */
export type State<Slot extends string> = { t: number } & Record<Slot, Vector>

/**
 * What all optimizers share: it walks the parameters, checks everything before it changes anything,
 * and keeps what is remembered of each. A subclass adds one loop over the elements of one parameter,
 * the formula.
 *
 * @typeParam Slot - The names of the vectors remembered of each parameter; none for SGD.
 */
export abstract class BaseOptimizer<Slot extends string = never> implements Optimizer {
  /** The learning rate η: how far a step goes for a given slope; a finite number ≥ 0. */
  abstract lr: number

  readonly #slots: readonly Slot[]
  readonly #states = new Map<string, State<Slot>>()
  /** A parameter that is a number goes through these, so that a formula is written once, for vectors. */
  readonly #number = { param: new Float64Array(1), grad: new Float64Array(1) }

  /**
   * @param options - What the constructor was given, to be checked for unknown names.
   * @param accepted - The names of the options there are.
   * @param slots - The names of the vectors to remember of each parameter; they start as zeros.
   */
  constructor(options: object, accepted: readonly string[], slots: readonly Slot[] = []) {
    checkOptions(new.target.name, options, accepted)
    this.#slots = slots
  }

  /** Throws unless every hyperparameter is what it may be; also before every update, as they can be set. */
  protected checkHyperparameters(): void {
    checkNumber('lr', this.lr, 0)
  }

  /** The formula: changes the elements of one parameter in place. */
  protected abstract step(param: Vector, grad: Vector, state: State<Slot>): void

  /**
   * Takes one step: changes `params` in place.
   *
   * @param params - The parameters by name, each a number, a Float64Array or a Float32Array.
   * @param grads - Their gradients: the same names, each of the same kind and length.
   * @throws TypeError for a gradient that is missing, left over or of another kind; RangeError for one
   * of another length, and where a parameter, a gradient or a hyperparameter is not finite or out of
   * its interval. Nothing has changed then.
   * @example
   * const params = { x: -7, y: 2 }
   * new SGD({ lr: 0.95 }).update(params, { x: -0.7, y: 4 })
   * console.log(params) // { x: -6.335, y: -1.7999999999999998 }
   */
  update<P extends Params, G extends Grads<P>>(
    params: P,
    grads: G & { readonly [Name in Exclude<keyof G, keyof P>]: never },
  ): void {
    this.checkHyperparameters()
    const names = checkPairs(params, grads)
    for (const name of names) this.#checkLength(name, params[name]!)

    for (const name of names) {
      const param = params[name]!
      const grad = grads[name]!
      const state = this.#stateOf(name, param)
      state.t++
      if (typeof param === 'number') {
        const number = this.#number
        number.param[0] = param
        number.grad[0] = grad as number
        this.step(number.param, number.grad, state)
        ;(params as Record<string, number>)[name] = number.param[0]
      } else {
        this.step(param, grad as Vector, state)
      }
    }
  }

  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void {
    this.#states.clear()
  }

  /**
   * What is remembered of each parameter, by name: t, the number of its updates, and vectors such as
   * Adam's m and v, with one element for a parameter that is a number. Not a copy.
   *
   * @example adam.state.x?.m[0]
   */
  get state(): Readonly<Record<string, State<Slot>>> {
    return Object.fromEntries(this.#states)
  }

  #stateOf(name: string, param: number | Vector): State<Slot> {
    let state = this.#states.get(name)
    if (state === undefined) {
      const zeros = (): Vector => {
        if (typeof param === 'number') return new Float64Array(1)
        return param instanceof Float32Array
          ? new Float32Array(param.length)
          : new Float64Array(param.length)
      }
      state = {
        t: 0,
        ...Object.fromEntries(this.#slots.map(slot => [slot, zeros()])),
      } as State<Slot>
      this.#states.set(name, state)
    }
    return state
  }

  /** What is remembered of a parameter fits only as long as that keeps its length. */
  #checkLength(name: string, param: number | Vector): void {
    const slot = this.#slots[0]
    if (slot === undefined) return
    const state = this.#states.get(name)
    if (state === undefined) return
    const before = (state[slot] as Vector).length
    const now = typeof param === 'number' ? 1 : param.length
    if (now !== before) {
      throw new RangeError(
        `the parameter '${name}' had ${before} elements at its last update and has ${now} now; call reset() to begin anew.`,
      )
    }
  }
}

/** Throws unless every parameter has its gradient, both finite; returns the names. */
function checkPairs(params: Params, grads: Params): string[] {
  checkRecord('params', params)
  checkRecord('grads', grads)
  const names = Object.keys(params)
  const frozen = Object.isFrozen(params)
  for (const name of names) {
    if (frozen && typeof params[name] === 'number') {
      throw new TypeError(`the parameter '${name}' cannot change: params is frozen.`)
    }
    if (!Object.hasOwn(grads, name)) {
      throw new TypeError(`grads has no gradient for the parameter '${name}'.`)
    }
    checkPair(name, params[name]!, grads[name]!)
  }
  // Every parameter has its gradient, so that one left over shows in the count.
  const gradNames = Object.keys(grads)
  if (gradNames.length !== names.length) {
    const extra = gradNames.find(name => !Object.hasOwn(params, name))
    throw new TypeError(
      `grads has a gradient '${extra}' that belongs to no parameter; the parameters are ${names.join(', ')}.`,
    )
  }
  return names
}

function checkRecord(what: string, record: Params): void {
  if (
    typeof record !== 'object' ||
    record === null ||
    Array.isArray(record) ||
    ArrayBuffer.isView(record)
  ) {
    throw new TypeError(`${what} must be an object such as { x: 1, y: 2 }, got ${nameOf(record)}.`)
  }
}

function checkPair(name: string, param: number | Vector, grad: number | Vector): void {
  if (typeof param === 'number' && typeof grad === 'number') {
    if (!Number.isFinite(param)) throw notFinite('parameter', name, param)
    if (!Number.isFinite(grad)) throw notFinite('gradient', name, grad)
    return
  }
  if (typeof param !== 'number' && !isVector(param)) {
    throw new TypeError(
      `the parameter '${name}' must be a number, a Float64Array or a Float32Array, got ${nameOf(param)}.`,
    )
  }
  if (typeof param === 'number' || !isVector(grad) || grad.constructor !== param.constructor) {
    const kind = typeof param === 'number' ? 'a number' : nameOf(param)
    throw new TypeError(
      `the gradient of '${name}' must be ${kind} like the parameter, got ${nameOf(grad)}.`,
    )
  }
  if (grad.length !== param.length) {
    throw new RangeError(
      `the gradient of '${name}' must have ${param.length} elements like the parameter, got ${grad.length}.`,
    )
  }
  checkFinite('parameter', name, param)
  checkFinite('gradient', name, grad)
}

function isVector(value: unknown): value is Vector {
  return value instanceof Float64Array || value instanceof Float32Array
}

function checkFinite(what: string, name: string, vector: Vector): void {
  // 0 times anything finite is 0, so one sum tells of all elements, and faster than a look at each.
  let sum = 0
  for (let i = 0; i < vector.length; i++) sum += 0 * vector[i]!
  if (sum === 0) return
  const index = vector.findIndex(element => !Number.isFinite(element))
  throw notFinite(what, name, vector[index]!, ` at index ${index}`)
}

function notFinite(what: string, name: string, value: number, where = ''): RangeError {
  return new RangeError(
    `the ${what} ${what === 'gradient' ? 'of ' : ''}'${name}' must be finite, got ${value}${where}.`,
  )
}
