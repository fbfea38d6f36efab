import { nice } from './nice'

/** Evenly spaced levels, as Plotly takes them. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly size: number
}

/**
 * Round heights for the contour lines of any surface.
 *
 * Evenly spaced, 6 to 15 of them. If half of the map lies in the lowest sixth of the range, they grow
 * as 1, 2, 5, 10, … from above the lowest value: even ones would all stand on the steep sides.
 *
 * @param z - The heights; NaN where there is none.
 */
export function defaultLevels(z: Float64Array): number[] {
  const sorted = z.filter(Number.isFinite).sort()
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const median = sorted[Math.floor(sorted.length / 2)]!
  // A plain has no lines; its own height is a level that draws nothing.
  if (!(max - min > 1e-9 * Math.max(Math.abs(min), Math.abs(max)))) return [max]

  if (median - min > (max - min) / 6) return between(min, max, nice((max - min) / 7))

  // Counted from a round number below the lowest value, so that the levels are round as well.
  const low = sorted[Math.floor(sorted.length / 40)]!
  const unit = nice(Math.max(low - min, (max - min) * 1e-6))
  const base = Math.floor(min / unit) * unit
  const levels: number[] = []
  for (let step = nice(max - base); step >= unit && levels.length < 12; step = nice(step * 0.9)) {
    const level = Number((base + step).toPrecision(12))
    if (level > min && level < max) levels.unshift(level)
  }
  return levels
}

/** The multiples of `size` above min and below max. */
function between(min: number, max: number, size: number): number[] {
  const levels: number[] = []
  for (let i = Math.floor(min / size) + 1; i * size < max; i++) {
    // Twelve digits: 3 * 0.1 becomes 0.3 again. The sum turns -0 into 0.
    levels.push(Number((i * size).toPrecision(12)) + 0)
  }
  return levels
}

/**
 * Ascending levels cut into evenly spaced runs, as long as possible.
 *
 * @example runs([1, 2, 3, 5, 10])[1] // { start: 5, end: 10, size: 5 }
 */
export function runs(levels: readonly number[]): Run[] {
  const found: Run[] = []
  for (let i = 0; i < levels.length; ) {
    const start = levels[i]!
    const size = i + 1 < levels.length ? levels[i + 1]! - start : 1
    let last = Math.min(i + 1, levels.length - 1)
    while (
      last + 1 < levels.length &&
      Math.abs(levels[last + 1]! - levels[last]! - size) < 1e-6 * size
    ) {
      last++
    }
    found.push({ start, end: levels[last]!, size: Number(size.toPrecision(12)) })
    i = last + 1
  }
  return found
}
