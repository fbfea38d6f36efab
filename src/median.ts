import { checkNumbers } from './check'

/**
 * The median of some numbers: the one in the middle when they are sorted; of an even number of them, the
 * mean of the two in the middle.
 *
 * @param values - The numbers; NaN if there are none, or if one of them is NaN.
 * @throws TypeError for anything but an array of numbers.
 * @example console.log(median([6, 1, 2]), median([6, 1, 2, 3])) // 2 2.5
 */
export function median(values: readonly number[]): number {
  checkNumbers('median', values)
  if (values.some(Number.isNaN)) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
