import { cos, power, sin } from '../math'
import type { Surface } from '../types'

/**
 * A bowl full of pits: about a hundred local minima on the map.
 *
 * f(x, y) = 20 + x² − 10·cos(2πx) + y² − 10·cos(2πy); lowest at (0, 0), where it is 0.
 *
 * Source: Rastrigin, Systems of extremal control, 1974.
 *
 * @example console.log(rastrigin.f(0, 0)) // 0
 */
export const rastrigin: Surface = {
  name: 'Rastrigin',
  formula: '20 + x² − 10·cos(2πx) + y² − 10·cos(2πy)',
  f: (x, y) =>
    20 + power(x, 2) - 10 * cos(2 * Math.PI * x) + power(y, 2) - 10 * cos(2 * Math.PI * y),
  gradient: (x, y) => [
    2 * x + 20 * Math.PI * sin(2 * Math.PI * x),
    2 * y + 20 * Math.PI * sin(2 * Math.PI * y),
  ],
  domain: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
  minima: [[0, 0]],
  start: [-3.3, 2.6],
}
