import { checkNumber, checkOptions, nameOf } from '../check'
import type { Grads, Hyperparameters, Optimizer, Params, Vector } from '../types'
import { type Arena, arenaOf, type Kernels, kernelsFor } from '../wasm/kernels'
import { addSquares, firstLost, squares } from '../wasm/squares'

/**
 * What an optimizer remembers about one parameter: t, how many updates it has had, and vectors by name.
 */
export type State<Slot extends string> = { t: number } & Record<Slot, Vector>

/** All that an optimizer keeps for one parameter. */
interface Memory<Slot extends string> {
  readonly name: string
  readonly state: State<Slot>
  /**
   * The WebAssembly memory with the parameter and the vectors of `state`; undefined if they lie
   * elsewhere.
   */
  readonly arena: Arena | undefined
  /** Room in that memory for a copy of a gradient that lies elsewhere. */
  nearGrad: Vector | undefined
  /** The parameter, if the last update left it finite: it need not be checked again. */
  finite: Vector | undefined
  /**
   * A parameter that is a number passes through these, so that a formula is written only once, for
   * vectors.
   */
  readonly number: Float64Array
  readonly slope: Float64Array
  /** What this update changes, and the slopes it uses: the two above, or the caller's vectors. */
  param: Vector
  grad: Vector
  /** No element of the vectors in `state` is larger than this. */
  readonly reach: Float64Array
  /**
   * What to go back to if an update fails: t; for a parameter that is a number, the number and what
   * `state` holds, side by side; for a vector, copies of the same.
   */
  t: number
  readonly numberBefore: Float64Array
  readonly before: Vector[]
}

/**
 * Thrown by an update whose formula would give a number that is not finite. `descend` and `train` then
 * end, and keep what they have.
 */
export class Overflow extends RangeError {}

/** The hyperparameters that say how large a step can be. */
interface Settings {
  readonly lr: number
  readonly eps?: number
  readonly beta1?: number
  readonly beta2?: number
}

/**
 * As long as no number is above this, no formula overflows: well below the largest number of each kind.
 */
const most = { wide: 1e150, narrow: 1e30 }

/**
 * What all optimizers share: going through the parameters, checking everything before anything changes,
 * and keeping what is remembered about each. A subclass adds the formula, one loop over the elements of
 * one parameter.
 *
 * @typeParam Slot - The names of the vectors remembered for each parameter; none for SGD.
 */
export abstract class BaseOptimizer<Slot extends string = never> implements Optimizer {
  /** The learning rate η: how far a step goes for a given slope; a finite number ≥ 0. */
  abstract lr: number

  readonly #names: readonly string[]
  readonly #slots: readonly Slot[]
  #memories: Memory<Slot>[] = []
  /** The memories of this update's parameters, in order. */
  #plan: Memory<Slot>[] = []
  /** Whether the vectors in `#plan` are known not to share arrays, and for how many parameters. */
  #apart = false
  #count = 0
  /** Whether every number that this update makes is sure to be finite. */
  #sure = false
  readonly #compiles: boolean

  /**
   * @param options - What the constructor was given, to be checked for unknown names.
   * @param accepted - The names of the accepted options.
   * @param slots - The names of the vectors to remember for each parameter; they start as zeros.
   */
  constructor(options: object, accepted: readonly string[], slots: readonly Slot[] = []) {
    checkOptions(new.target.name, options, accepted)
    this.#names = accepted
    this.#slots = slots
    // A subclass with a formula of its own must not get its parent's compiled one.
    this.#compiles = ownerOf(this, 'compiled') === ownerOf(this, 'step')
  }

  /**
   * Throws unless every hyperparameter is accepted; also before every update, because they can be
   * changed.
   */
  protected checkHyperparameters(): void {
    checkNumber('lr', this.lr, 0)
  }

  /** The formula: changes the elements of one parameter in place. */
  protected abstract step(param: Vector, grad: Vector, state: State<Slot>): void

