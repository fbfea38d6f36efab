import type { Trace } from './mark'

/** Beyond this, an axis has no room for a number. */
export const largestDrawn = 1e300

/** The least and the greatest of the finite `values`; ∞ and −∞ if there are none. */
export function extent(values: Iterable<number | null>): [least: number, greatest: number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  // One by one: Math.min(...values) overflows the stack if there are many.
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return [least, greatest]
}

/** From the least to the greatest number of traces along an axis. */
export function extentOf(
  data: readonly Trace[],
  axis: 'x' | 'y',
): [least: number, greatest: number] {
  return extent(data.flatMap(trace => extent(trace[axis] as (number | null)[])))
}

/** Where the least and the greatest of `values` stand. */
export function extremesOf(values: Float64Array): [least: number, greatest: number] {
  let [least, greatest] = [0, 0]
  for (let i = 1; i < values.length; i++) {
    if (values[i]! < values[least]!) least = i
    if (values[i]! > values[greatest]!) greatest = i
  }
  return [least, greatest]
}

/**
 * An interval with some room around it, so that nothing stands at its border; −1 to 1 if there is
 * nothing.
 */
export function withRoom([least, greatest]: readonly [number, number]): [number, number] {
  if (least > greatest) return [-1, 1]
  const size = Math.max(Math.abs(least), Math.abs(greatest))
  const isPoint = !(greatest - least > Math.max(1e-300, 1e-12 * size))
  const room = isPoint ? Math.max(1, size / 1000) : (greatest - least) * 0.08
  return [least - room, greatest + room]
}
