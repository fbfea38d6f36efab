import type { Vector } from '../types'
import { arenaOf, kernelsFor } from './kernels'

/**
 * What `addSquares` found: in an array, which is quicker than returning it ("What V8 does",
 * bench/README.md).
 */
export const squares: Float64Array = new Float64Array(1)

/**
 * Adds up the squares of all elements. No element is larger than the root of the sum, which is not finite
 * if an element is not or if a square is too large.
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
  // Four sums at a time, because each addition to a sum waits for the one before.
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

/**
 * The place of the first element that is not finite; −1 if there is none. To be called after addSquares.
 */
export function firstLost(x: Vector): number {
  return Number.isFinite(squares[0]) ? -1 : x.findIndex(element => !Number.isFinite(element))
}

/** Whether all elements are finite. */
export function allFinite(x: Vector): boolean {
  addSquares(x)
  return firstLost(x) === -1
}
