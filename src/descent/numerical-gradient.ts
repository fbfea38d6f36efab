import { checkPowers, nameOf } from '../check'
import { slopeOf } from '../slope'

/** How far to nudge at first. */
const usual = 1e-4

/**
 * The gradient of a function, without a formula for it: nudges each variable a little both ways and sees
 * how much the value changes.
 *
 * ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h
 *
 * The error is of the order h² from the formula and 10⁻¹⁶/h from rounding, so a smaller h is not always
 * better: with h = 10⁻¹², only three digits of the bowl's slope at −7 are right. If you give no h, 0.0001
 * is tried for each variable; where the values show that it will not do, as for √x near 10⁻⁶ or x² near
 * 10¹³, a better one is looked for.
 *
 * @param f - Takes a Float64Array, returns a finite number.
 * @param x - Where: an array of finite numbers, left as it is.
 * @param h - How far to nudge, a finite number above 0; by default what suits f at x.
 * @returns A new array, as long as x.
 * @throws TypeError if f is not a function or is written with ^ for a power, and if x is not an array;
 * RangeError if x or f is not finite, and for an h that is not a finite number above 0.
 * @example
 * const [gx, gy] = numericalGradient(([x, y]) => x ** 2 / 20 + y ** 2, [-7, 2])
 * console.log(gx.toFixed(6), gy.toFixed(6)) // -0.700000 4.000000
 * @example
 * const [slope] = numericalGradient(([x]) => Math.sqrt(x), [1e-6])
 * console.log(slope.toFixed(3)) // 500.000
 */
export function numericalGradient(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  h?: number,
): Float64Array {
  if (typeof f !== 'function') {
    throw new TypeError(`numericalGradient takes a function of an array, got ${nameOf(f)}.`)
  }
  checkPowers('numericalGradient', f)
  if (typeof x !== 'object' || typeof x?.length !== 'number') {
    throw new TypeError(`numericalGradient takes x as an array of numbers, got ${nameOf(x)}.`)
  }
  if (h !== undefined && !(Number.isFinite(h) && h > 0)) {
    throw new RangeError(`h must be a finite number > 0, got ${nameOf(h)}.`)
  }

  const point = Float64Array.from(x)
  const odd = point.findIndex(xi => !Number.isFinite(xi))
  if (odd !== -1) {
    throw new RangeError(`x must hold finite numbers, got ${nameOf(x[odd])} at index ${odd}.`)
  }

  const nudged = point.slice()
  const value = (): number => {
    const y: unknown = f(nudged)
    if (typeof y === 'number') return y
    throw notFinite(y, nudged)
  }
  return point.map((xi, i) => {
    /** The first value that is not finite, in case the slope is not finite either. */
    let lost: RangeError | undefined
    const along = (to: number): number => {
      nudged[i] = to
      const y = value()
      if (!Number.isFinite(y)) lost ??= notFinite(y, nudged)
      return y
    }
    const slope =
      h === undefined ? slopeOf(along, xi, usual) : (along(xi + h) - along(xi - h)) / (2 * h)
    nudged[i] = xi
    if (lost !== undefined && !Number.isFinite(slope)) throw lost
    return slope
  })
}

function notFinite(y: unknown, at: Float64Array): RangeError {
  return new RangeError(
    `numericalGradient needs a function that returns a finite number, and it returned ${nameOf(y)} at [${at.join(', ')}].`,
  )
}
