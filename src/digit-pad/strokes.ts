import { drawStroke, side } from '../datasets/draw-stroke'
import { strokes as shapes } from '../datasets/strokes'
import type { Point } from '../types'

/** A line that was drawn in one go, in pixels: (0, 0) is the middle of the first one. */
export type Stroke = readonly Point[]

/** As the digits that a network learns from are in the middle: see `digits`. */
const usual = { pen: 1.45, width: 15.5, height: 19.5, middle: 14 }

/** So many times larger a drawing is made at most: a dot stays a dot. */
const mostLarger = 4

/** The strokes of a digit, as the hand of `digits` draws it when nothing is left to chance. */
export function example(digit: number): Stroke[] {
  return shapes[digit]!.map(stroke =>
    stroke.map(([x, y]) => [
      usual.middle + usual.width * (x - 0.5),
      usual.middle + usual.height * (y - 0.5),
    ]),
  )
}

/** The strokes as large as those of the digits that a network learns from, and in the middle as they are. */
export function fitted(strokes: readonly Stroke[]): Stroke[] {
  const points = strokes.flat()
  if (points.length === 0) return []
  const middle: number[] = []
  const sizes: number[] = []
  for (const axis of [0, 1] as const) {
    const all = points.map(point => point[axis])
    // Not by Math.min(...all), which takes only so many.
    const [least, most] = all.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
      [Infinity, -Infinity] as const,
    )
    middle.push((least + most) / 2)
    sizes.push(most - least)
  }
  const scale = Math.min(mostLarger, usual.width / sizes[0]!, usual.height / sizes[1]!)
  return strokes.map(stroke =>
    stroke.map(([x, y]) => [
      usual.middle + scale * (x - middle[0]!),
      usual.middle + scale * (y - middle[1]!),
    ]),
  )
}

/** What a pen of the usual width leaves: 784 brightnesses, from 0 (paper) to 1 (ink). */
export function pictureOf(strokes: readonly Stroke[]): Float64Array {
  const picture = new Float64Array(side * side)
  for (const stroke of strokes) {
    // A dot is a line to where it begins.
    drawStroke(picture, stroke.length === 1 ? [stroke[0]!, stroke[0]!] : stroke, usual.pen)
  }
  return picture
}
