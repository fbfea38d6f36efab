import { nameOf } from './check'
import { pow } from './math'

/**
 * Numbers that grow by the same factor from each to the next: learning rates to try, say.
 *
 * 10^(start + i·(stop − start)/(count − 1)), i = 0 … count − 1
 *
 * @param start - The power of ten to begin with, from −300 to 300: −4 stands for 0.0001.
 * @param stop - The power of ten to end with, from −300 to 300.
 * @param count - How many, a whole number from 2 to 10,000.
 * @returns The numbers, the same to the last bit in every version of Node and in the browser.
 * @throws RangeError for a value that is not accepted, or TypeError if it is not a number.
 * @example console.log(logspace(-2, 0, 3)) // [ 0.01, 0.1, 1 ]
 */
export function logspace(start: number, stop: number, count: number): number[] {
  check('start', start, -300, 300)
  check('stop', stop, -300, 300)
  check('count', count, 2, 10_000)
  if (!Number.isInteger(count)) {
    throw new RangeError(`logspace: count must be a whole number, got ${count}.`)
  }
  return Array.from({ length: count }, (_, i) =>
    pow(10, start + (i * (stop - start)) / (count - 1)),
  )
}

function check(name: string, value: number, min: number, max: number): void {
  if (typeof value === 'number' && value >= min && value <= max) return
  const ErrorType = typeof value === 'number' ? RangeError : TypeError
  throw new ErrorType(
    `logspace: ${name} must be a number from ${min} to ${max}, got ${nameOf(value)}.`,
  )
}
