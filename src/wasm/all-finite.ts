import type { Vector } from '../types'
import { arenaOf, kernelsFor } from './kernels'

/** Whether all elements are finite. */
export function allFinite(x: Vector): boolean {
  const arena = arenaOf(x)
  if (arena !== undefined) return kernelsFor(arena, x).finite(x.length, x.byteOffset) === 1
  // 0 times anything finite is 0, so one sum tells of all elements, and faster than a look at each.
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += 0 * x[i]!
  return sum === 0
}