  /**
   * The same for arrays in WebAssembly memory, with compiled loops; optional.
   *
   * @returns 1 if all elements of the parameter are finite afterwards, else 0.
   */
  protected compiled?(kernels: Kernels, param: Vector, grad: Vector, state: State<Slot>): number

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
    this.checkHyperparameters()
    const count = this.#check(params, grads)

    // This runs at every step, so neither it nor #check makes objects that would have to be cleared away.
    let written = 0
    for (let i = 0; i < count; i++) this.#keep(this.#plan[i]!)
    try {
      for (let i = 0; i < count; i++) {
        const memory = this.#plan[i]!
        if (memory.param === memory.number) this.#step(memory)
      }
      // Before any vector changes, because `params` may refuse a number.
      for (; written < count; written++) {
        const memory = this.#plan[written]!
        if (memory.param === memory.number) this.#write(params, memory)
      }
      for (let i = 0; i < count; i++) {
        const memory = this.#plan[i]!
        if (memory.param !== memory.number) this.#step(memory)
      }
    } catch (error) {
      this.#undo(params, count, written)
      throw error
    }
    for (let i = 0; i < count; i++) {
      if (this.#plan[i]!.state.t === 1) this.#memories.push(this.#plan[i]!)
    }
  }

  #step(memory: Memory<Slot>): void {
    const { param, grad, state } = memory
    state.t++
    const near = this.#compiles ? gradNear(memory, param, grad) : undefined
    if (near === undefined) {
      this.step(param, grad, state)
    } else {
      const kernels = kernelsFor(memory.arena!, param)
      const finite = this.compiled!(kernels, param, near, state) === 1
      memory.finite = finite ? param : undefined
    }
    if (param === memory.number) this.#checkNumbers(memory)
    else if (!this.#sure) this.#checkVectors(memory)
  }

