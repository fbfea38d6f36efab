import { exp, power } from '../math'
import type { Surface } from '../types'

/**
 * A hole in a plain: the farther out, the flatter the ground, until there is next to no slope to feel.
 *
 * f(x, y) = 1 − exp(−x²/8 − y²/2); lowest at (0, 0), where it is 0.
 *
 * @example console.log(plateau.f(0, 0)) // 0
 */
export const plateau: Surface = {
  name: 'plateau',
  formula: '1 − exp(−x²/8 − y²/2)',
  f: (x, y) => 1 - exp(-power(x, 2) / 8 - power(y, 2) / 2),
  gradient: (x, y) => {
    const depth = exp(-power(x, 2) / 8 - power(y, 2) / 2)
    return [(depth * x) / 4, depth * y]
  },
  domain: { x: [-6, 6], y: [-4, 4] },
  minima: [[0, 0]],
  start: [-4.5, 2],
}
