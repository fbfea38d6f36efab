import { power } from '../math'
import type { Surface } from '../types'

/**
 * A plain with a sharp ridge along each border and a shallow valley in between.
 *
 * f(x, y) = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²; lowest at (3, 0.5), where it is 0.
 *
 * Source: Beale, On an iterative method for finding a local minimum of a function of more than one
 * variable, 1958.
 *
 * @example console.log(beale.f(0, 0)) // 14.203125
 */
export const beale: Surface = {
  name: 'Beale',
  formula: '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
  f: (x, y) =>
    power(1.5 - x + x * y, 2) +
    power(2.25 - x + x * power(y, 2), 2) +
    power(2.625 - x + x * power(y, 3), 2),
  gradient: (x, y) => {
    const a = 1.5 - x + x * y
    const b = 2.25 - x + x * power(y, 2)
    const c = 2.625 - x + x * power(y, 3)
    return [
      2 * a * (y - 1) + 2 * b * (power(y, 2) - 1) + 2 * c * (power(y, 3) - 1),
      2 * a * x + 4 * b * x * y + 6 * c * x * power(y, 2),
    ]
  },
  domain: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
  minima: [[3, 0.5]],
  start: [1, 1.5],
}
