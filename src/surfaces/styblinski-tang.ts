import { power } from '../math'
import type { Surface } from '../types'

/**
 * Four valleys of which one is the deepest; x and y do not depend on each other.
 *
 * f(x, y) = (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)/2; lowest at (−2.903534, −2.903534), where it is
 * −78.332331.
 *
 * Source: Styblinski and Tang, Experiments in nonconvex optimization, 1990.
 *
 * @example console.log(styblinskiTang.f(0, 0)) // 0
 */
export const styblinskiTang: Surface = {
  name: 'Styblinski–Tang',
  formula: '(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)/2',
  f: (x, y) =>
    (power(x, 4) - 16 * power(x, 2) + 5 * x + power(y, 4) - 16 * power(y, 2) + 5 * y) / 2,
  gradient: (x, y) => [2 * power(x, 3) - 16 * x + 2.5, 2 * power(y, 3) - 16 * y + 2.5],
  domain: { x: [-5, 5], y: [-5, 5] },
  minima: [[-2.903534027771177, -2.903534027771177]],
  start: [0.5, 4.5],
}
