import { nameOf } from '../check'
import { firstApart } from '../descent/compare-walks'
import { descend, type Walker } from '../descent/descend'
import type { Path, Point, PointInput, Surface } from '../types'
import type { Mistakes } from './mistakes'

/** What to walk on, and how to tell what went wrong. */
export interface CheckWalkOptions {
  readonly surface: Surface
  readonly from?: PointInput
  readonly steps?: number
  /** Known wrong answers, to name the one that a walk looks like. */
  readonly mistakes?: Mistakes
}

/**
 * Passes if an optimizer walks as the right one does, step by step; otherwise says where it left the
 * right path, and which known mistake leads there.
 *
 * @param mine - Makes the optimizer to check: anything with update(params, grads).
 * @param right - The right one; an array where several are right.
 * @param options - `surface`, `from` and `steps` as for `descend`; `mistakes`: known wrong answers.
 * @throws Error in one or two sentences for learners; TypeError if `mine` does not make an optimizer.
 * @example checkWalk(() => new MySGD(0.1), new SGD({ lr: 0.1 }), { surface: surfaces.bowl })
 */
export function checkWalk(
  mine: () => Walker,
  right: Walker | readonly Walker[],
  options: CheckWalkOptions,
): void {
  if (typeof mine !== 'function') {
    throw new TypeError(
      `checkWalk takes what makes your optimizer, such as () => new MySGD(0.1), got ${nameOf(mine)}.`,
    )
  }
  const { surface, from = surface.start, steps = 20, mistakes = {} } = options
  const walk = (optimizer: Walker): Path =>
    descend(surface, optimizer, { from, steps, warn: false })
  const found = walk(mine())
  const accepted = (Array.isArray(right) ? right : [right]).map(walk)
  const leaves = accepted.map(path => firstApart(found, path))
  if (leaves.includes(undefined)) return

  // If several are right, it is compared with the one that it follows longest.
  const best = leaves.indexOf(Math.max(...(leaves as number[])))
  const step = leaves[best]!
  const known = Object.entries(mistakes).find(
    ([, make]) => firstApart(found, walk(make())) === undefined,
  )
  const expected = accepted[best]!.points[step]
  throw new Error(
    `After update ${step} your optimizer stands at ${place(found.points[step])}, expected ${place(expected)}.${known ? ` This is what happens when ${known[0]}.` : ''}`,
  )
}

const place = (point: Point | undefined): string =>
  point ? `(${point.map(c => Number(c.toPrecision(6))).join(', ')})` : 'no finite place'
