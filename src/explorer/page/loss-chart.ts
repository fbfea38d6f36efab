import { nice } from '../../figures/nice'
import { type LossAxis, powersOfTen } from '../loss-axis'
import type { Box } from '../near'
import { fit, tame } from './canvas'
import { el } from './dom'
import type { Route } from './plane'
import { layoutFor, type Plotly, still, type Theme } from './plotly'

const margin = { l: 62, r: 12, t: 10, b: 38 }

/** Below this a loss is as good as 0, and has no place on an axis of powers of ten. */
const least = 1e-16

/** The loss against the step: Plotly draws the axes, a canvas above them the lines. */
export class LossChart {
  readonly element: HTMLElement
  readonly #plot = el('div')
  readonly #canvas = el('canvas', { class: 'over', role: 'img' })
  #size = { width: 0, height: 0 }
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
  move(
    Plotly: Plotly,
    routes: readonly Route[],
    steps: number,
    t: number,
    log: boolean,
    theme: Theme,
  ): void {
    const { width, height } = this.#size
    if (width === 0) return
    const start = routes[0]?.path.losses[0] ?? 1
    // What lies above the start leaves the chart.
    const losses = routes.flatMap(({ path }) => path.losses).filter(loss => loss <= start)
    const scale = log ? powersOfTen(losses, least) : straight
    const [low, high] = rangeOf[scale.kind](losses, start, scale)
    const axes = JSON.stringify([low, high, steps, scale])
    if (axes !== this.#axes) {
      this.#axes = axes
      const axis = {
        zeroline: false,
        ticks: 'outside',
        showline: true,
        gridcolor: `${theme.line}55`,
      }
      const colours = { linecolor: theme.line, tickcolor: theme.line }
      void Plotly.react(
        this.#plot,
        [],
        {
          ...layoutFor(theme, width, height),
          margin,
          xaxis: {
            ...axis,
            ...colours,
            title: { text: 'step', standoff: 4 },
            range: [0, Math.max(1, steps)],
          },
          yaxis: {
            ...axis,
            ...colours,
            title: { text: scale.title, standoff: 4 },
            range: [low, high],
            ...scale.ticks,
            ...(scale.kind === 'log'
              ? { type: 'log', exponentformat: 'power', dtick: Math.max(1, nice((high - low) / 4)) }
              : {}),
          },
        },
        still,
      )
    }
    const box: Box = {
      left: margin.l,
      top: margin.t,
      width: width - margin.l - margin.r,
      height: height - margin.t - margin.b,
    }
    const pen = fit(this.#canvas, width, height)
    pen.save()
    pen.beginPath()
    pen.rect(box.left, box.top, box.width, box.height)
    pen.clip()
    const across = (step: number) => box.left + (step / Math.max(1, steps)) * box.width
    for (const { path, color, dashed } of routes) {
      pen.strokeStyle = color
      pen.lineWidth = 2
      pen.setLineDash(dashed ? [6, 4] : [])
      pen.beginPath()
      path.losses.slice(0, t + 1).forEach((loss, step) => {
        const share = (high - scale.at(loss)) / (high - low)
        pen.lineTo(across(step), tame(box.top + share * box.height))
      })
      pen.stroke()
    }
    pen.setLineDash([3, 3])
    pen.strokeStyle = theme.ink
    pen.lineWidth = 1
    pen.beginPath()
    pen.moveTo(across(t), box.top)
    pen.lineTo(across(t), box.top + box.height)
    pen.stroke()
    pen.restore()
  }
}

const straight: LossAxis = { kind: 'linear', title: 'loss', at: loss => loss, ticks: undefined }

/** The ends of an axis: from a little above the start's loss down to the lowest. */
const rangeOf: Record<
  LossAxis['kind'],
  (losses: readonly number[], start: number, scale: LossAxis) => [low: number, high: number]
> = {
  /** Whole powers of ten. */
  log(losses, start) {
    const top = Math.ceil(Math.log10(Math.max(least * 10, start)) + 0.3)
    const lowest = losses.reduce((a, b) => Math.min(a, b), 10 ** (top - 2))
    return [Math.min(top - 1, Math.floor(Math.log10(lowest))), top]
  },
  both(losses, start, { at }) {
    const [low, high] = [at(losses.reduce((a, b) => Math.min(a, b), start)), at(start)]
    const room = Math.max(0.1, (high - low) / 20)
    return [low - room, high + room]
  },
  /** Round numbers. */
  linear(losses, start) {
    const bottom = losses.reduce((a, b) => Math.min(a, b), start)
    const room = nice(Math.max(1e-12, (start - bottom) / 5))
    return [Math.floor(bottom / room) * room, Math.ceil((start + room / 2) / room) * room]
  },
}
