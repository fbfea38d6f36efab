import { cos, sin } from '../math'
import type { Point } from '../types'

/** An arc of an ellipse, from one angle to another in degrees; 0 is to the right, 90 down. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Point[] {
  const pieces = Math.ceil(Math.abs(to - from) / 30)
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / pieces) * Math.PI) / 180
    return [cx + rx * cos(angle), cy + ry * sin(angle)]
  })
}

/** The strokes of each digit in the unit square, x to the right and y down. */
export const strokes: readonly (readonly (readonly Point[])[])[] = [
  [arc(0.5, 0.5, 0.36, 0.5, 0, 360)],
  [
    [
      [0.3, 0.22],
      [0.55, 0],
      [0.55, 1],
    ],
  ],
  [[...arc(0.5, 0.28, 0.36, 0.28, 190, 380), [0.1, 1], [0.9, 1]]],
  [
    [...arc(0.48, 0.25, 0.34, 0.25, 200, 440), [0.4, 0.5]],
    [[0.4, 0.5], ...arc(0.46, 0.74, 0.38, 0.26, 280, 520)],
  ],
  [
    [
      [0.66, 1],
      [0.66, 0],
      [0.08, 0.66],
      [0.95, 0.66],
    ],
  ],
  [[[0.85, 0], [0.25, 0], [0.2, 0.45], ...arc(0.48, 0.68, 0.38, 0.32, 230, 510)]],
  [[[0.72, 0], ...arc(0.6, 0.6, 0.46, 0.6, 250, 180)], arc(0.5, 0.7, 0.36, 0.3, 180, 540)],
  [
    [
      [0.1, 0],
      [0.9, 0],
      [0.4, 1],
    ],
  ],
  [arc(0.5, 0.25, 0.3, 0.25, 90, 450), arc(0.5, 0.75, 0.37, 0.25, -90, 270)],
  [arc(0.5, 0.3, 0.36, 0.3, 0, 360), [[0.86, 0.3], ...arc(0.4, 0.4, 0.46, 0.6, 0, 70)]],
]
