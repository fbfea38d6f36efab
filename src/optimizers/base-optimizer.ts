import { checkNumber, checkOptions, nameOf } from '../check'
import type { Grads, Optimizer, Params, Vector } from '../types'
import { allFinite } from '../wasm/all-finite'
import { type Arena, arenaOf, type Kernels, kernelsFor } from '../wasm/kernels'

/** What an optimizer remembers of one parameter: t, the number of its updates, and vectors by name. */
export type State<Slot extends string> = { t: number } & Record<Slot, Vector>

/** What an optimizer keeps of one parameter. */
interface Memory<Slot extends string> {
  readonly state: State<Slot>
  /** Where the vectors of `state` lie, with the parameter; undefined unless in WebAssembly memory. */
  readonly arena: Arena | undefined
  /** Where a gradient that lies elsewhere is copied to, in WebAssembly memory. */
  grad: Vector | undefined
  /** Whether the last update left the parameter finite: then it is not looked through again. */
  finite: boolean
}

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
  readonly #memories = new Map<string, Memory<Slot>>()
  /** A parameter that is a number goes through these, so that a formula is written once, for vectors. */
  readonly #number = { param: new Float64Array(1), grad: new Float64Array(1) }
  /** The record of numbers that was last seen to be changeable. */
  #open: object | undefined
  readonly #compiles: boolean

  /**
   * @param options - What the constructor was given, to be checked for unknown names.
   * @param accepted - The names of the options there are.
   * @param slots - The names of the vectors to remember of each parameter; they start as zeros.
   */
  constructor(options: object, accepted: readonly string[], slots: readonly Slot[] = []) {
    checkOptions(new.target.name, options, accepted)
    this.#slots = slots
    // A subclass with a formula of its own must not get its parent's compiled one.
    this.#compiles = ownerOf(this, 'compiled') === ownerOf(this, 'step')
  }

  /** Throws unless every hyperparameter is what it may be; also before every update, as they can be set. */
  protected checkHyperparameters(): void {
    checkNumber('lr', this.lr, 0)
  }

  /** The formula: changes the elements of one parameter in place. */
  protected abstract step(param: Vector, grad: Vector, state: State<Slot>): void

  /**
   * The same for arrays in WebAssembly memory, by its loops; optional.
   *
   * @returns 1 where all elements of the parameter are finite afterwards, else 0.
   */
  protected compiled?(kernels: Kernels, param: Vector, grad: Vector, state: State<Slot>): number

  /**
   * Takes one step: changes `params` in place.
   *
   * @param params - The parameters by name, each a number, a Float64Array or a Float32Array; arrays from
   * `allocate` are the fastest.
   * @param grads - Their gradients: the same names, each of the same kind and length.
   * @throws TypeError for a gradient that is missing, left over or of another kind; RangeError for one
   * of another length, and where a parameter, a gradient or a hyperparameter is not finite or out of
   * its interval. Nothing has changed then. (A parameter in WebAssembly memory that the last update left
   * finite is not looked through again: what somebody else wrote into it since is noticed one update
   * later.)
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
    this.#check(params, grads)

    // Nothing here or below makes an object at each step: a network's training would wait for V8 to
    // clear them away.
    for (const name in params) {
      const param: number | Vector = params[name]!
      const grad: number | Vector = grads[name]!
      const memory = this.#memoryOf(name, param)
      memory.state.t++
      if (typeof param === 'number') {
        const number = this.#number
        number.param[0] = param
        number.grad[0] = grad as number
        this.step(number.param, number.grad, memory.state)
        ;(params as Record<string, number>)[name] = number.param[0]!
      } else {
        const near = this.#compiles ? gradNear(memory, param, grad as Vector) : undefined
        if (near === undefined) {
          this.step(param, grad as Vector, memory.state)
        } else {
          const kernels = kernelsFor(memory.arena!, param)
          memory.finite = this.compiled!(kernels, param, near, memory.state) === 1
        }
      }
    }
  }

  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void {
    this.#memories.clear()
  }

  /**
   * What is remembered of each parameter, by name: t, the number of its updates, and vectors such as
   * Adam's m and v, with one element for a parameter that is a number. Not a copy.
   *
   * @example adam.state.x?.m[0]
   */
  get state(): Readonly<Record<string, State<Slot>>> {
    return Object.fromEntries(Array.from(this.#memories, ([name, { state }]) => [name, state]))
  }

  #memoryOf(name: string, param: number | Vector): Memory<Slot> {
    let memory = this.#memories.get(name)
    if (memory === undefined) {
      const like = typeof param === 'number' ? this.#number.param : param
      let arena = arenaOf(like)
      let zeros = this.#slots.map(() => arena?.zeros(like, like.length))
      if (zeros.includes(undefined)) {
        arena = undefined
        const Kind = like instanceof Float32Array ? Float32Array : Float64Array
        zeros = this.#slots.map(() => new Kind(like.length))
      }
      const state = { t: 0 } as State<Slot>
      this.#slots.forEach((slot, i) => {
        ;(state as Record<string, unknown>)[slot] = zeros[i]
      })
      memory = { state, arena, grad: undefined, finite: false }
      this.#memories.set(name, memory)
    }
    return memory
  }

  /** Throws unless every parameter has its gradient, both finite. */
  #check(params: Params, grads: Params): void {
    checkRecord('params', params)
    checkRecord('grads', grads)
    let count = 0
    for (const name in params) {
      count++
      const param = params[name]!
      if (typeof param === 'number' && this.#open !== params) this.#checkOpen(params, name)
      if (!Object.hasOwn(grads, name)) {
        throw new TypeError(`grads has no gradient for the parameter '${name}'.`)
      }
      const grad = grads[name]!
      checkPair(name, param, grad)
      const memory = this.#memories.get(name)
      if (memory !== undefined) this.#checkLength(name, memory.state, param)
      if (typeof param !== 'number') {
        if (!memory?.finite) checkFinite('parameter', name, param)
        checkFinite('gradient', name, grad as Vector)
      }
    }
    // Every parameter has its gradient, so that one left over shows in the count.
    for (const _ in grads) count--
    if (count !== 0) {
      const names = Object.keys(params)
      const extra = Object.keys(grads).find(name => !Object.hasOwn(params, name))
      throw new TypeError(
        `grads has a gradient '${extra}' that belongs to no parameter; the parameters are ${names.join(', ')}.`,
      )
    }
  }

  #checkOpen(params: Params, name: string): void {
    if (Object.isFrozen(params)) {
      throw new TypeError(`the parameter '${name}' cannot change: params is frozen.`)
    }
    this.#open = params
  }

  /** What is remembered of a parameter fits only as long as that keeps its length. */
  #checkLength(name: string, state: State<Slot>, param: number | Vector): void {
    const slot = this.#slots[0]
    if (slot === undefined) return
    const before = (state[slot] as Vector).length
    const now = typeof param === 'number' ? 1 : param.length
    if (now !== before) {
      throw new RangeError(
        `the parameter '${name}' had ${before} elements at its last update and has ${now} now; call reset() to begin anew.`,
      )
    }
  }
}

