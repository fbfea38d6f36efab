import { checkPowers, nameOf } from '../check'

/**
 * The gradient of a function without a formula for it: nudges each variable a little both ways and
 * sees how much the value changes.
 *
 * ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h
 *
 * The error is of the order h² from the formula and 10⁻¹⁶/h from rounding, so a smaller h is not a
 * better one: with h = 10⁻¹² little more than noise is left.
 *
 * @param f - Takes a Float64Array, returns a finite number.
 * @param x - Where: an array of finite numbers, left as it is.
 * @param h - How far to nudge, above 0; by default 1e-4.
 * @returns A new array, as long as x.
 * @throws TypeError for what is no function, one written with ^ for a power, or no array, RangeError where x or f is not finite and for
 * an h out of its interval.
 * @example
 * const [gx, gy] = numericalGradient(([x, y]) => x ** 2 / 20 + y ** 2, [-7, 2])
 * console.log(gx.toFixed(6), gy.toFixed(6)) // -0.700000 4.000000
 */
export function numericalGradient(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  h: number = 1e-4,
): Float64Array {
  if (typeof f !== 'function') {
    throw new TypeError(`numericalGradient takes a function of an array, got ${nameOf(f)}.`)
  }
  checkPowers('numericalGradient', f)
  if (typeof x !== 'object' || typeof x?.length !== 'number') {
    throw new TypeError(`numericalGradient takes x as an array of numbers, got ${nameOf(x)}.`)
  }
  if (!(Number.isFinite(h) && h > 0)) {
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
    if (typeof y === 'number' && Number.isFinite(y)) return y
    throw new RangeError(
      `numericalGradient needs a function that returns a finite number, and it returned ${nameOf(y)} at [${nudged.join(', ')}].`,
    )
  }
  return point.map((xi, i) => {
    nudged[i] = xi + h
    const above = value()
    nudged[i] = xi - h
    const below = value()
    nudged[i] = xi
    return (above - below) / (2 * h)
  })
}
