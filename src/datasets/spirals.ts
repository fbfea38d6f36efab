import { cos, sin } from '../math'
import type { Dataset } from './dataset'
import { type TwoClassesOptions, twoClasses } from './two-classes'

/**
 * Two arms of a spiral, wound into each other: no straight line tells them apart.
 *
 * Arm c, for s from 0 to 1: (r·cos φ, r·sin φ) with r = 0.1 + 0.9·s and φ = 2.5π·s + π·c, plus noise.
 * The arms do not begin at (0, 0), where nobody could tell them apart.
 *
 * @param n - How many points, a whole number ≥ 1, half of them in each arm.
 * @param options - `noise`: the standard deviation of each coordinate's error, a finite number ≥ 0, by
 * default 0.03. `seed`: a whole number from 0 to
 * 4,294,967,295, by default 0.
 * @throws RangeError for a number that is not accepted, TypeError for an unknown option.
 * @example const { x, t } = spirals(200, { seed: 1 })
 */
export function spirals(n: number, options: TwoClassesOptions = {}): Dataset {
  return twoClasses('spirals', n, options, (arm, s) => {
    const r = 0.1 + 0.9 * s
    const angle = 2.5 * Math.PI * s + Math.PI * arm
    return [r * cos(angle), r * sin(angle)]
  })
}
