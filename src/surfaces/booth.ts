import { power } from '../math'
import type { Surface } from '../types'

/**
 * A long bowl that lies askew: x and y depend on each other.
 *
 * f(x, y) = (x + 2y − 7)² + (2x + y − 5)²; curvatures 2 and 18; lowest at (1, 3), where it is 0.
 *
 * Source: Surjanovic and Bingham, Virtual Library of Simulation Experiments, 2013.
 *
 * @example console.log(booth.f(1, 3)) // 0
 */
export const booth: Surface = {
  name: 'Booth',
  formula: '(x + 2y − 7)² + (2x + y − 5)²',
  f: (x, y) => power(x + 2 * y - 7, 2) + power(2 * x + y - 5, 2),
  gradient: (x, y) => [10 * x + 8 * y - 34, 8 * x + 10 * y - 38],
  domain: { x: [-10, 10], y: [-10, 10] },
  minima: [[1, 3]],
  start: [-8, -4],
}
