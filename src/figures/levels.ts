import { isFlat } from './digits'
import { multiple, nice } from './nice'

/** Evenly spaced levels, as Plotly takes them. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly size: number
}

/** A range below this is a plain: its parts would leave the numbers that are held in full. */
const flattest = 1e-300

/**
 * Round heights for the contour lines of any surface.
 *
 * Evenly spaced, 6 to 15 of them. If half of the map lies in the lowest sixth of the range, they grow
 * as 1, 2, 5, 10, … from above the lowest value: even ones would all stand on the steep sides. Where the
 * map has a bottom, even ones are farther apart, and the lowest interval has lines of its own, as most
 * steps of most walks lie there: 0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 10, 15, …
 *
 * @param z - The heights; NaN where there is none.
 * @param hasBottom - Whether a lowest point lies on the map.
 */
export function defaultLevels(z: Float64Array, hasBottom: boolean): number[] {
  const sorted = z.filter(Number.isFinite).sort()
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const median = sorted[Math.floor(sorted.length / 2)]!
  // A plain has no lines; its own height is a level that draws nothing.
  if (isFlat(min, max) || max - min < flattest) return [max]

  if (median - min > (max - min) / 6) {
    if (!hasBottom) return between(min, max, nice((max - min) / 7))
    const size = nice((max - min) / 4)
    const low = multiple(Math.floor(min / size), size)
    const fifths = [0.2, 0.5, 1, 2, 3, 4, 5, 6, 7].map(fifth => low + (fifth / 5) * size)
    const near = fifths.map(height => Number(height.toPrecision(12)))
    const above = between(min, max, size).filter(height => height > near.at(-1)!)
    return [...near, ...above].filter(height => height > min && height < max)
  }

  // Counted from a round number below the lowest value, so that the levels are round as well.
  const low = sorted[Math.floor(sorted.length / 40)]!
  const unit = nice(Math.max(low - min, (max - min) * 1e-6))
  const base = Math.floor(min / unit) * unit
  const decade = Number(unit.toExponential().replace(/^\d/, '1'))
  const levels: number[] = []
  // unit is above 0, as the range is at least 1e-300, and each step is below the last.
  for (let step = nice(max - base); step >= unit && levels.length < 12; step = nice(step * 0.9)) {
    const level = multiple(Math.round((base + step) / decade), decade)
    if (level > min && level < (levels[0] ?? max)) levels.unshift(level)
  }
  return levels
}

/** The multiples of `size` above min and below max. */
function between(min: number, max: number, size: number): number[] {
  const first = Math.floor(min / size) + 1
  const last = Math.ceil(max / size) - 1
  return Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, size))
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
      Math.abs(levels[last + 1]! - levels[last]! - size) < 1e-6 * size + slack(levels[last]!)
    ) {
      last++
    }
    found.push({ start, end: levels[last]!, size: Number(size.toPrecision(12)) })
    i = last + 1
  }
  return found
}

/** By how much a difference of two numbers of this size may be off. */
const slack = (size: number): number => 2 ** -51 * Math.abs(size)
