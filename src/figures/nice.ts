import { log10 } from '../math'

const roundDigits = [1, 2, 5, 10]

/**
 * The largest of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is not above `x`.
 *
 * @param x - Above 0 and finite; for any other number, 0 is returned.
 * @example nice(0.47) // 0.2
 */
export function nice(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return 0
  const exponent = Math.floor(log10(x))
  let largest = 0
  // One decade lower is tried too: log10 may round a number just below a power of ten up to it.
  for (const e of [exponent - 1, exponent]) {
    for (const digit of roundDigits) {
      // Read from its digits, because 2 * 10 ** -1 need not be the same number as 0.2. A hair of
      // tolerance lets 0.3 / 0.1 count as 3.
      const candidate = Number(`${digit}e${e}`)
      if (candidate <= x * (1 + 1e-9) && Number.isFinite(candidate)) largest = candidate
    }
  }
  return largest
}

/**
 * `i` times `size` as people write it: 3 * 0.1 is 0.30000000000000004, and multiple(3, 0.1) is 0.3.
 *
 * @param i - A whole number.
 * @param size - Above 0 and finite.
 */
export function multiple(i: number, size: number): number {
  const [mantissa, exponent] = size.toExponential().split('e')
  // The sum turns -0 into 0.
  return Number(`${Number((i * Number(mantissa)).toPrecision(15))}e${exponent}`) + 0
}
