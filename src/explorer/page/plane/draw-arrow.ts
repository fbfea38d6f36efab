import type { Pixel } from '../../near'

/** Draws an arrow, unless it is too short to be seen. */
export function drawArrow(
  pen: CanvasRenderingContext2D,
  [x0, y0]: Pixel,
  [x1, y1]: Pixel,
  color: string,
  width: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0)
  if (length < 2) return
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length]
  const head = Math.min(10, length)
  pen.strokeStyle = pen.fillStyle = color
  pen.lineWidth = width
  pen.beginPath()
  pen.moveTo(x0, y0)
  pen.lineTo(x1 - dx * head, y1 - dy * head)
  pen.stroke()
  pen.beginPath()
  pen.moveTo(x1, y1)
  pen.lineTo(x1 - dx * head - dy * head * 0.5, y1 - dy * head + dx * head * 0.5)
  pen.lineTo(x1 - dx * head + dy * head * 0.5, y1 - dy * head - dx * head * 0.5)
  pen.fill()
}
