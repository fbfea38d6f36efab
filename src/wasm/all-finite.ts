import type { Vector } from '../types'
import { arenaOf, kernelsFor } from './kernels'

/** Whether all elements are finite. */
export function allFinite(x: Vector): boolean {
  const arena = arenaOf(x)
  if (arena !== undefined) return kernelsFor(arena, x).finite(x.length, x.byteOffset) === 1
  // 0 times anything finite is 0, so sums tell of all elements, and faster than a look at each. Four
  // of them, as a sum waits for the one before.
  const whole = x.length - (x.length % 4)
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < whole; i += 4) {
    a += 0 * x[i]!
    b += 0 * x[i + 1]!
    c += 0 * x[i + 2]!
    d += 0 * x[i + 3]!
  }
  for (let i = whole; i < x.length; i++) a += 0 * x[i]!
  return a + b + c + d === 0
}
