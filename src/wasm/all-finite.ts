import type { Vector } from '../types'
import { arenaOf, kernelsFor } from './kernels'

/** Whether all elements are finite. */
export function allFinite(x: Vector): boolean {
  const arena = arenaOf(x)
  if (arena !== undefined) return kernelsFor(arena, x).finite(x.length, x.byteOffset) === 1
  // 0 times anything finite is 0, so one sum tells of all elements, and faster than a look at each.
  // Four sums, as each addition waits for the one before.
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let i = 0
  for (; i + 4 <= x.length; i += 4) {
    s0 += 0 * x[i]!
    s1 += 0 * x[i + 1]!
    s2 += 0 * x[i + 2]!
    s3 += 0 * x[i + 3]!
  }
  for (; i < x.length; i++) s0 += 0 * x[i]!
  return s0 + s1 + s2 + s3 === 0
}
