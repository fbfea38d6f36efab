import type { Trace } from './mark'

/** Stands among the numbers of points where the line is interrupted. */
export const lineBreak = -1

/** A trace with only the points of these numbers, in all of its lists. */
export function picked(trace: Trace, kept: readonly number[]): Trace {
  const count = (trace.x as unknown[]).length
  const pick = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.length === count ? kept.map(t => (t === lineBreak ? null : value[t])) : value
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pick(one)]))
  }
  return pick(trace) as Trace
}