  /** Throws if a parameter that is a number, or anything remembered about it, is not finite. */
  #checkNumbers(memory: Memory<Slot>): void {
    const { number, state } = memory
    for (let k = 0; k < this.#slots.length; k++) {
      const slot = this.#slots[k]!
      if (!Number.isFinite(state[slot][0])) throw this.#overflow(memory, slot, state[slot], 0)
    }
    if (!Number.isFinite(number[0])) throw this.#overflow(memory, undefined, number, 0)
  }

  /** The same for vectors; also measures how large their elements are. */
  #checkVectors(memory: Memory<Slot>): void {
    const { param, state, reach } = memory
    reach[0] = 0
    for (let k = 0; k < this.#slots.length; k++) {
      const slot = this.#slots[k]!
      addSquares(state[slot])
      const lost = firstLost(state[slot])
      if (lost !== -1) throw this.#overflow(memory, slot, state[slot], lost)
      reach[0] = Math.max(reach[0]!, Math.sqrt(squares[0]!))
    }
    addSquares(param)
    const lost = firstLost(param)
    if (lost !== -1) throw this.#overflow(memory, undefined, param, lost)
  }

  #overflow(
    { name, param, number, grad }: Memory<Slot>,
    slot: Slot | undefined,
    x: Vector,
    i: number,
  ): Overflow {
    const what = slot === undefined ? '' : `${slot} of `
    const where = param === number ? '' : ` at index ${i}`
    const { eps } = this as { eps?: number }
    const mend =
      slot !== undefined
        ? 'that is too large for the formula, so scale the gradients down'
        : eps === 0 && grad[i] === 0
          ? 'with eps 0 that is 0/0, so set eps to 1e-7'
          : 'try a smaller lr'
    return new Overflow(
      `this update would turn ${what}the parameter '${name}' into ${x[i]}${where}, where its gradient is ${grad[i]}: ${mend}.`,
    )
  }

  /** Keeps what an update may have to put back; vectors only if one of them may overflow. */
  #keep(memory: Memory<Slot>): void {
    const { param, number, state, numberBefore, before } = memory
    memory.t = state.t
    if (param === number) {
      numberBefore[0] = number[0]!
      for (let k = 0; k < this.#slots.length; k++) numberBefore[k + 1] = state[this.#slots[k]!][0]!
    } else if (!this.#sure) {
      for (let k = 0; k <= this.#slots.length; k++) {
        const values: Vector = k === 0 ? param : state[this.#slots[k - 1]!]
        const kept = before[k]
        if (kept?.length === values.length && kept.constructor === values.constructor) {
          kept.set(values)
        } else {
          before[k] = values.slice()
        }
      }
    }
  }

  /** Puts back what #keep kept, and those of the first `written` parameters that are numbers. */
  #undo(params: Params, count: number, written: number): void {
    for (let i = 0; i < count; i++) {
      const { name, param, number, state, numberBefore, before, t } = this.#plan[i]!
      state.t = t
      if (param === number) {
        this.#slots.forEach((slot, k) => {
          state[slot][0] = numberBefore[k + 1]!
        })
        if (i < written) Reflect.set(params, name, numberBefore[0])
      } else if (!this.#sure) {
        param.set(before[0]!)
        this.#slots.forEach((slot, k) => {
          state[slot].set(before[k + 1]!)
        })
      }
    }
  }

  /** Writes a number into params, or says why it cannot be written. */
  #write(params: Params, { name, number }: Memory<Slot>): void {
    try {
      ;(params as Record<string, number>)[name] = number[0]!
    } catch (error) {
      throw cannotChange(params, name, error)
    }
  }

  /**
   * For `descend`, which checks everything itself: begins anew with parameters that are numbers, and
   * returns a function that takes one step, given their values and gradients side by side. The formula
   * goes over them in one loop, and `state` holds the same as after `update`; a walk takes half the time.
   * The function throws an Overflow once anything remembered is no longer finite; `descend` looks at the
   * parameters.
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
      for (let k = 0; k < this.#slots.length; k++) {
        const slot = this.#slots[k]!
        for (let i = 0; i < names.length; i++) {
          if (Number.isFinite(all[slot][i])) continue
          const memory = memories[i]!
          memory.grad = grads.subarray(i, i + 1)
          throw this.#overflow(memory, slot, memory.state[slot], 0)
        }
      }
    }
  }

  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void {
    this.#memories = []
    this.#plan = []
  }

  /**
   * What is remembered about each parameter, by name: t, how many updates it has had, and vectors such as
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

  /** What is kept for the parameter at place i, or will be once it has been updated. */
  #memoryOf(i: number, name: string, param: number | Vector): Memory<Slot> {
    const memory = this.#plan[i]
    return memory?.name === name && memory.state.t > 0 ? memory : this.#findMemory(i, name, param)
  }

  /** On its own, so that the usual call of #memoryOf, which finds it at once, makes no object. */
  #findMemory(i: number, name: string, param: number | Vector): Memory<Slot> {
    this.#apart = false
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
    const number = new Float64Array(1)
    const slope = new Float64Array(1)
    return {
      name,
      state,
      arena,
      nearGrad: undefined,
      finite: undefined,
      number,
      slope,
      param: number,
      grad: slope,
      reach: new Float64Array(1),
      t: 0,
      numberBefore: new Float64Array(1 + this.#slots.length),
      before: [],
    }
  }

  /** Throws unless every parameter has its gradient and both are finite; returns how many there are. */
  #check(params: Params, grads: Params): number {
    checkRecord('params', params)
    checkRecord('grads', grads)
    // A learner's own formula may do anything.
    this.#sure = this.#compiles
    let count = 0
    for (const name in params) {
      if (!Object.hasOwn(params, name)) continue
      const param = params[name]!
      const grad = grads[name]!
      if (typeof param === 'number' && typeof grad === 'number' && Object.hasOwn(grads, name)) {
        if (!Number.isFinite(param)) throw notFinite('parameter', name, param)
        if (!Number.isFinite(grad)) throw notFinite('gradient', name, grad)
        const memory = this.#memoryOf(count, name, param)
        if (memory.state.t > 0) this.#checkLength(name, memory.state, 1)
        memory.param = memory.number
        memory.grad = memory.slope
        memory.number[0] = param
        memory.slope[0] = grad
      } else {
        if (!Object.hasOwn(grads, name)) {
          throw new TypeError(`grads has no gradient for the parameter '${name}'.`)
        }
        checkPair(name, param, grad)
        this.#checkVector(count, name, param as Vector, grad as Vector)
      }
      count++
    }
    let left = count
    // Every parameter has its gradient, so one too many shows in the count.
    for (const name in grads) if (Object.hasOwn(grads, name)) left--
    if (left !== 0) throw leftOver(params, grads)
    if (!this.#apart || count !== this.#count) {
      checkApart(this.#plan, count)
      this.#apart = true
      this.#count = count
    }
    return count
  }

  #checkVector(i: number, name: string, param: Vector, grad: Vector): void {
    const memory = this.#memoryOf(i, name, param)
    if (memory.state.t > 0) this.#checkLength(name, memory.state, param.length)
    if (memory.finite !== param) checkFinite('parameter', name, param)
    checkFinite('gradient', name, grad)
    if (memory.param !== param) this.#apart = false
    memory.param = param
    memory.grad = grad
    if (this.#sure) this.#sure = this.#staysFinite(memory)
  }

  /**
   * Whether the package's own formulas stay finite, judged by the sum of the gradient's squares: it is at
   * hand, because it has just shown that the gradient is finite.
   */
  #staysFinite({ param, reach }: Memory<Slot>): boolean {
    const { lr, eps = 1, beta1 = 0, beta2 = 0 } = this as Settings
    const sum = squares[0]!
    const limit = param instanceof Float32Array ? most.narrow : most.wide
    // What is remembered grows by no more than this; the last term is for squares too small to be
    // numbers.
    const next = reach[0]! + sum + (1 + lr) * Math.sqrt(sum) + 1e-20
    // A step can be at most this many times larger.
    const stretch = (lr * Math.max(1, 1 / eps)) / (1 - beta1) / (1 - beta2)
    if (!(next < limit && stretch < limit && stretch * next < limit)) return false
    reach[0] = next
    return true
  }

  /** What is remembered about a parameter fits only while its length stays the same. */
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

