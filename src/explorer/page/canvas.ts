import type { Box } from '../near'

/** Makes a canvas as large as a plot, empty, and sharp on every screen; returns what draws on it, in CSS pixels. */
export function penFor(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  // Drawn by the processor: without a graphics card, the browser's usual way takes a hundred times
  // longer.
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.clearRect(0, 0, width, height)
  return pen
}

/** Keeps what is drawn from now on inside a box. */
export function clip(pen: CanvasRenderingContext2D, box: Box): void {
  pen.beginPath()
  pen.rect(box.left, box.top, box.width, box.height)
  pen.clip()
}
