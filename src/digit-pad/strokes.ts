import { drawStroke, side } from '../datasets/draw-stroke'
import { strokes as shapes } from '../datasets/strokes'
import type { Point } from '../types'
import type { DigitSource } from './spec'

/** A line that was drawn in one go, in pixels: (0, 0) is the middle of the first one. */
export type Stroke = readonly Point[]

/** As the digits of `digits` are when nothing is left to chance. */
const usual = { pen: 1.45, width: 15.5, height: 19.5, middle: 14 }

/**
 * How large a drawing is made, and by what it is centred: its box, or its centre of mass. A drawing keeps
 * its shape: it is made so large that it is as high as it may be, or as wide.
 *
 * Source: for MNIST, a box of 20 pixels, ink and all: LeCun, Bottou, Bengio and Haffner, Gradient-based
 * learning applied to document recognition, 1998, section III.A.
 */
const looks: Record<DigitSource, { readonly box: number; readonly byMass: boolean }> = {
  drawn: { box: usual.height, byMass: false },
  MNIST: { box: 20 - 2 * usual.pen, byMass: true },
}

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

/** The strokes as large as those of the digits that a network has learned from, and in the middle as they are. */
export function fitted(strokes: readonly Stroke[], source: DigitSource): Stroke[] {
  const points = strokes.flat()
  if (points.length === 0) return []
  const { box, byMass } = looks[source]
  const middle: number[] = []
  const sizes: number[] = []
  for (const axis of [0, 1] as const) {
    const all = points.map(point => point[axis])
    // Not by Math.min(...all), which takes only so many.
    const [low, high] = all.reduce(
      ([lowest, highest], value) => [Math.min(lowest, value), Math.max(highest, value)] as const,
      [Infinity, -Infinity] as const,
    )
    middle.push((low + high) / 2)
    sizes.push(high - low)
  }
  const scale = Math.min(mostLarger, box / sizes[0]!, box / sizes[1]!)
  const inBox: Stroke[] = strokes.map(stroke =>
    stroke.map(([x, y]) => [
      usual.middle + scale * (x - middle[0]!),
      usual.middle + scale * (y - middle[1]!),
    ]),
  )
  if (!byMass) return inBox
  const [x, y] = centreOf(pictureOf(inBox))
  const [right, down] = [usual.middle - x, usual.middle - y]
  return inBox.map(stroke => stroke.map(([px, py]) => [px + right, py + down]))
}

/** The centre of mass of the ink. */
function centreOf(picture: Float64Array): Point {
  let [mass, x, y] = [0, 0, 0]
  picture.forEach((ink, p) => {
    mass += ink
    x += ink * (p % side)
    y += ink * Math.floor(p / side)
  })
  return [x / mass, y / mass]
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
