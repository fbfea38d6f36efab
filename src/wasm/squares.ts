import type { Vector } from '../types'
import { arenaOf, kernelsFor } from './kernels'

/** What `addSquares` found: in an array, as V8 makes an object of each number returned. */
export const squares: Float64Array = new Float64Array(1)

/**
 * Adds up the squares of all elements. No element is larger than the root of the sum, which is not finite
 * where an element is not, or where a square is too large.
 */
export function addSquares(x: Vector): void {
  const arena = arenaOf(x)
  if (arena !== undefined) {
    const kernels = kernelsFor(arena, x)
    const { numbers } = kernels
    kernels.squares(x.length, x.byteOffset, numbers.byteOffset)
    squares[0] = numbers[0]!
    return
  }
  // Four sums, as a sum waits for the one before.
  const whole = x.length - (x.length % 4)
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < whole; i += 4) {
    a += x[i]! * x[i]!
    b += x[i + 1]! * x[i + 1]!
    c += x[i + 2]! * x[i + 2]!
    d += x[i + 3]! * x[i + 3]!
  }
  for (let i = whole; i < x.length; i++) a += x[i]! * x[i]!
  squares[0] = a + b + c + d
}

/** Where the first element stands that is not finite; −1 if there is none. The squares have been added. */
export function firstLost(x: Vector): number {
  return Number.isFinite(squares[0]) ? -1 : x.findIndex(element => !Number.isFinite(element))
}

/** Whether all elements are finite. */
export function allFinite(x: Vector): boolean {
  addSquares(x)
  return firstLost(x) === -1
}
