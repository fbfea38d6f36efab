import { checkNumber, checkOptions, checkSeed } from '../check'
import { normal, uniform } from '../random'
import type { Surface } from '../types'
import { made } from './origin'
import { checkSurface } from './surface'

/** How much the gradient shakes. */
export interface NoisyOptions {
  /** The standard deviation σ of what is added to each slope, a finite number ≥ 0; by default 1. */
  readonly sigma?: number
  /** Which noise, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/**
 * Makes a surface whose slopes are felt with an error, as a network's are from a few examples.
 *
 * gradient(x, y) = ∇f(x, y) + σ·(z₁, z₂), z₁ and z₂ normally spread around 0
 *
 * The values stay as they are. The error depends on the point and the seed alone, and jumps from one
 * point to the next, so the same walk has the same errors each time.
 *
 * @param surface - What to shake.
 * @param options - `sigma`: the standard deviation of the error in each slope, a finite number ≥ 0, by
 * default 1. `seed`: a whole number from 0 to 4,294,967,295, by default 0.
 * @throws TypeError for what is no surface, for an unknown option and for what is no number, RangeError for a sigma or a seed
 * out of its interval.
 * @example
 * const shaky = noisy(surfaces.bowl, { sigma: 0.5, seed: 1 })
 */
export function noisy(surface: Surface, options: NoisyOptions = {}): Surface {
  checkSurface('noisy', surface)
  checkOptions('noisy', options, ['sigma', 'seed'])
  const { sigma = 1, seed = 0 } = options
  checkNumber('sigma', sigma, 0)
  checkSeed(seed)
  const shaken: Surface = {
    ...surface,
    name: `noisy ${surface.name}`,
    gradient: (x, y) => {
      const [gx, gy] = surface.gradient(x, y)
      const bell = normal(uniform(hash(x, y, seed)))
      return [gx + sigma * bell(), gy + sigma * bell()]
    },
  }
  return made(shaken, { shaken: surface, sigma, seed })
}

const numbers = new Float64Array(2)
const words = new Uint32Array(numbers.buffer)

/** 32 bits that depend on every bit of x, y and seed, by the mixing step of MurmurHash3. */
function hash(x: number, y: number, seed: number): number {
  // 0 and -0 are one point.
  numbers[0] = x + 0
  numbers[1] = y + 0
  let h = seed
  for (const word of words) {
    h = Math.imul(h ^ word, 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h ^= h >>> 16
  }
  return h >>> 0
}
