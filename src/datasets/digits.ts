import { checkCount, checkOptions } from '../check'
import { cos, sin } from '../math'
import { matrix } from '../matrix'
import { normal, uniform } from '../random'
import type { Point } from '../types'
import type { Dataset } from './dataset'
import { drawStroke, side } from './draw-stroke'
import { strokes } from './strokes'

/** Which digits to draw. */
export interface DigitsOptions {
  /** Which images are drawn, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/**
 * Draws images of the ten digits, 28 × 28 pixels each, no two alike.
 *
 * A digit is a few strokes. For each image they are bent, slanted, turned, stretched and shifted a little
 * at random, drawn with a pen of random width, and noise is added to all pixels.
 *
 * @param n - How many images, a whole number ≥ 1; the digits 0 to 9 in turn.
 * @param options - `seed`: a whole number from 0 to 4,294,967,295, by default 0.
 * @returns Images, one per row, 784 brightnesses from 0 (paper) to 1 (ink), and which digit each is.
 * @throws RangeError for a number that is not accepted, TypeError for an unknown option.
 * @example
 * const { x, t } = digits(10)
 * console.log(x.columns, t.join(' ')) // 784 0 1 2 3 4 5 6 7 8 9
 */
export function digits(n: number, options: DigitsOptions = {}): Dataset {
  checkCount('n', n)
  checkOptions('digits', options, ['seed'])
  const { seed = 0 } = options
  const random = uniform(seed)
  const bell = normal(random)
  const x = matrix(n, side * side)
  const t = Uint8Array.from({ length: n }, (_, i) => i % 10)
  t.forEach((digit, i) => {
    const image = x.data.subarray(i * side * side, (i + 1) * side * side)
    const hand = randomHand(random, bell)
    const width = 0.9 + 1.1 * random()
    for (const stroke of strokes[digit]!) drawStroke(image, stroke.map(hand), width)
    for (let p = 0; p < image.length; p++) {
      image[p] = Math.min(1, Math.max(0, image[p]! + 0.1 * bell()))
    }
  })
  return { x, t, classes: 10 }
}

/** Where one writer's hand puts a point of the unit square, in pixels. */
function randomHand(random: () => number, bell: () => number): (point: Point) => Point {
  const angle = 0.16 * bell()
  const [c, s] = [cos(angle), sin(angle)]
  const slant = 0.22 * bell()
  const width = 13 + 5 * random()
  const height = 17 + 5 * random()
  const [right, down] = [14 + 1.55 * bell(), 14 + 1.55 * bell()]
  const [bendX, bendY] = [0.06 * bell(), 0.05 * bell()]
  const [phaseX, phaseY] = [random(), random()]
  return ([px, py]) => {
    const u = px - 0.5 + bendX * sin(2 * Math.PI * (py + phaseX))
    const v = py - 0.5 + bendY * sin(2 * Math.PI * (px + phaseY))
    const [a, b] = [width * (u - slant * v), height * v]
    return [right + c * a - s * b, down + s * a + c * b]
  }
}
