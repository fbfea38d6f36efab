import { type Box, near, type Pixel } from '../../near'
import type { Route } from './route'

/** Draws a path as a line with a dot at each point, whose pixels are given. */
export function drawRoute(
  pen: CanvasRenderingContext2D,
  { color, dashed }: Route,
  pixels: readonly Pixel[],
  box: Box,
): void {
  pen.strokeStyle = pen.fillStyle = color
  pen.lineWidth = 2
  pen.setLineDash(dashed ? [6, 4] : [])
  pen.beginPath()
  let end: Pixel | undefined
  for (const [i, pixel] of pixels.entries()) {
    const part = near(box, pixels[i - 1] ?? pixel, pixel)
    if (!part) continue
    // A line begins anew, and with it its dashes, only where it comes in from far out.
    if (part[0] !== end) pen.moveTo(...part[0])
    pen.lineTo(...part[1])
    end = part[1]
  }
  pen.stroke()
  pen.setLineDash([])
  pen.beginPath()
  // Round ones this small look no different where there are many, and take longer.
  const dot = pixels.length > 60 ? square : disc
  for (const pixel of pixels) dot(pen, pixel)
  pen.fill()
}

function square(pen: CanvasRenderingContext2D, [px, py]: Pixel): void {
  pen.rect(px - 1.5, py - 1.5, 3, 3)
}

function disc(pen: CanvasRenderingContext2D, [px, py]: Pixel): void {
  pen.moveTo(px + 3, py)
  pen.arc(px, py, 3, 0, 7)
}
