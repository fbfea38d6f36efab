import { power } from '../math'
import type { Surface } from '../types'

/**
 * A pass between two hills: lowest along x and highest along y at the same point, and without a minimum.
 *
 * f(x, y) = x² − y², ∇f = (2x, −2y).
 *
 * @remarks A walk that starts with y = 0 never leaves that line.
 *
 * @example console.log(saddle.f(1, 2)) // -3
 */
export const saddle: Surface = {
  name: 'saddle',
  formula: 'x² − y²',
  f: (x, y) => power(x, 2) - power(y, 2),
  gradient: (x, y) => [2 * x, -2 * y],
  domain: { x: [-3, 3], y: [-3, 3] },
  minima: [],
  start: [-2, 0.01],
}
