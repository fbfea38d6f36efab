/** A canvas above a plot, sharp on every screen; returns what draws on it, in CSS pixels. */
export function fit(
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
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

/** Far out, a browser can no longer place a line; this far out, nothing can be seen. */
export const tame = (pixel: number): number => Math.min(1e6, Math.max(-1e6, pixel))
