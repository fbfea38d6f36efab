import type { Surface } from '../types'
import { bowl } from './bowl'

/**
 * The functions to descend, by name.
 *
 * @example console.log(surfaces.bowl.formula) // x²/20 + y²
 */
export const surfaces: { readonly bowl: Surface } = { bowl }
