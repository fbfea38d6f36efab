import type { Params, Vector } from '../../types'
import { type Arena, arenaOf, kernelsFor, type Rule, ruleFor } from '../../wasm/kernels'
import type { Coefficients } from '../about'
import type { Facts } from './settings'

/** All that an optimizer keeps for one parameter. */
export interface Memory {
  readonly name: string
  /** What `state` shows: t, and the vectors below by the names of their slots. */
  readonly state: { t: number; [slot: string]: number | Vector }
  readonly slots: readonly string[]
  readonly vectors: readonly Vector[]
  /** What this update changes, and the slopes it uses. */
  param: Vector
  grad: Vector
  /** A parameter that is a number passes through these, so that a formula is written for vectors alone. */
  readonly number: Float64Array
  readonly slope: Float64Array
  /** The WebAssembly memory that holds the parameter and the vectors, with the compiled formula. */
  readonly arena: Arena | undefined
  readonly rule: Rule | undefined
  /** How many bytes each of their elements has. */
  readonly width: number
  /** The coefficients of the compiled formula, and their address. */
  readonly numbers: Coefficients
  readonly at: number
  /** The addresses of the first and the second vector. */
  readonly a: number
  readonly b: number
  /** Room in that memory for a gradient that lies elsewhere. */
  nearGrad: Vector | undefined
  /** The parameter, if the last update left it finite: it need not be looked through again. */
  finite: Vector | undefined
  /** [0]: no element of the vectors is larger; [1]: the sum of the squares of the gradient. */
  readonly size: Float64Array
  /** What to go back to if an update fails: t, the parameter and the vectors. */
  t: number
  readonly before: Vector[]
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
    if (memory === undefined || memory.state.t === 0) memory = newMemory(name, param, this.facts)
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

/** The memory of a parameter before its first update; `vectors`, if they do not have to be made. */
export function newMemory(
  name: string,
  param: unknown,
  { slots, rule }: Facts,
  vectors?: readonly Vector[],
): Memory {
  const [number, slope] = [new Float64Array(1), new Float64Array(1)]
  const like = ArrayBuffer.isView(param) ? (param as Vector) : number
  const Kind = like instanceof Float32Array ? Float32Array : Float64Array
  let arena = rule === undefined ? undefined : arenaOf(like)
  const remembered =
    vectors ??
    slots.map(() => {
      const near = arena?.zeros(like, like.length)
      if (near === undefined) arena = undefined
      return near ?? new Kind(like.length)
    })
  const numbers = arena && kernelsFor(arena, like).numbers
  return {
    name,
    state: stateOf(slots, remembered),
    slots,
    vectors: remembered,
    param: number,
    grad: slope,
    number,
    slope,
    arena,
    rule: arena && ruleFor(arena, like, rule!),
    width: Kind.BYTES_PER_ELEMENT,
    numbers: numbers as unknown as Coefficients,
    at: numbers?.byteOffset ?? 0,
    a: remembered[0]?.byteOffset ?? 0,
    b: remembered[1]?.byteOffset ?? 0,
    nearGrad: undefined,
    finite: undefined,
    size: new Float64Array(2),
    t: 0,
    before: [],
  }
}

/** The vectors by the names of their slots, before the first update. */
export function stateOf(slots: readonly string[], vectors: readonly Vector[]): Memory['state'] {
  const state: Memory['state'] = { t: 0 }
  for (let k = 0; k < slots.length; k++) state[slots[k]!] = vectors[k]!
  return state
}

/** Keeps what a failed update has to put back. */
export function keep(memory: Memory): void {
  const { param, vectors, before } = memory
  memory.t = memory.state.t
  for (let k = 0; k <= vectors.length; k++) {
    const values = k === 0 ? param : vectors[k - 1]!
    const kept = before[k]
    if (kept?.length === values.length && kept.constructor === values.constructor) kept.set(values)
    else before[k] = values.slice()
  }
}

/** Puts it back. */
export function undo(memory: Memory): void {
  const { state, param, vectors, before, t } = memory
  state.t = t
  param.set(before[0]!)
  for (let k = 0; k < vectors.length; k++) vectors[k]!.set(before[k + 1]!)
}
