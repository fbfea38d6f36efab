import { checkNumber, checkOptions, nameOf } from '../check'
import type { Grads, Hyperparameters, Optimizer, Params, Vector } from '../types'
import { allFinite } from '../wasm/all-finite'
import { type Arena, arenaOf, type Kernels, kernelsFor } from '../wasm/kernels'

/** What an optimizer remembers of one parameter: t, the number of its updates, and vectors by name. */
export type State<Slot extends string> = { t: number } & Record<Slot, Vector>

/** What an optimizer keeps of one parameter. */
interface Memory<Slot extends string> {
  readonly name: string
  readonly state: State<Slot>
  /** Where the vectors of `state` lie, with the parameter; undefined unless in WebAssembly memory. */
  readonly arena: Arena | undefined
  /** Where a gradient that lies elsewhere is copied to, in WebAssembly memory. */
  nearGrad: Vector | undefined
  /** The parameter, where the last update left it finite: then it is not looked through again. */
  finite: Vector | undefined
  /** A parameter that is a number goes through these, so that a formula is written once, for vectors. */
  readonly param: Float64Array
  readonly grad: Float64Array
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

  readonly #names: readonly string[]
  readonly #slots: readonly Slot[]
  #memories: Memory<Slot>[] = []
  /** Those of the parameters of this update, one after the other. */
  #plan: Memory<Slot>[] = []
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
    this.#names = accepted
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
    const count = this.#check(params, grads)