/** The object, or whichever of its prototypes defines the method of this name. */
function ownerOf(object: object, method: string): object | undefined {
  let owner: object | null = object
  while (owner !== null && !Object.hasOwn(owner, method)) owner = Object.getPrototypeOf(owner)
  return owner ?? undefined
}

/**
 * The gradient, or a copy of it, in the WebAssembly memory that holds a parameter and what is remembered
 * about it; undefined if there is no such memory.
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

function cannotChange(params: Params, name: string, error: unknown): TypeError {
  const { get, set, writable } = Object.getOwnPropertyDescriptor(params, name) ?? {}
  const why = Object.isFrozen(params)
    ? 'params is frozen'
    : get && !set
      ? 'it is a getter, and has no setter'
      : writable === false
        ? 'it is not writable'
        : String(error)
  return new TypeError(`the parameter '${name}' cannot change: ${why}.`)
}

function checkRecord(what: string, record: Params): void {
  if (
    typeof record !== 'object' ||
    record === null ||
    Array.isArray(record) ||
    ArrayBuffer.isView(record) ||
    (!isPlain(record) && Object.keys(record).length === 0)
  ) {
    throw new TypeError(`${what} must be an object such as { x: 1, y: 2 }, got ${nameOf(record)}.`)
  }
}

/**
 * Whether it is written as { … }; if it comes from a cell, its prototype may not be the one known here.
 */
function isPlain(record: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(record)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Throws if two parameters share an array, or a part of one, which would then take both steps. */
function checkApart(plan: readonly Memory<string>[], count: number): void {
  for (let i = 1; i < count; i++) {
    for (let k = 0; k < i; k++) {
      const [a, b] = [plan[i]!.param, plan[k]!.param]
      if (
        a.buffer === b.buffer &&
        a.byteOffset < b.byteOffset + b.byteLength &&
        b.byteOffset < a.byteOffset + a.byteLength
      ) {
        throw new TypeError(
          `the parameters '${plan[k]!.name}' and '${plan[i]!.name}' share an array: each needs its own, such as a copy by slice().`,
        )
      }
    }
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
  addSquares(vector)
  const index = firstLost(vector)
  if (index === -1) return
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
