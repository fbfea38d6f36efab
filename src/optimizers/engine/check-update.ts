import { nameOf } from '../../check'
import type { Params, Vector } from '../../types'
import { addSquares, firstLost, squares } from '../../wasm/squares'
import type { Memories, Memory } from './memory'

/**
 * Throws unless every parameter can change and has its gradient, and both are finite. Afterwards each
 * memory of the plan has the parameter and the gradient. All this runs at every step, so it makes no
 * objects that would have to be cleared away.
 *
 * @returns How many parameters there are.
 */
export function checkUpdate(params: Params, grads: Params, memories: Memories): number {
  checkRecord('params', params)
  checkRecord('grads', grads)
  let count = 0
  for (const name in params) {
    if (!Object.hasOwn(params, name)) continue
    if (!Object.hasOwn(grads, name)) {
      throw new TypeError(`grads has no gradient for the parameter '${name}'.`)
    }
    const param = params[name]!
    const grad = grads[name]!
    const memory = memories.at(count, name, param)
    if (typeof param === 'number' && typeof grad === 'number') {
      if (!Number.isFinite(param)) throw notFinite('parameter', name, param)
      if (!Number.isFinite(grad)) throw notFinite('gradient of', name, grad)
      checkLength(memory, 1)
      memory.param = memory.number
      memory.grad = memory.slope
      memory.number[0] = param
      memory.slope[0] = grad
      memory.size[1] = grad * grad
      try {
        memories.rewrite(params, name, param)
      } catch (error) {
        throw cannotChange(params, name, error)
      }
    } else {
      checkPair(name, param, grad)
      checkVectors(memories, memory, param as Vector, grad as Vector)
    }
    count++
  }
  let left = count
  // Every parameter has its gradient, so one too many shows in the count.
  for (const name in grads) if (Object.hasOwn(grads, name)) left--
  if (left !== 0) throw leftOver(params, grads)
  if (memories.apart !== count) {
    checkApart(memories.plan, count)
    memories.apart = count
  }
  return count
}

function checkVectors(memories: Memories, memory: Memory, param: Vector, grad: Vector): void {
  checkLength(memory, param.length)
  if (memory.finite !== param) checkFinite('parameter', memory.name, param)
  checkFinite('gradient of', memory.name, grad)
  memory.size[1] = squares[0]!
  if (memory.param !== param) memories.apart = 0
  memory.param = param
  memory.grad = grad
}

/** What is remembered about a parameter fits only while its length stays the same. */
function checkLength({ name, vectors }: Memory, now: number): void {
  if (vectors.length === 0 || vectors[0]!.length === now) return
  throw new RangeError(
    `the parameter '${name}' had ${vectors[0]!.length} elements at its last update and has ${now} now; call reset() to begin anew.`,
  )
}

function checkFinite(what: string, name: string, x: Vector): void {
  addSquares(x)
  const lost = firstLost(x)
  if (lost !== -1) throw notFinite(what, name, x[lost]!, ` at index ${lost}`)
}

function notFinite(what: string, name: string, value: number, where = ''): RangeError {
  return new RangeError(`the ${what} '${name}' must be finite, got ${value}${where}.`)
}

function checkRecord(what: string, record: Params): void {
  const object = typeof record === 'object' && record !== null
  if (!object || Array.isArray(record) || ArrayBuffer.isView(record) || !holdsNumbers(record)) {
    throw new TypeError(`${what} must be an object such as { x: 1, y: 2 }, got ${nameOf(record)}.`)
  }
}

/** Whether it is written as { … }, perhaps in a cell with another Object, or has names of its own. */
function holdsNumbers(record: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(record)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return true
  return Object.keys(record).length > 0
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

const isVector = (value: unknown): value is Vector =>
  value instanceof Float64Array || value instanceof Float32Array

function cannotChange(params: Params, name: string, error: unknown): TypeError {
  const { get, set, writable } = Object.getOwnPropertyDescriptor(params, name)!
  let why = String(error)
  if (Object.isFrozen(params)) why = 'params is frozen'
  else if (get && !set) why = 'it is a getter, and has no setter'
  else if (writable === false) why = 'it is not writable'
  return new TypeError(`the parameter '${name}' cannot change: ${why}.`)
}

/** Throws if two parameters share an array, or a part of one, which would then take both steps. */
function checkApart(plan: readonly Memory[], count: number): void {
  for (let i = 1; i < count; i++) {
    for (let k = 0; k < i; k++) {
      const [a, b] = [plan[i]!.param, plan[k]!.param]
      if (a.buffer !== b.buffer) continue
      if (a.byteOffset >= b.byteOffset + b.byteLength) continue
      if (b.byteOffset >= a.byteOffset + a.byteLength) continue
      throw new TypeError(
        `the parameters '${plan[k]!.name}' and '${plan[i]!.name}' share an array: each needs its own, such as a copy by slice().`,
      )
    }
  }
}

function leftOver(params: Params, grads: Params): TypeError {
  const extra = Object.keys(grads).find(name => !Object.hasOwn(params, name))
  const names = Object.keys(params).join(', ')
  return new TypeError(
    `grads has a gradient '${extra}' that belongs to no parameter; the parameters are ${names}.`,
  )
}
