import type { Box, Pixel } from '../../near'
import { inDigits } from '../dom'
import type { Theme } from '../plotly'
import type { Focus, Route } from './route'

/** Names a point of a path beside it, and what its loss is. */
export function namePoint(
  pen: CanvasRenderingContext2D,
  { path }: Route,
  { t }: Focus,
  [px, py]: Pixel,
  { left, top, width }: Box,
  theme: Theme,
): void {
  const text = `${path.optimizer}, step ${t}: f = ${inDigits(path.losses[t]!, false)}`
  const right = left + width - widthOf(pen, text) - 4
  const x = Math.min(right, Math.max(left + 4, px + 10))
  write(pen, text, [x, py - 12 < top + 12 ? py + 22 : py - 12], theme.ink, theme.paper)
}

/** Says so where a path leaves the map for good, in one of the lines in the corner. */
export function bidFarewell(
  pen: CanvasRenderingContext2D,
  { path, color }: Route,
  line: number,
  { left, top, width }: Box,
  { paper }: Theme,
): void {
  const text = `${path.optimizer} diverged at step ${path.divergedAt}`
  const x = left + width - widthOf(pen, text) - 8
  write(pen, text, [x, top + 18 + 18 * line], color, paper)
}

function widthOf(pen: CanvasRenderingContext2D, text: string): number {
  pen.font = '600 12px system-ui, sans-serif'
  return pen.measureText(text).width
}

/** Writes words that can be read on top of lines. */
function write(
  pen: CanvasRenderingContext2D,
  text: string,
  pixel: Pixel,
  ink: string,
  paper: string,
): void {
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  pen.strokeStyle = paper
  pen.strokeText(text, ...pixel)
  pen.fillStyle = ink
  pen.fillText(text, ...pixel)
}
