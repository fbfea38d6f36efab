import type { Surface } from '../types'
import { ackley } from './ackley'
import { beale } from './beale'
import { booth } from './booth'
import { bowl } from './bowl'
import { himmelblau } from './himmelblau'
import { hollow } from './hollow'
import { monkeySaddle } from './monkey-saddle'
import { plateau } from './plateau'
import { rastrigin } from './rastrigin'
import { rosenbrock } from './rosenbrock'
import { saddle } from './saddle'
import { styblinskiTang } from './styblinski-tang'
import { threeHumpCamel } from './three-hump-camel'

/** The names of the functions to descend. */
export type SurfaceName =
  | 'bowl'
  | 'rosenbrock'
  | 'beale'
  | 'himmelblau'
  | 'booth'
  | 'threeHumpCamel'
  | 'saddle'
  | 'monkeySaddle'
  | 'rastrigin'
  | 'ackley'
  | 'styblinskiTang'
  | 'plateau'
  | 'hollow'

/**
 * The functions to descend, by name.
 *
 * @example console.log(surfaces.bowl.formula) // x²/20 + y²
 */
export const surfaces: Readonly<Record<SurfaceName, Surface>> = {
  bowl,
  rosenbrock,
  beale,
  himmelblau,
  booth,
  threeHumpCamel,
  saddle,
  monkeySaddle,
  rastrigin,
  ackley,
  styblinskiTang,
  plateau,
  hollow,
}
