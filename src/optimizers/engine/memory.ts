import type { Params, Vector } from '../../types'
import { type Arena, arenaOf, kernelsFor, type Rule, ruleFor } from '../../wasm/kernels'
import type { Coefficients } from '../about'
import type { Facts } from './settings'

/** All that an optimizer keeps for one parameter. */
export class Memory {
  readonly name: string
  readonly slots: readonly string[]
  readonly vectors: readonly Vector[]
  /** What `state` shows: t, and the vectors by the names of their slots. */
  readonly state: RawState
  /** A parameter that is a number passes through these, so that a formula is written for vectors alone. */
  readonly number: Float64Array = new Float64Array(1)
  readonly slope: Float64Array = new Float64Array(1)
  /** What this update changes, and the slopes it uses. */
  param: Vector = this.number
  grad: Vector = this.slope
  /** The WebAssembly memory that holds the parameter and the vectors, with the compiled formula. */
  readonly arena: Arena | undefined
  readonly rule: Rule | undefined
  /** Where its coefficients go, and the addresses of these and of the first two vectors. */
  readonly numbers: Coefficients
  readonly at: number
  readonly a: number
  readonly b: number
  /** How many bytes each element has. */
  readonly width: number
  /** Room in that memory for a gradient that lies elsewhere. */
  nearGrad: Vector | undefined
  /** The parameter, if the last update left it finite: it need not be looked through again. */
  finite: Vector | undefined
  /** [0]: no element of the vectors is larger; [1]: the sum of the squares of the gradient. */
  readonly size: Float64Array = new Float64Array(2)
  #t = 0
  readonly #before: Vector[] = []

  /** Before the first update; `vectors`, if they do not have to be made. */
  constructor(name: string, param: unknown, { slots, rule }: Facts, vectors?: readonly Vector[]) {
    const like = ArrayBuffer.isView(param) ? (param as Vector) : this.number
    let arena = rule === undefined ? undefined : arenaOf(like)
    this.name = name
    this.slots = slots
    this.vectors =
      vectors ??
      slots.map(() => {
        const near = arena?.zeros(like, like.length)
        if (near === undefined) arena = undefined
        return near ?? like.slice().fill(0)
      })
    this.state = stateOf(slots, this.vectors)
    this.arena = arena
    this.rule = arena && ruleFor(arena, like, rule!)
    const numbers = arena && kernelsFor(arena, like).numbers
    this.numbers = numbers as unknown as Coefficients
    this.at = numbers?.byteOffset ?? 0
    this.a = this.vectors[0]?.byteOffset ?? 0
    this.b = this.vectors[1]?.byteOffset ?? 0
    this.width = like.BYTES_PER_ELEMENT
  }

  /** Keeps what a failed update has to put back: t, the parameter and the vectors. */
  keep(): void {
    this.#t = this.state.t
    for (let k = 0; k <= this.vectors.length; k++) {
      const values = k === 0 ? this.param : this.vectors[k - 1]!
      const kept = this.#before[k]
      if (kept?.length === values.length && kept.constructor === values.constructor) {
        kept.set(values)
      } else {
        this.#before[k] = values.slice()
      }
    }
  }

  /** Puts it back. */
  undo(): void {
    this.state.t = this.#t
    this.param.set(this.#before[0]!)
    for (let k = 0; k < this.vectors.length; k++) this.vectors[k]!.set(this.#before[k + 1]!)
  }
}

/** t, and vectors by the names of their slots. */
export interface RawState {
  t: number
  [slot: string]: number | Vector
}

/** The memories of an optimizer, one for each parameter. */
export class Memories {
  readonly facts: Facts
  /** Those of this update's parameters, in order. */
  plan: Memory[] = []
  /** How many of them are known not to share arrays. */
  apart = 0
  all: Memory[] = []

  constructor(facts: Facts) {
    this.facts = facts
  }

  /** The memory of the parameter at place i, a new one before its first update. */
  at(i: number, name: string, param: unknown): Memory {
    const memory = this.plan[i]
    return memory?.name === name && memory.state.t > 0 ? memory : this.#find(i, name, param)
  }

  /** On its own, so that the usual call of `at` makes no object. */
  #find(i: number, name: string, param: unknown): Memory {
    this.apart = 0
    const known = this.all.findIndex(one => one.name === name)
    let memory = this.all[known]
    if (memory === undefined || memory.state.t === 0) memory = new Memory(name, param, this.facts)
    this.all[known === -1 ? this.all.length : known] = memory
    this.plan[i] = memory
    return memory
  }

  /** Throws if `params` refuses a number, before anything changes: it writes the one that is there. */
  rewrite(params: Params, name: string, param: number): void {
    params[name] = param
  }

  clear(): void {
    this.plan = []
    this.all = []
  }
}

/** The vectors by the names of their slots, before the first update. */
export function stateOf(slots: readonly string[], vectors: readonly Vector[]): RawState {
  const state: RawState = { t: 0 }
  for (let k = 0; k < slots.length; k++) state[slots[k]!] = vectors[k]!
  return state
}
