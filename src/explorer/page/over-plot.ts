import { el } from './dom'

/** A plot that Plotly draws once, and a canvas above it for what moves. */
export class OverPlot {
  readonly plot: HTMLElement = el('div')
  readonly canvas: HTMLCanvasElement = el('canvas', { class: 'over', role: 'img' })
  readonly element: HTMLElement = el('div', { class: 'plot' }, this.plot, this.canvas)

  /** Says in words what is drawn. */
  label(words: string): void {
    this.canvas.setAttribute('aria-label', words)
  }
}
