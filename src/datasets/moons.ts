import { cos, sin } from '../math'
import type { Dataset } from './dataset'
import { type TwoClassesOptions, twoClasses } from './two-classes'

/**
 * Two half moons that reach into each other.
 *
 * The upper one, for s from 0 to 1: (cos πs, sin πs); the lower one: (1 − cos πs, ½ − sin πs); plus
 * noise.
 *
 * @param n - How many points, a whole number ≥ 1, half of them in each moon.
 * @param options - `noise`: the standard deviation of each coordinate's error, a finite number ≥ 0, by
 * default 0.03. `seed`: a whole number from 0 to
 * 4,294,967,295, by default 0.
 * @throws RangeError for a number that is not accepted, TypeError for an unknown option.
 * @example const { x, t } = moons(200, { noise: 0.1 })
 */
export function moons(n: number, options: TwoClassesOptions = {}): Dataset {
  return twoClasses('moons', n, options, (moon, s) => {
    const angle = Math.PI * s
    return moon === 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)]
  })
}
