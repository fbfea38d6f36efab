import { colorscale } from '../../../figures/palette'
import { type HeatGrid, shareAlong } from '../../heat-grid'
import { powersOfTen } from '../../loss-axis'
import type { OptimizerSpec } from '../../spec'
import { el } from '../dom'
import { layoutFor, type Plotly, still, type Theme } from '../plotly'

const margin = { l: 70, r: 105, t: 8, b: 52, autoexpand: false }
const height = 300
/** The height of the cells together, and what is beside them. */
const cellsHeight = height - margin.t - margin.b
const beside = margin.l + margin.r

/** Below this, one final loss is as good as another. */
const floor = 1e-12

/** A grid of losses in colours, with a ring where the explorer's own two numbers stand. */
export class HeatPlot {
  readonly element: HTMLElement = el('div', { class: 'heat', tabindex: -1 })
  readonly #ring = el('div', { class: 'ring' })
  readonly #width: () => number

  /** @param width - How wide it is, in pixels. */
  constructor(width: () => number) {
    this.#width = width
  }

  clear(): void {
    this.element.replaceChildren()
    this.element.removeAttribute('style')
    this.element.tabIndex = -1
  }

  async draw(plotly: Plotly, grid: HeatGrid, label: string, theme: Theme): Promise<void> {
    const [x, y] = grid.names
    const lossAxis = powersOfTen(
      grid.losses.flat().filter(loss => loss !== null),
      floor,
    )
    const title = lossAxis.kind === 'log' ? 'log₁₀ loss' : lossAxis.title
    const width = this.#width()
    const trace = {
      type: 'heatmap',
      z: grid.losses.map(row => row.map(loss => (loss === null ? null : lossAxis.at(loss)))),
      colorscale,
      colorbar: { title: { text: title, side: 'right' }, thickness: 12, ...lossAxis.ticks },
    }
    const layout = {
      ...layoutFor(theme, width, height),
      margin,
      xaxis: axis(x, grid.xs, width < 450 ? 2 : 5),
      yaxis: axis(x === y ? '' : y, grid.ys, 5),
    }
    await plotly.newPlot(this.element, [trace], layout, still)
    this.element.tabIndex = 0
    this.element.setAttribute('role', 'application')
    this.element.setAttribute('aria-label', label)
    this.element.append(this.#ring)
  }

  /** Puts the ring where the two numbers now stand. */
  moveRing([x, y]: HeatGrid['names'], settings: OptimizerSpec['settings']): void {
    const u = shareAlong(x, Number(settings[x]))
    const v = x === y ? 0.5 : shareAlong(y, Number(settings[y]))
    const [left, top] = [u * (this.#width() - beside), (1 - v) * cellsHeight]
    this.#ring.style.translate = `${left}px ${top}px`
    this.#ring.hidden = Math.min(u, v) < 0 || Math.max(u, v) > 1
  }

  /** The cell under the mouse. */
  cellAt(event: MouseEvent, { xs, ys }: HeatGrid): [column: number, row: number] | undefined {
    const bounds = this.element.getBoundingClientRect()
    const u = (event.clientX - bounds.left - margin.l) / (this.#width() - beside)
    const v = 1 - (event.clientY - bounds.top - margin.t) / cellsHeight
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return undefined
    return [Math.floor(u * xs.length), Math.floor(v * ys.length)]
  }
}

/** An axis of cells, of which so many say what they stand for. */
function axis(name: string, values: readonly number[], labels: number): object {
  const every = Math.ceil((values.length - 1) / (labels - 1)) || 1
  const tickvals = values.flatMap((_, i) => (i % every === 0 ? [i] : []))
  return {
    title: { text: name, standoff: 4 },
    ticks: 'outside',
    showgrid: false,
    zeroline: false,
    tickvals,
    ticktext: tickvals.map(i => String(Number(values[i]!.toPrecision(4)))),
  }
}
