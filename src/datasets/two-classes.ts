import { checkCount, checkNumber, checkOptions } from '../check'
import { matrix } from '../matrix'
import { normal, uniform } from '../random'
import type { Point } from '../types'
import type { Dataset } from './dataset'

/** How to scatter the points. */
export interface TwoClassesOptions {
  /** The standard deviation of each coordinate's error, a finite number ≥ 0; by default 0.03. */
  readonly noise?: number
  /** Which errors, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/** Points scattered around two curves in the plane, alternately around one and the other. */
export function twoClasses(
  what: string,
  n: number,
  options: TwoClassesOptions,
  curve: (which: 0 | 1, s: number) => Point,
): Dataset {
  checkCount('n', n)
  checkOptions(what, options, ['noise', 'seed'])
  const { noise = 0.03, seed = 0 } = options
  checkNumber('noise', noise, 0)
  const random = uniform(seed)
  const bell = normal(random)
  const x = matrix(n, 2)
  const t = Uint8Array.from({ length: n }, (_, i) => i % 2)
  t.forEach((which, i) => {
    const [u, v] = curve(which as 0 | 1, random())
    x.data[2 * i] = u + noise * bell()
    x.data[2 * i + 1] = v + noise * bell()
  })
  return { x, t, classes: 2 }
}
