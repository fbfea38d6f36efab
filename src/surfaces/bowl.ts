import { power } from '../math'
import type { Surface } from '../types'

/**
 * A long bowl: twenty times more curved along y than along x.
 *
 * f(x, y) = x²/20 + y², ∇f = (x/10, 2y); curvatures 0.1 and 2; lowest at (0, 0), where it is 0.
 *
 * Source: Saitoh, Deep Learning from Scratch, 2016, chapter 6.
 *
 * @example console.log(bowl.f(-7, 2)) // 6.45
 */
export const bowl: Surface = {
  name: 'bowl',
  formula: 'x²/20 + y²',
  f: (x, y) => power(x, 2) / 20 + power(y, 2),
  gradient: (x, y) => [x / 10, 2 * y],
  domain: { x: [-10, 10], y: [-5, 5] },
  minima: [[0, 0]],
  start: [-7, 2],
}
