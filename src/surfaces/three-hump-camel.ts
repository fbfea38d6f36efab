import { power } from '../math'
import type { Surface } from '../types'

/**
 * Three valleys side by side, the middle one the deepest.
 *
 * f(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²; lowest at (0, 0), where it is 0.
 *
 * Source: Surjanovic and Bingham, Virtual Library of Simulation Experiments, 2013.
 *
 * @example console.log(threeHumpCamel.f(0, 2)) // 4
 */
export const threeHumpCamel: Surface = {
  name: 'three-hump camel',
  formula: '2x² − 1.05x⁴ + x⁶/6 + xy + y²',
  f: (x, y) => 2 * power(x, 2) - 1.05 * power(x, 4) + power(x, 6) / 6 + x * y + power(y, 2),
  gradient: (x, y) => [4 * x - 4.2 * power(x, 3) + power(x, 5) + y, x + 2 * y],
  domain: { x: [-5, 5], y: [-5, 5] },
  minima: [[0, 0]],
  start: [-2.5, 3],
}
