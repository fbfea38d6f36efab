import { cos, exp, power, sin } from '../math'
import type { Surface } from '../types'

/**
 * A nearly flat plain of small pits with one deep, pointed hole.
 *
 * f(x, y) = −20·exp(−0.2·√((x² + y²)/2)) − exp((cos 2πx + cos 2πy)/2) + e + 20; lowest at (0, 0), where
 * it is 0 and has a tip: the gradient there is given as (0, 0).
 *
 * Source: Ackley, A connectionist machine for genetic hillclimbing, 1987.
 *
 * @example console.log(ackley.f(1, 0).toFixed(4)) // 2.6375
 */
export const ackley: Surface = {
  name: 'Ackley',
  formula: '−20·exp(−0.2·√((x² + y²)/2)) − exp((cos 2πx + cos 2πy)/2) + e + 20',
  f: (x, y) =>
    -20 * exp(-0.2 * Math.sqrt((power(x, 2) + power(y, 2)) / 2)) -
    exp((cos(2 * Math.PI * x) + cos(2 * Math.PI * y)) / 2) +
    Math.E +
    20,
  gradient: (x, y) => {
    const r = Math.sqrt((power(x, 2) + power(y, 2)) / 2)
    if (r === 0) return [0, 0]
    const hole = (2 * exp(-0.2 * r)) / r
    const pits = Math.PI * exp((cos(2 * Math.PI * x) + cos(2 * Math.PI * y)) / 2)
    return [hole * x + pits * sin(2 * Math.PI * x), hole * y + pits * sin(2 * Math.PI * y)]
  },
  domain: { x: [-5, 5], y: [-5, 5] },
  minima: [[0, 0]],
  start: [-3.6, 2.7],
}
