import { side } from '../../datasets/draw-stroke'
import { fit } from '../../explorer/page/canvas'

/** Ink, from white for 0 to black for 1, in pixels as large as the canvas has room for. */
export function drawInk(
  canvas: HTMLCanvasElement,
  picture: Float64Array,
  size: number,
): CanvasRenderingContext2D {
  const pen = fit(canvas, size, size)
  const cell = size / side
  picture.forEach((ink, p) => {
    if (ink === 0) return
    const grey = Math.round(255 * (1 - ink))
    pen.fillStyle = `rgb(${grey} ${grey} ${grey})`
    pen.fillRect((p % side) * cell, Math.floor(p / side) * cell, cell, cell)
  })
  return pen
}

/** Lines between the pixels. */
export function drawGrid(pen: CanvasRenderingContext2D, size: number): void {
  pen.beginPath()
  for (let i = 1; i < side; i++) {
    const at = (i * size) / side
    pen.moveTo(at, 0)
    pen.lineTo(at, size)
    pen.moveTo(0, at)
    pen.lineTo(size, at)
  }
  pen.lineWidth = 1
  pen.strokeStyle = 'rgb(125 136 148 / 0.22)'
  pen.stroke()
}

const [blue, orange] = [
  [0, 114, 178],
  [213, 94, 0],
] as const

/** What is above 0 as blue squares, what is below as orange dots; the stronger, the darker. */
export function drawSigns(canvas: HTMLCanvasElement, values: Float64Array, size: number): void {
  const pen = fit(canvas, size, size)
  const cell = size / side
  const largest = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0)
  values.forEach((value, p) => {
    const strength = Math.abs(value) / largest
    if (!(strength > 0.01)) return
    const [x, y] = [(p % side) * cell, Math.floor(p / side) * cell]
    const colour = (value > 0 ? blue : orange).map(part =>
      Math.round(255 - (255 - part) * strength),
    )
    pen.fillStyle = `rgb(${colour.join(' ')})`
    if (value > 0) {
      pen.fillRect(x, y, cell, cell)
      return
    }
    pen.beginPath()
    pen.arc(x + cell / 2, y + cell / 2, cell * 0.47, 0, 7)
    pen.fill()
  })
}
