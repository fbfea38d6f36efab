import { checkNumber, checkOptions, checkSeed, nameOf } from '../check'
import { normal, uniform } from '../random'
import type { Surface } from '../types'
import { withOrigin } from './origin'
import { checkSurface } from './surface'

/** How to shake the gradient. */
export interface NoisyOptions {
  /** The standard deviation σ of what is added to each slope, a finite number ≥ 0; by default 1. */
  readonly noise?: number
  /** Which noise, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
  /** Whether each step of a walk has an error of its own, as each mini-batch has; by default false. */
  readonly fresh?: boolean
}

/**
 * Makes a surface that gives each slope with an error, as a few examples do for a network.
 *
 * gradient(x, y) = ∇f(x, y) + σ·(z₁, z₂), z₁ and z₂ normally distributed with mean 0 and deviation 1
 *
 * The values stay as they are. By default the error is frozen in the ground: it depends on the point
 * and the seed alone, and jumps from one point to the next. With `fresh` it depends on the step and the
 * seed alone: every optimizer gets the error of step 7 at its step 7, wherever it stands, as if all
 * optimizers were given the same mini-batches. Either way the same walk has the same errors each time.
 *
 * @param surface - What to shake.
 * @param options - `noise`: σ, the standard deviation of the error in each slope, a finite number ≥ 0, by
 * default 1. `seed`: a whole number from 0 to 4,294,967,295, by default 0. `fresh`: whether each step
 * has an error of its own, true or false, by default false.
 * @throws TypeError for anything but a surface, for an unknown option and for a wrong type; RangeError
 * for a noise or a seed outside its interval.
 * @example
 * const shaky = noisy(surfaces.bowl, { noise: 0.5, seed: 1, fresh: true })
 * console.log(shaky.gradient(0, 0, 7)[0] === shaky.gradient(0, 0, 8)[0]) // false
 */
export function noisy(surface: Surface, options: NoisyOptions = {}): Surface {
  checkSurface('noisy', surface)
  checkOptions('noisy', options, ['noise', 'seed', 'fresh'])
  const { noise = 1, seed = 0, fresh = false } = options
  checkNumber('noise', noise, 0)
  checkSeed(seed)
  if (typeof fresh !== 'boolean') {
    throw new TypeError(`fresh must be true or false, got ${nameOf(fresh)}.`)
  }
  const shaken: Surface = {
    ...surface,
    name: `noisy ${surface.name}`,
    gradient: (x, y, step = 0) => {
      const [gx, gy] = surface.gradient(x, y, step)
      const bell = normal(uniform(fresh ? hash(step, 0, seed) : hash(x, y, seed)))
      return [gx + noise * bell(), gy + noise * bell()]
    },
  }
  return withOrigin(shaken, { shaken: surface, noise, seed, fresh })
}

const numbers = new Float64Array(2)
const words = new Uint32Array(numbers.buffer)

/** 32 bits that depend on every bit of two numbers and a seed, by the mixing step of MurmurHash3. */
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
