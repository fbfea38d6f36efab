import { nice } from '../../figures/nice'
import { type LossAxis, linear, negligible, powersOfTen } from '../loss-axis'
import { rangeOf } from '../loss-range'
import type { Box } from '../near'
import { clip, penFor } from './canvas'
import { OverPlot } from './over-plot'
import type { Route } from './plane/route'
import { axisFor, layoutFor, type Plotly, still, type Theme } from './plotly'
import type { Shown } from './state'

const margin = { l: 62, r: 12, t: 10, b: 38 }

/** The loss against the step: Plotly draws the axes, a canvas above them the lines. */
export class LossChart extends OverPlot {
  #size = { width: 0, height: 0 }
  /** What the axes were drawn from. */
  #axes = ''

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
    const pen = penFor(this.canvas, width, height)
    pen.save()
    clip(pen, box)
    for (const { path, color, dashed } of routes) {
      pen.strokeStyle = color
      pen.lineWidth = 2
      pen.setLineDash(dashed ? [6, 4] : [])
      pen.beginPath()
      for (const [step, loss] of path.losses.slice(0, shown.t + 1).entries()) {
        pen.lineTo(across(step), down(loss))
      }
      pen.stroke()
    }
    markStep(pen, across(shown.t), box, theme)
    pen.restore()
  }

  #drawAxes(
    plotly: Plotly,
    { kind, title, ticks }: LossAxis,
    range: readonly [number, number],
    steps: number,
    theme: Theme,
  ): void {
    const grid = { showgrid: true, gridcolor: `${theme.line}55` }
    const [low, high] = range
    const log = { type: 'log', exponentformat: 'power', dtick: Math.max(1, nice((high - low) / 4)) }
    const layout = {
      ...layoutFor(theme, this.#size.width, this.#size.height),
      margin,
      xaxis: { ...axisFor(theme, 'step', [0, steps]), ...grid },
      yaxis: { ...axisFor(theme, title, range), ...grid, ...ticks, ...(kind === 'log' ? log : {}) },
    }
    void plotly.react(this.plot, [], layout, still)
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