    // Nothing here or in #check makes an object at each step: V8 would have to clear them away.
    for (let i = 0; i < count; i++) {
      const memory = this.#plan[i]!
      const { name, state } = memory
      if (state.t === 0) this.#memories.push(memory)
      state.t++
      const param: number | Vector = params[name]!
      if (typeof param === 'number') {
        this.step(memory.param, memory.grad, state)
        ;(params as Record<string, number>)[name] = memory.param[0]!
      } else {
        this.#stepVector(memory, param, grads[name] as Vector)
      }
    }
  }

  #stepVector(memory: Memory<Slot>, param: Vector, grad: Vector): void {
    const near = this.#compiles ? gradNear(memory, param, grad) : undefined
    if (near === undefined) {
      this.step(param, grad, memory.state)
    } else {
      const kernels = kernelsFor(memory.arena!, param)
      const finite = this.compiled!(kernels, param, near, memory.state) === 1
      memory.finite = finite ? param : undefined
    }
  }

  /**
   * For `descend`, which knows that all is well: begins anew with parameters that are numbers, and
   * returns what takes a step, given their values and gradients side by side. The formula goes over them
   * in one loop, and what is remembered is in `state` as after `update`; a walk takes half the time.
   */
  walk(names: readonly string[]): (params: Float64Array, grads: Float64Array) => void {
    this.checkHyperparameters()
    this.reset()
    const all = { t: 0 } as State<Slot>
    for (const slot of this.#slots) {
      ;(all as Record<string, unknown>)[slot] = new Float64Array(names.length)
    }
    const memories = names.map((name, i) => {
      const memory = this.#newMemory(name, 0)
      for (const slot of this.#slots) {
        const part = all[slot].subarray(i, i + 1)
        ;(memory.state as Record<string, unknown>)[slot] = part
      }
      return memory
    })
    return (params, grads) => {
      all.t++
      for (let i = 0; i < memories.length; i++) memories[i]!.state.t++
      this.#memories = memories
      this.step(params, grads, all)
    }
  }

  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void {
    this.#memories = []
    this.#plan = []
  }

  /**
   * What is remembered of each parameter, by name: t, the number of its updates, and vectors such as
   * Adam's m and v, with one element for a parameter that is a number. Not a copy.
   *
   * @example adam.state.x?.m[0]
   */
  get state(): Readonly<Record<string, State<Slot>>> {
    return Object.fromEntries(this.#memories.map(({ name, state }) => [name, state]))
  }

  /**
   * The hyperparameters by name, as they are set now, in the order of the docstring.
   *
   * @example new Momentum({ lr: 0.1 }).hyperparameters // { lr: 0.1, momentum: 0.9 }
   */
  get hyperparameters(): Hyperparameters {
    const own = this as unknown as Record<string, number | string>
    const set: Record<string, number | string> = {}
    for (const name of this.#names) set[name] = own[name]!
    return set
  }

  /** What is kept of the parameter that comes as number i, or is to be kept once it has been updated. */
  #memoryOf(i: number, name: string, param: number | Vector): Memory<Slot> {
    const memory = this.#plan[i]
    return memory?.name === name && memory.state.t > 0 ? memory : this.#findMemory(i, name, param)
  }

  /** By itself, as a function that makes another one makes an object each time it is called. */
  #findMemory(i: number, name: string, param: number | Vector): Memory<Slot> {
    const known = this.#memories.find(memory => memory.name === name)
    this.#plan[i] = known ?? this.#newMemory(name, param)
    return this.#plan[i]!
  }

  #newMemory(name: string, param: number | Vector): Memory<Slot> {
    const length = typeof param === 'number' ? 1 : param.length
    const Kind = param instanceof Float32Array ? Float32Array : Float64Array
    let arena = typeof param === 'number' ? undefined : arenaOf(param)
    const state = { t: 0 } as State<Slot>
    for (const slot of this.#slots) {
      const near = arena?.zeros(param as Vector, length)
      if (near === undefined) arena = undefined
      ;(state as Record<string, unknown>)[slot] = near ?? new Kind(length)
    }
    return {
      name,
      state,
      arena,
      nearGrad: undefined,
      finite: undefined,
      param: new Float64Array(1),
      grad: new Float64Array(1),
    }
  }

  /** Throws unless every parameter has its gradient, both finite; returns how many there are. */
  #check(params: Params, grads: Params): number {
    checkRecord('params', params)
    checkRecord('grads', grads)
    let count = 0
    for (const name in params) {
      const param = params[name]!
      const grad = grads[name]!
      if (typeof param === 'number' && typeof grad === 'number') {
        if (this.#open !== params) this.#checkOpen(params, name)
        if (!Number.isFinite(param)) throw notFinite('parameter', name, param)
        if (!Number.isFinite(grad)) throw notFinite('gradient', name, grad)
        const memory = this.#memoryOf(count, name, param)
        if (memory.state.t > 0) this.#checkLength(name, memory.state, 1)
        memory.param[0] = param
        memory.grad[0] = grad
      } else {
        this.#checkVectors(count, name, params, grads)
      }
      count++
    }
    let left = count
    // Every parameter has its gradient, so that one left over shows in the count.
    for (const _ in grads) left--
    if (left !== 0) throw leftOver(params, grads)
    return count
  }

  #checkVectors(i: number, name: string, params: Params, grads: Params): void {
    const param = params[name] as Vector
    const grad = grads[name] as Vector
    if (!Object.hasOwn(grads, name)) {
      throw new TypeError(`grads has no gradient for the parameter '${name}'.`)
    }
    checkPair(name, param, grad)
    const memory = this.#memoryOf(i, name, param)
    if (memory.state.t > 0) this.#checkLength(name, memory.state, param.length)
    if (memory.finite !== param) checkFinite('parameter', name, param)
    checkFinite('gradient', name, grad)
  }

  #checkOpen(params: Params, name: string): void {
    // The first question is quick, and its answer nearly always yes.
    if (!Object.isExtensible(params) && Object.isFrozen(params)) {
      throw new TypeError(`the parameter '${name}' cannot change: params is frozen.`)
    }
    this.#open = params
  }

  /** What is remembered of a parameter fits only as long as that keeps its length. */
  #checkLength(name: string, state: State<Slot>, now: number): void {
    const slot = this.#slots[0]
    if (slot === undefined) return
    const before = (state[slot] as Vector).length
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
  memory: { readonly arena: Arena | undefined; nearGrad: Vector | undefined },
  param: Vector,
  grad: Vector,
): Vector | undefined {
  const { arena } = memory
  if (arena === undefined || param.buffer !== arena.buffer) return undefined
  if (grad.buffer === arena.buffer) return grad
  memory.nearGrad ??= arena.zeros(param, param.length)
  memory.nearGrad?.set(grad)
  return memory.nearGrad
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

function checkPair(name: string, param: unknown, grad: unknown): void {
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

function leftOver(params: Params, grads: Params): TypeError {
  const names = Object.keys(params)
  const extra = Object.keys(grads).find(name => !Object.hasOwn(params, name))
  return new TypeError(
    `grads has a gradient '${extra}' that belongs to no parameter; the parameters are ${names.join(', ')}.`,
  )
}

function notFinite(what: string, name: string, value: number, where = ''): RangeError {
  return new RangeError(
    `the ${what} ${what === 'gradient' ? 'of ' : ''}'${name}' must be finite, got ${value}${where}.`,
  )
}
