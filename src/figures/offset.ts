import { log10 } from '../math'
import { fitsFloat32, isFlat } from './digits'
import { multiples, numbersOf, type TypedArray, typedArray } from './grid'
import type { Trace } from './mark'
import { nice } from './nice'

/**
 * What is taken off the numbers of an axis, so that its labels are short and differ: 1,000,000 if it goes
 * from 1,000,000 to 1,000,000.2; 0 if nothing needs to be.
 */
export function offsetOf(min: number, max: number): number {
  const size = Math.max(Math.abs(min), Math.abs(max))
  if (isFlat(min, max) || size === 0 || fitsFloat32((max - min) / size, 1)) return 0
  const unit = Number(`1e${Math.ceil(log10(max - min))}`)
  return Math.round(min / unit) * unit
}

/** What an axis is called once `offset` has been taken off its numbers. */
export function nameWithout(offset: number, name: string): string {
  if (offset === 0) return name
  return `${name} ${offset > 0 ? '−' : '+'} ${Math.abs(offset)}`.trim()
}

/** The labels of an axis from min to max without its offset, if it has one. */
export function labelsWithout(offset: number, min: number, max: number): object {
  if (offset === 0) return {}
  const rest = multiples(nice((max - min) / 5), [min - offset, max - offset])
  return { tickvals: rest.map(tick => offset + tick), ticktext: rest.map(String) }
}

/** A trace in space, with the offsets of its axes taken off its numbers; under the mouse stand both. */
export function without(offset: { x: number; y: number; z: number }, trace: Trace): Trace {
  const moved: Record<string, unknown> = { ...trace }
  for (const axis of ['x', 'y', 'z'] as const) {
    if (offset[axis] === 0) continue
    const numbers = numbersOf(trace[axis] as TypedArray)
    moved[axis] = typedArray(numbers.map(value => value - offset[axis]))
    moved.hovertemplate = String(moved.hovertemplate).replace(
      `%{${axis}:`,
      `${offset[axis]} + %{${axis}:`,
    )
  }
  return moved as Trace
}
