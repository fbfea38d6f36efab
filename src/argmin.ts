import { checkNumbers } from './check'

/**
 * Where the lowest of some numbers stands, counted from 0; the first, if there are several.
 *
 * @param values - The numbers; NaN is never the lowest. 0 if there is no number.
 * @throws TypeError for anything but an array of numbers.
 * @example console.log(argmin([3, 1, 2])) // 1
 */
export function argmin(values: readonly number[]): number {
  checkNumbers('argmin', values)
  return values.reduce((best, value, i) => {
    const lowest = values[best]!
    return value < lowest || Number.isNaN(lowest) ? i : best
  }, 0)
}
