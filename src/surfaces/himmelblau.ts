import { power } from '../math'
import type { Surface } from '../types'

/**
 * Four valleys, equally deep.
 *
 * f(x, y) = (x² + y − 11)² + (x + y² − 7)²; 0 at (3, 2) and at three other points.
 *
 * Source: Himmelblau, Applied Nonlinear Programming, 1972.
 *
 * @example console.log(himmelblau.f(3, 2)) // 0
 */
export const himmelblau: Surface = {
  name: 'Himmelblau',
  formula: '(x² + y − 11)² + (x + y² − 7)²',
  f: (x, y) => power(power(x, 2) + y - 11, 2) + power(x + power(y, 2) - 7, 2),
  gradient: (x, y) => {
    const a = power(x, 2) + y - 11
    const b = x + power(y, 2) - 7
    return [4 * x * a + 2 * b, 2 * a + 4 * y * b]
  },
  domain: { x: [-5, 5], y: [-5, 5] },
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.28318599128617],
    [3.584428340330492, -1.848126526964404],
  ],
  start: [0, -4],
}
