import { nameOf } from '../check'
import { checkDomain } from '../surfaces/surface'
import type { Domain, DomainInput, Surface } from '../types'
import { fitsFloat32, isFlat, notTiny } from './digits'
import { extent, largestDrawn } from './extent'
import { multiple, nice } from './nice'

/** A typed array the way Plotly reads it from JSON, at half the length of the digits. */
export interface TypedArray {
  readonly dtype: 'f4' | 'f8' | 'u1'
  readonly bdata: string
  /** Rows and columns, of a grid. */
  readonly shape?: string
}

/**
 * As a share of where a side lies: along a shorter one, float64 has too few numbers to draw lines with.
 */
const shortestSide = 1e-12

/**
 * Throws unless `domain` is { x: [min, max], y: [min, max] } with finite min < max, and can be drawn:
 * within ±1e300, and with enough numbers between min and max.
 *
 * @param what - The name of what was called, for the message.
 * @param domain - What the caller gave.
 * @throws RangeError with the domain given.
 */
export function checkDrawable(what: string, domain: DomainInput): asserts domain is Domain {
  checkDomain(what, domain)
  for (const [min, max] of [domain.x, domain.y]) {
    const end = Math.max(Math.abs(min), Math.abs(max))
    if (end > largestDrawn || max - min < Math.max(1 / largestDrawn, shortestSide * end)) {
      throw new RangeError(
        `${what} takes a domain within ±1e300 whose max is above its min by 1e-300 and by a trillionth of it at least, not ${JSON.stringify(domain)}.`,
      )
    }
  }
}

/** From one line to the next, along each axis. */
export interface Spacing {
  readonly x: number
  readonly y: number
}

/** How many times as long as the other one side may be if both are to have the same scale. */
const longestStrip = 10

/** Whether both axes can have the same scale: a longer strip would shrink to a line. */
export function hasOneScale({ x, y }: Domain): boolean {
  const ratio = (x[1] - x[0]) / (y[1] - y[0])
  return ratio <= longestStrip && ratio >= 1 / longestStrip
}

/**
 * The spacing along both axes: `given`, or a round number that gives about 20 steps along the longer
 * side. On a long strip this is the spacing of the longer side, and the shorter one has as many steps.
 *
 * @throws RangeError unless it is finite, above 0 and leaves 2 to 100 lines.
 */
export function spacingOf(what: string, domain: Domain, given: number | undefined): Spacing {
  const [width, height] = [domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]]
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)]
  // A little more, so that 9 / 20 counts as 0.5.
  const spacing = given ?? nice((longer / 20) * 1.15)
  const [least, most] = [longer / 100, hasOneScale(domain) ? shorter : longer]
  if (!(spacing >= least) || !(spacing <= most)) {
    throw new RangeError(
      `${what} on this domain takes a spacing from ${least} to ${most}, not ${typeof spacing === 'number' ? spacing : nameOf(spacing)}.`,
    )
  }
  if (hasOneScale(domain)) return { x: spacing, y: spacing }
  const share = spacing / longer
  return { x: share * width, y: share * height }
}

/** The multiples of `spacing` from min to max, both included. */
export function multiples(spacing: number, [min, max]: readonly [number, number]): number[] {
  const first = Math.ceil(min / spacing - 1e-9)
  const last = Math.floor(max / spacing + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, spacing))
}

/** `count` values, evenly from min to max, both included. */
export function evenly(count: number, [min, max]: readonly [number, number]): number[] {
  return Array.from({ length: count }, (_, i) => min + ((max - min) * i) / (count - 1))
}

/** The largest height, up or down: the difference of any two is finite, and so is three times that. */
const tallest = 2e307

/** f at every (xs[j], ys[i]), row by row; NaN where it is not finite, or beyond ±2e307. */
export function sample(
  surface: Surface,
  xs: readonly number[],
  ys: readonly number[],
): Float64Array {
  const z = new Float64Array(xs.length * ys.length)
  let k = 0
  // By index, which is quicker here than `for (const x of xs)` ("What V8 does", bench/README.md).
  for (let i = 0; i < ys.length; i++) {
    const y = ys[i]!
    for (let j = 0; j < xs.length; j++) {
      const value = surface.f(xs[j]!, y)
      z[k++] = Math.abs(value) <= tallest ? notTiny(value) : Number.NaN
    }
  }
  return z
}

/** Throws if there is nothing to draw: if all of `values` are NaN. */
export function checkValues(what: string, surface: Surface, values: Float64Array): void {
  if (values.every(Number.isNaN)) {
    throw new RangeError(
      `${what} finds no finite value of ${surface.name} on this domain, up to ±${tallest}.`,
    )
  }
}

/**
 * The kind of numbers that holds `values` for a picture: 'f4', with seven digits, or 'f8' if they are
 * more alike than that, or too large or too small for it.
 */
export function dtypeOf(values: Float64Array): 'f4' | 'f8' {
  const [least, greatest] = extent(values)
  const size = Math.max(Math.abs(least), Math.abs(greatest))
  return fitsFloat32(isFlat(least, greatest) ? size : greatest - least, size) ? 'f4' : 'f8'
}

/** `values` for Plotly; 'u1', a byte each, is for whole numbers from 0 to 255. */
export function typedArray(
  values: Float64Array,
  shape?: readonly [number, number],
  dtype: TypedArray['dtype'] = dtypeOf(values),
): TypedArray {
  const numbers = new { f4: Float32Array, f8: Float64Array, u1: Uint8Array }[dtype](values)
  let binary = ''
  for (const byte of new Uint8Array(numbers.buffer)) binary += String.fromCharCode(byte)
  // Not Node's Buffer: the explorer draws maps in the browser.
  const bdata = btoa(binary)
  return { dtype, bdata, ...(shape === undefined ? {} : { shape: shape.join(', ') }) }
}

/** The numbers of a typed array. */
export function numbersOf({ dtype, bdata }: TypedArray): Float64Array {
  const bytes = Uint8Array.from(atob(bdata), character => character.charCodeAt(0))
  return Float64Array.from(
    new { f4: Float32Array, f8: Float64Array, u1: Uint8Array }[dtype](bytes.buffer),
  )
}
