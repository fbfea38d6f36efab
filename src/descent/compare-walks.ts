import { nameOf } from '../check'
import { log10 } from '../math'
import type { Path, Point } from '../types'

/** Rounding may differ; formulas may not. */
const tolerance = 1e-9

/**
 * Prints one sentence that says whether two walks are the same.
 *
 * They are "the same, to the last digit" if both are equally long and every point is equal, and the same
 * "but for rounding" if no coordinate differs by more than 10⁻⁹, or 10⁻⁹ of its value: then it names the
 * next power of ten, as the digits of such a difference change with the machine. Otherwise it says at
 * which step they part, and where each of them stands then. It never throws.
 *
 * @param a - What `descend` returned.
 * @param b - What `descend` returned for another optimizer, such as the package's own.
 * @example
 * const mine = descend(surfaces.bowl, new Momentum({ lr: 0.1, momentum: 0 }))
 * compareWalks(mine, descend(surfaces.bowl, new SGD({ lr: 0.1 })))
 * // The same walk, to the last digit.
 */
export function compareWalks(a: Path, b: Path): void {
  console.log(comparison(a, b))
}

/**
 * The sentence that `compareWalks` prints.
 *
 * @param a - A walk.
 * @param b - Another.
 */
export function comparison(a: Path, b: Path): string {
  for (const [which, walk] of [
    ['first', a],
    ['second', b],
  ] as const) {
    if (!isWalk(walk)) {
      return `There is nothing to compare: the ${which} is ${nameOf(walk)}, not a walk, which is what descend(…) returns.`
    }
  }
  const step = firstApart(a, b)
  if (step === undefined) {
    const apart = largestDifference(a, b)
    return apart === 0
      ? 'The same walk, to the last digit.'
      : `The same walk, but for rounding: nowhere more than 1e${Math.ceil(log10(apart))} apart.`
  }
  const [p, q] = [a.points[step], b.points[step]]
  if (p === undefined || q === undefined) {
    const [short, long] = p === undefined ? ['first', 'second'] : ['second', 'first']
    return `They part at step ${step}: the ${short} walk has ended, the ${long} goes on.`
  }
  return `They part at step ${step}: the first stands at ${place(p, q)}, the second at ${place(q, p)}.`
}

function isWalk(walk: unknown): walk is Path {
  const points: unknown = (walk as Partial<Path> | null | undefined)?.points
  const isNumber = (c: unknown): boolean => typeof c === 'number'
  return (
    Array.isArray(points) &&
    points.every(p => Array.isArray(p) && p.length === 2 && p.every(isNumber))
  )
}

/**
 * The first step at which two walks stand at different places or one has ended; undefined if there is
 * none.
 */
export function firstApart(a: Path, b: Path): number | undefined {
  const length = Math.max(a.points.length, b.points.length)
  for (let t = 0; t < length; t++) {
    const [p, q] = [a.points[t], b.points[t]]
    if (!p || !q || !isNear(p[0], q[0]) || !isNear(p[1], q[1])) return t
  }
  return undefined
}

const isNear = (p: number, q: number): boolean =>
  Math.abs(p - q) <= tolerance * Math.max(1, Math.abs(q))

function largestDifference(a: Path, b: Path): number {
  let largest = 0
  a.points.forEach(([x, y], t) => {
    const [bx, by] = b.points[t]!
    largest = Math.max(largest, Math.abs(x - bx), Math.abs(y - by))
  })
  return largest
}

/** A point, with as many digits as it takes to tell it from another, at least three. */
function place(point: Point, other: Point): string {
  const differs = (digits: number): boolean =>
    point.some((c, i) => c.toPrecision(digits) !== other[i]!.toPrecision(digits))
  let digits = 3
  while (digits < 17 && !differs(digits)) digits++
  return `(${point.map(c => Number(c.toPrecision(digits))).join(', ')})`
}
