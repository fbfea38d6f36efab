import { hypot } from '../math'
import type { Point } from '../types'

/** Pixels along each side. */
export const side = 28

/**
 * Inks the pixels near a line through `points`; its edge fades over one pixel.
 *
 * @param image - 784 brightnesses, row after row; only what gets darker changes.
 * @param points - In pixels: (0, 0) is the middle of the first one, x to the right and y down.
 * @param width - Of half the line, in pixels.
 */
export function drawStroke(image: Float64Array, points: readonly Point[], width: number): void {
  for (let i = 1; i < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!]
    const reach = width + 1
    const [dx, dy] = [x1 - x0, y1 - y0]
    const length2 = dx * dx + dy * dy
    for (let r = from(Math.min(y0, y1) - reach); r <= to(Math.max(y0, y1) + reach); r++) {
      for (let c = from(Math.min(x0, x1) - reach); c <= to(Math.max(x0, x1) + reach); c++) {
        // The nearest place on the segment.
        const s = length2 === 0 ? 0 : ((c - x0) * dx + (r - y0) * dy) / length2
        const at = s < 0 ? 0 : s > 1 ? 1 : s
        const ink = width + 0.5 - hypot(c - x0 - at * dx, r - y0 - at * dy)
        const p = r * side + c
        if (ink > image[p]!) image[p] = ink < 1 ? ink : 1
      }
    }
  }
}

const from = (pixel: number): number => Math.max(0, Math.floor(pixel))
const to = (pixel: number): number => Math.min(side - 1, Math.ceil(pixel))
