import { power } from '../math'
import type { Surface } from '../types'

/**
 * A hollow whose floor is nearly level: the slopes shrink with the cube of the distance, so that a walk
 * that comes near needs an ever larger learning rate.
 *
 * f(x, y) = x⁴/100 + y⁴, ∇f = (x³/25, 4y³); lowest at (0, 0), where it is 0.
 *
 * @example console.log(hollow.f(10, 1)) // 101
 */
export const hollow: Surface = {
  name: 'hollow',
  formula: 'x⁴/100 + y⁴',
  f: (x, y) => power(x, 4) / 100 + power(y, 4),
  gradient: (x, y) => [power(x, 3) / 25, 4 * power(y, 3)],
  domain: { x: [-10, 10], y: [-5, 5] },
  minima: [[0, 0]],
  start: [-7, 2],
}
