import { log10 } from '../math'

/** In an interval that is narrower than this share of its ends, only the rounding of float64 differs. */
export const narrowest = 1e-13

/** Whether the numbers from min to max are one number, as far as float64 can tell. */
export function isFlat(min: number, max: number): boolean {
  return !(max - min > narrowest * Math.max(Math.abs(min), Math.abs(max)))
}

/**
 * How many significant digits the numbers from min to max keep: `usual` ones, and more if rounding would
 * visibly move them, as in 1,000,000.2 beside 1,000,000.
 *
 * @example digitsFor(0, 2500, 6) // 6
 * @example digitsFor(1e6, 1e6 + 0.2, 6) // 11
 */
export function digitsFor(min: number, max: number, usual: number): number {
  if (isFlat(min, max)) return usual
  const ratio = Math.max(Math.abs(min), Math.abs(max)) / (max - min)
  // A two-thousandth of the interval is less than a pixel.
  const enough = 4 + Math.ceil(log10(ratio))
  return enough <= usual + 1 ? usual : Math.min(17, enough)
}

/** `value`, or 0 if it is so small that a browser would look for labels of such an axis for ever. */
export function notTiny(value: number): number {
  return Math.abs(value) < 1e-300 ? 0 : value
}

/** `value` with this many significant digits; 0 below 1e-300. */
export function rounded(value: number, digits: number): number {
  if (Math.abs(value) < 1e-300) return 0
  return digits > 15 ? value : Number(value.toPrecision(digits))
}

/**
 * Whether float32 can tell apart heights as large as `size` that differ by `step`, with a thousand steps
 * between them for smooth lines. It has 24 binary digits, and holds 1e-38 to 3e38.
 */
export function fitsFloat32(step: number, size: number): boolean {
  return step >= 2 ** -14 * size && size < 3e38 && (step > 1e-34 || step === 0)
}
