import { power } from '../math'
import type { Surface } from '../types'

/**
 * A pass with three ways down, for two legs and a tail; flat in its middle, and without a minimum.
 *
 * f(x, y) = x³ − 3xy², ∇f = (3x² − 3y², −6xy).
 *
 * Source: Hilbert and Cohn-Vossen, Anschauliche Geometrie, 1932.
 *
 * @example console.log(monkeySaddle.f(1, 1)) // -2
 */
export const monkeySaddle: Surface = {
  name: 'monkey saddle',
  formula: 'x³ − 3xy²',
  f: (x, y) => power(x, 3) - 3 * x * power(y, 2),
  gradient: (x, y) => [3 * power(x, 2) - 3 * power(y, 2), -6 * x * y],
  domain: { x: [-2, 2], y: [-2, 2] },
  minima: [],
  start: [1.5, 0.05],
}
