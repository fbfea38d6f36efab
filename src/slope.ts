/**
 * What is known about a slope measured with one h; measuring again with half of it tells how far off it
 * is.
 */
interface Felt {
  readonly slope: number
  /** Roughly what the formula leaves out: how much the slope changes with half of h. */
  readonly left: number
  /** Roughly what rounding the values may have done to it. */
  readonly rounded: number
}

/** A slope is good enough if its error is no larger a share of it than this. */
const enough = 1e-6

/**
 * The slope of a function of one number, by nudging it both ways.
 *
 * (g(x + h) − g(x − h)) / 2h, or at the end of an interval (−3g(x) + 4g(x + h) − g(x + 2h)) / 2h
 *
 * The error is of the order h² from the formula and 10⁻¹⁶/h from rounding. How large both are depends on
 * the scale of g: √x near 10⁻⁶ needs another h than x² near 10¹³. So the usual h is tried first and, if
 * it will not do, larger and larger or smaller and smaller ones, whichever are called for; the slope with
 * the smallest error for its size is taken.
 *
 * @param g - The function; it may be NaN where it is not defined.
 * @param x - Where, a finite number.
 * @param usual - The h to begin with, above 0.
 * @param min - The end below which g must not be called.
 * @param max - The end above which g must not be called.
 * @returns The slope, not finite where g is not finite near x.
 */
export function slopeOf(
  g: (x: number) => number,
  x: number,
  usual: number,
  min: number = Number.NEGATIVE_INFINITY,
  max: number = Number.POSITIVE_INFINITY,
): number {
  let best = feel(g, x, usual, min, max)
  if (isEnough(best) || isLevel(best, usual, x)) return best.slope
  // Both within the range of numbers, so that the loop comes to an end.
  const smallest = Math.max(1e-300, 1e-10 * (x === 0 ? usual : Math.min(usual, Math.abs(x))))
  const largest = Math.min(1e300, 0.1 * Math.min(Math.max(1e9 * usual, Math.abs(x)), max - min))
  // Upwards as well if values have fewer right digits than expected, as those of a float32 have.
  for (const factor of best.rounded > best.left ? [10] : [0.1, 10]) {
    for (let h = usual * factor; h >= smallest && h <= largest; h *= factor) {
      const next = feel(g, x, h, min, max)
      // No farther than needed: the ground may bend there.
      if (isBetter(next, best)) best = next
      else if (part(best) < aDigit) break
    }
    if (isEnough(best)) break
  }
  return best.slope
}

const error = ({ left, rounded }: Felt): number => left + rounded

const isEnough = (felt: Felt): boolean => error(felt) <= enough * Math.abs(felt.slope)

/** Whether it is 0 except for rounding, with an h that is not lost beside x. */
const isLevel = ({ slope, left, rounded }: Felt, h: number, x: number): boolean =>
  Math.abs(slope) <= rounded && left <= rounded && h > 1e-10 * Math.abs(x)

/** A slope whose error is this share of it, or more, has no right digit. */
const aDigit = 0.1

const part = (felt: Felt): number => error(felt) / Math.abs(felt.slope)

/**
 * Whether a slope has the smaller error for its size; or, if neither has a right digit, as on level
 * ground, whether its error is smaller.
 */
function isBetter(a: Felt, b: Felt): boolean {
  if (!Number.isFinite(error(b))) return true
  if (!Number.isFinite(error(a))) return false
  return part(a) < aDigit || part(b) < aDigit ? part(a) < part(b) : error(a) < error(b)
}

function feel(g: (x: number) => number, x: number, h: number, min: number, max: number): Felt {
  const side = x - h < min ? 1 : x + h > max ? -1 : 0
  const [slope, size] = nudged(g, x, h, side)
  const [other] = nudged(g, x, h / 2, side)
  const rounded = (Number.EPSILON * (size + Math.abs(slope * x))) / h
  return { slope, left: Math.abs(slope - other), rounded }
}

/** The slope measured with one h, to both sides or to one, and how large the values were. */
function nudged(
  g: (x: number) => number,
  x: number,
  h: number,
  side: -1 | 0 | 1,
): [slope: number, size: number] {
  if (side === 0) {
    const above = g(x + h)
    const below = g(x - h)
    return [(above - below) / (2 * h), Math.max(Math.abs(above), Math.abs(below))]
  }
  const step = side * h
  const here = g(x)
  const near = g(x + step)
  const far = g(x + 2 * step)
  const size = 4 * Math.max(Math.abs(here), Math.abs(near), Math.abs(far))
  return [(4 * near - 3 * here - far) / (2 * step), size]
}
