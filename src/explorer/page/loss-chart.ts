import { nice } from '../../figures/nice'
import { type LossAxis, linear, negligible, powersOfTen } from '../loss-axis'
import { rangeOf } from '../loss-range'
import type { Box } from '../near'
import { clip, penFor } from './canvas'
import { el } from './dom'
import type { Route } from './plane/route'
import { layoutFor, type Plotly, still, type Theme } from './plotly'
import type { Shown } from './state'

const margin = { l: 62, r: 12, t: 10, b: 38 }

/** The loss against the step: Plotly draws the axes, a canvas above them the lines. */
export class LossChart {
  readonly element: HTMLElement
  readonly #plot = el('div')
  readonly #canvas = el('canvas', { class: 'over', role: 'img' })
  #size = { width: 0, height: 0 }
  /** What the axes were drawn from. */
  #axes = ''

  constructor() {
    this.element = el('div', { class: 'plot' }, this.#plot, this.#canvas)
  }

  label(words: string): void {
    this.#canvas.setAttribute('aria-label', words)
  }

  resize(width: number, height: number): void {
    this.#size = { width, height }
    this.#axes = ''
  }

  /** Draws the lines, and redraws the axes only if their ends have changed. */
  move(plotly: Plotly, routes: readonly Route[], shown: Shown, theme: Theme): void {
    if (this.#size.width === 0) return
    const start = routes[0]?.path.losses[0] ?? 1
    // What lies above the start leaves the chart.
    const losses = routes.flatMap(({ path }) => path.losses).filter(loss => loss <= start)
    const axis = shown.logScale ? powersOfTen(losses, negligible) : linear('loss')
    const range = rangeOf[axis.kind](losses, start, axis)
    const steps = Math.max(1, shown.steps)
    const axes = JSON.stringify([range, steps, axis])
    if (axes !== this.#axes) {
      this.#axes = axes
      this.#drawAxes(plotly, axis, range, steps, theme)
    }
    const { width, height } = this.#size
    const box = {
      ...{ left: margin.l, width: width - margin.l - margin.r },
      ...{ top: margin.t, height: height - margin.t - margin.b },
    }
    const across = (step: number): number => box.left + (step / steps) * box.width
    const down = (loss: number): number =>
      tame(box.top + ((range[1] - axis.at(loss)) / (range[1] - range[0])) * box.height)
    const pen = penFor(this.#canvas, width, height)
    pen.save()
    clip(pen, box)
    for (const { path, color, dashed } of routes) {
      pen.strokeStyle = color
      pen.lineWidth = 2
      pen.setLineDash(dashed ? [6, 4] : [])
      pen.beginPath()
      path.losses
        .slice(0, shown.t + 1)
        .forEach((loss, step) => pen.lineTo(across(step), down(loss)))
      pen.stroke()
    }
    markStep(pen, across(shown.t), box, theme)
    pen.restore()
  }

  #drawAxes(
    plotly: Plotly,
    { kind, title, ticks }: LossAxis,
    [low, high]: readonly [number, number],
    steps: number,
    theme: Theme,
  ): void {
    const both = {
      ...{ zeroline: false, ticks: 'outside', showline: true, gridcolor: `${theme.line}55` },
      ...{ linecolor: theme.line, tickcolor: theme.line },
    }
    const log = { type: 'log', exponentformat: 'power', dtick: Math.max(1, nice((high - low) / 4)) }
    const layout = {
      ...layoutFor(theme, this.#size.width, this.#size.height),
      margin,
      xaxis: { ...both, title: { text: 'step', standoff: 4 }, range: [0, steps] },
      yaxis: {
        ...both,
        title: { text: title, standoff: 4 },
        range: [low, high],
        ...ticks,
        ...(kind === 'log' ? log : {}),
      },
    }
    void plotly.react(this.#plot, [], layout, still)
  }
}

/** A dashed line at the step that is shown. */
function markStep(pen: CanvasRenderingContext2D, x: number, box: Box, { ink }: Theme): void {
  pen.setLineDash([3, 3])
  pen.strokeStyle = ink
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(x, box.top)
  pen.lineTo(x, box.top + box.height)
  pen.stroke()
}

/** Far out, a browser can no longer place a line; this far out, nothing can be seen. */
const tame = (pixel: number): number => Math.min(1e6, Math.max(-1e6, pixel))
