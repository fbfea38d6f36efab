import { nameOf } from '../check'
import type { Domain, Surface } from '../types'
import { nice } from './nice'

/** A typed array the way Plotly reads it from JSON, at half the length of the digits. */
export interface TypedArray {
  readonly dtype: 'f4' | 'u1'
  readonly bdata: string
  /** Rows and columns, of a grid. */
  readonly shape?: string
}

/** Throws unless `spacing` is finite, above 0 and leaves 2 to `most` lines along both axes. */
export function checkSpacing(what: string, spacing: number, domain: Domain, most: number): void {
  const longer = Math.max(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])
  const shorter = Math.min(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])
  if (!(spacing >= longer / most) || !(spacing <= shorter)) {
    throw new RangeError(
      `${what} on this domain takes a spacing from ${longer / most} to ${shorter}, not ${typeof spacing === 'number' ? spacing : nameOf(spacing)}.`,
    )
  }
}

/** A spacing of round size that gives about 20 steps along the longer side. */
export function defaultSpacing(domain: Domain): number {
  // A little more, so that 9 / 20 counts as 0.5.
  const longer = Math.max(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])
  return nice((longer / 20) * 1.15)
}

/** The multiples of `spacing` from min to max, both included. */
export function multiples(spacing: number, [min, max]: readonly [number, number]): number[] {
  const first = Math.ceil(min / spacing - 1e-9)
  const last = Math.floor(max / spacing + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    // Twelve digits: 3 * 0.1 becomes 0.3 again. The sum turns -0 into 0.
    return Number(((first + i) * spacing).toPrecision(12)) + 0
  })
}

/** `count` values, evenly from min to max, both included. */
export function evenly(count: number, [min, max]: readonly [number, number]): number[] {
  return Array.from({ length: count }, (_, i) => min + ((max - min) * i) / (count - 1))
}

/** f at every (xs[j], ys[i]), row by row; NaN where it is not finite. */
export function sample(
  surface: Surface,
  xs: readonly number[],
  ys: readonly number[],
): Float64Array {
  const z = new Float64Array(xs.length * ys.length)
  let k = 0
  // By number: with `for (const x of xs)` V8 makes objects of the numbers on their way.
  for (let i = 0; i < ys.length; i++) {
    const y = ys[i]!
    for (let j = 0; j < xs.length; j++) {
      const value = surface.f(xs[j]!, y)
      z[k++] = Number.isFinite(value) ? value : Number.NaN
    }
  }
  return z
}

/** Throws if there is nothing to draw: if all of `values` are NaN. */
export function checkValues(what: string, surface: Surface, values: Float64Array): void {
  if (values.every(Number.isNaN)) {
    throw new RangeError(`${what} finds no finite value of ${surface.name} on this domain.`)
  }
}

/**
 * `values` for Plotly: with single precision, seven digits, more than a picture shows; or 'u1', a byte
 * each, for whole numbers from 0 to 255.
 */
export function typedArray(
  values: Float64Array,
  shape?: readonly [number, number],
  dtype: TypedArray['dtype'] = 'f4',
): TypedArray {
  const short = dtype === 'f4' ? new Float32Array(values) : new Uint8Array(values)
  let binary = ''
  for (const byte of new Uint8Array(short.buffer)) binary += String.fromCharCode(byte)
  // Not Node's Buffer: the explorer draws maps in the browser.
  const bdata = btoa(binary)
  return { dtype, bdata, ...(shape === undefined ? {} : { shape: shape.join(', ') }) }
}