/** The object, or the prototype of it, that has a method of this name as its own. */
function ownerOf(object: object, method: string): object | undefined {
  let owner: object | null = object
  while (owner !== null && !Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner)
  return owner ?? undefined
}

/**
 * The gradient, or a copy of it, in the WebAssembly memory of a parameter and of what is remembered of
 * it; undefined where these do not lie in one.
 */
function gradNear(
  memory: { readonly arena: Arena | undefined; grad: Vector | undefined },
  param: Vector,
  grad: Vector,
): Vector | undefined {
  const { arena } = memory
  if (arena === undefined || param.buffer !== arena.buffer) return undefined
  if (grad.buffer === arena.buffer) return grad
  memory.grad ??= arena.zeros(param, param.length)
  memory.grad?.set(grad)
  return memory.grad
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
}

function isVector(value: unknown): value is Vector {
  return value instanceof Float64Array || value instanceof Float32Array
}

function checkFinite(what: string, name: string, vector: Vector): void {
  if (allFinite(vector)) return
  const index = vector.findIndex(element => !Number.isFinite(element))
  throw notFinite(what, name, vector[index]!, ` at index ${index}`)
}

function notFinite(what: string, name: string, value: number, where = ''): RangeError {
  return new RangeError(
    `the ${what} ${what === 'gradient' ? 'of ' : ''}'${name}' must be finite, got ${value}${where}.`,
  )
}
