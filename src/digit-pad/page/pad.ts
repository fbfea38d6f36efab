import { side } from '../../datasets/draw-stroke'
import { el, newId } from '../../explorer/page/dom'
import type { Point } from '../../types'
import { listenToKeys } from './keys'
import { type Drawn, firstExample, type Paper } from './paper'
import { drawGrid, drawInk } from './pictures'

/** In CSS pixels. */
const size = 280

/** Where one draws: a canvas, and a hint below it how to. */
export class Pad {
  readonly hint: HTMLElement = el('p', { class: 'hint', id: newId(), role: 'status' })
  readonly canvas: HTMLCanvasElement = el('canvas', {
    ...{ class: 'pad', tabindex: 0, role: 'application', 'aria-roledescription': 'drawing pad' },
    ...{ 'aria-label': 'Draw a digit here', 'aria-describedby': this.hint.id },
  })

  constructor(paper: Paper) {
    listenToPointer(this.canvas, paper)
    listenToKeys(this.canvas, paper)
  }

  draw(ink: Float64Array, { pen, isByKeyboard }: Drawn): void {
    const context = drawInk(this.canvas, ink, size)
    drawGrid(context, size)
    if (isByKeyboard) drawPen(context, pen)
  }

  giveHint({ isByKeyboard, isUntouched, isDrawing, pen }: Drawn): void {
    if (isByKeyboard) {
      this.hint.textContent = `The pen is ${pen.isDown ? 'down: arrow keys draw, the space bar lifts it' : 'up: arrow keys move it, the space bar puts it down'}. Backspace takes a stroke back.`
    } else if (!isDrawing) {
      this.hint.textContent = isUntouched
        ? `A ${firstExample} to begin with: it goes when you draw, with the mouse, a finger or a pen.`
        : 'Draw with the mouse, a finger or a pen; or focus the pad and use the keyboard.'
    }
  }
}

/** Where the keyboard's pen is: a ring, filled where the pen is down. */
function drawPen(context: CanvasRenderingContext2D, { at, isDown }: Drawn['pen']): void {
  const cell = size / side
  context.beginPath()
  context.arc((at[0] + 0.5) * cell, (at[1] + 0.5) * cell, cell * 1.3, 0, 7)
  context.lineWidth = 3
  context.strokeStyle = '#D55E00'
  context.fillStyle = 'rgb(213 94 0 / 0.5)'
  if (isDown) context.fill()
  context.stroke()
}

/** Draws with the mouse, a finger or a pen. */
function listenToPointer(canvas: HTMLCanvasElement, paper: Paper): void {
  const placeOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height]
    return [x * side - 0.5, y * side - 0.5]
  }
  canvas.addEventListener('pointerdown', event => {
    if (paper.drawn.pen.isDown) paper.end()
    // A second finger draws nothing of its own.
    if (event.button !== 0 || paper.drawn.isDrawing) return
    canvas.setPointerCapture(event.pointerId)
    event.preventDefault()
    canvas.focus({ preventScroll: true })
    paper.change({ isByKeyboard: false })
    paper.begin(placeOf(event))
  })
  canvas.addEventListener('pointermove', event => {
    if (!canvas.hasPointerCapture(event.pointerId)) return
    const all = event.getCoalescedEvents?.() ?? []
    paper.goOn(...(all.length > 0 ? all : [event]).map(placeOf))
  })
  for (const name of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(name, event => {
      if (canvas.hasPointerCapture(event.pointerId)) paper.end()
    })
  }
}
