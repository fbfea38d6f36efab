import { power } from '../math'
import type { Surface } from '../types'

/**
 * A banana-shaped valley: steep walls, and a floor along y = x² that hardly falls.
 *
 * f(x, y) = (1 − x)² + 100(y − x²)²; lowest at (1, 1), where it is 0.
 *
 * Source: Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960.
 *
 * @example console.log(rosenbrock.f(0, 0)) // 1
 */
export const rosenbrock: Surface = {
  name: 'Rosenbrock',
  formula: '(1 − x)² + 100(y − x²)²',
  f: (x, y) => power(1 - x, 2) + 100 * power(y - power(x, 2), 2),
  gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - power(x, 2)), 200 * (y - power(x, 2))],
  domain: { x: [-2, 2], y: [-1, 3] },
  minima: [[1, 1]],
  start: [-1.5, 2],
}
