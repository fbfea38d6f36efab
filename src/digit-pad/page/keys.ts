import type { Point } from '../../types'
import type { Paper } from './paper'

/** Where an arrow key moves the pen. */
const arrows: Readonly<Record<string, Point>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
}

/** Draws with a pen that the arrow keys move. */
export function listenToKeys(canvas: HTMLCanvasElement, paper: Paper): void {
  canvas.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = arrows[event.key]
    if (by) paper.movePen(by)
    else if (event.key === ' ' || event.key === 'Enter') paper.turnPen()
    else if (event.key === 'Backspace' || event.key === 'Delete') paper.undo()
    else return
    event.preventDefault()
    paper.change({ isByKeyboard: true })
  })
  for (const name of ['focus', 'blur'] as const) {
    canvas.addEventListener(name, () => {
      paper.change({ isByKeyboard: name === 'focus' && canvas.matches(':focus-visible') })
      if (paper.drawn.pen.isDown) paper.end()
    })
  }
}
