import { checkNumbers } from './check'

/**
 * The mean of some numbers: their sum, divided by how many there are.
 *
 * @param values - The numbers; NaN if there are none.
 * @throws TypeError for anything but an array of numbers.
 * @example console.log(mean([1, 2, 6])) // 3
 */
export function mean(values: readonly number[]): number {
  checkNumbers('mean', values)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
