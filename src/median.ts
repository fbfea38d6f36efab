import { checkNumbers } from './check'

/**
 * The median of some numbers: the one in the middle when they are sorted. Of an even number of them, it
 * is the higher of the two in the middle, so that it is always one of the values.
 *
 * @param values - The numbers; NaN if there are none, or if one of them is NaN.
 * @throws TypeError for anything but an array of numbers.
 * @example console.log(median([6, 1, 2]), median([6, 1, 2, 3])) // 2 3
 */
export function median(values: readonly number[]): number {
  checkNumbers('median', values)
  if (values.some(Number.isNaN)) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
