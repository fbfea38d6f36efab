import { descend } from '../../descent/descend'
import { colorscale } from '../../figures/palette'
import type { Point, Surface } from '../../types'
import { powersOfTen } from '../loss-axis'
import { make, scales, settingsOf } from '../methods'
import type { OptimizerSpec } from '../spec'
import { button, choiceControl } from './controls'
import { el } from './dom'
import { layoutFor, type Plotly, still, type Theme } from './plotly'

/** Places along each side. */
const places = 25
const margin = { l: 70, r: 105, t: 8, b: 52, autoexpand: false }
const height = 300

/** Below this one final loss is as good as another. */
const least = 1e-12

/** What the heat map needs to know of the explorer, and tells it. */
export interface HeatMapHost {
  readonly optimizers: () => readonly OptimizerSpec[]
  readonly ground: () => Surface
  readonly walk: () => { from: Point; steps: number }
  readonly theme: () => Theme
  readonly plotly: () => Promise<Plotly>
  readonly choose: (optimizer: number, settings: Readonly<Record<string, number>>) => void
}

/** The final loss over a grid of two hyperparameters; a click on it sets them. */
export class HeatMap {
  readonly element: HTMLElement
  readonly #host: HeatMapHost
  readonly #plot = el('div', { class: 'heat', tabindex: -1 })
  readonly #said = el('p', { role: 'status' })
  #drawn: { optimizer: number; x: string; y: string; xs: number[]; ys: number[] } | undefined
  #cell: [column: number, row: number] = [0, 0]
  #optimizer = 0
  #names: [x: string, y: string] = ['lr', 'lr']
  readonly #menus = el('div', { class: 'row' })

  constructor(host: HeatMapHost) {
    this.#host = host
    const plot = this.#plot
    plot.addEventListener('click', event => {
      const at = this.#at(event)
      if (at) this.#choose(at)
    })
    plot.addEventListener('keydown', event => {
      const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
        event.key
      ]
      if (!by || !this.#drawn) return
      event.preventDefault()
      const inside = (value: number) => Math.min(places - 1, Math.max(0, value))
      this.#choose([inside(this.#cell[0] + by[0]!), inside(this.#cell[1] + by[1]!)])
    })
    this.element = el(
      'details',
      {},
      el('summary', {}, 'Heat map: the final loss over two hyperparameters'),
      this.#menus,
      plot,
      this.#said,
    )
    this.reset()
  }

  /** Begins anew, as with other optimizers. */
  reset(): void {
    this.#drawn = undefined
    this.#plot.replaceChildren()
    this.#plot.removeAttribute('style')
    this.#plot.tabIndex = -1
    this.#said.textContent = ''
    this.#pick(this.#host.optimizers().findIndex(({ method }) => numeric(method).length > 1))
  }

  #pick(optimizer: number): void {
    const all = this.#host.optimizers()
    this.#optimizer = Math.max(0, optimizer)
    const names = numeric(all[this.#optimizer]!.method)
    this.#names = [names[0]!, names[1] ?? names[0]!]
    const which = choiceControl(
      'optimizer',
      all.map(({ method }, i) => [String(i), method] as const),
      value => this.#pick(Number(value)),
    )
    which.set(String(this.#optimizer))
    const axis = (i: 0 | 1, label: string) => {
      const menu = choiceControl(
        label,
        names.map(name => [name, name] as const),
        value => {
          this.#names[i] = value
        },
      )
      menu.set(this.#names[i])
      return menu.element
    }
    this.#menus.replaceChildren(
      which.element,
      axis(0, 'across'),
      axis(1, 'up'),
      button('Draw', () => void this.draw()),
    )
  }

  async draw(): Promise<void> {
    const { optimizers, ground, walk, theme, plotly } = this.#host
    const [x, y] = this.#names
    const spec = optimizers()[this.#optimizer]!
    const along = (name: string): number[] => {
      const { min, max, at } = scales[name]!
      return Array.from({ length: places }, (_, i) => at(min + ((max - min) * i) / (places - 1)))
    }
    const [xs, ys] = [along(x), x === y ? [Number(spec.settings[y])] : along(y)]
    const surface = ground()
    const losses = ys.map(v =>
      xs.map(u => {
        const optimizer = make({ ...spec, settings: { ...spec.settings, [y]: v, [x]: u } })
        const { losses, divergedAt } = descend(surface, optimizer, { ...walk(), warn: false })
        return divergedAt === undefined ? losses.at(-1)! : null
      }),
    )
    const drawn = losses.flat().filter(loss => loss !== null)
    const scale = powersOfTen(drawn, least)
    const title = scale.kind === 'log' ? 'log₁₀ loss' : scale.title
    this.#drawn = { optimizer: this.#optimizer, x, y, xs, ys }
    const width = Math.min(520, this.element.clientWidth)
    const labels = (values: readonly number[], most = 5) => {
      const every = Math.ceil(values.length / most)
      const shown = values.flatMap((_, i) => (i % every === 0 ? [i] : []))
      return {
        tickvals: shown,
        ticktext: shown.map(i => String(Number(values[i]!.toPrecision(4)))),
      }
    }
    const colours = theme()
    await (await plotly()).react(
      this.#plot,
      [
        {
          type: 'heatmap',
          z: losses.map(row => row.map(loss => (loss === null ? null : scale.at(loss)))),
          colorscale,
          colorbar: { title: { text: title, side: 'right' }, thickness: 12, ...scale.ticks },
        },
      ],
      {
        ...layoutFor(colours, width, height),
        margin,
        xaxis: {
          title: { text: x, standoff: 4 },
          ticks: 'outside',
          showgrid: false,
          ...labels(xs, width < 450 ? 2 : 5),
        },
        yaxis: {
          title: { text: x === y ? '' : y, standoff: 4 },
          ticks: 'outside',
          showgrid: false,
          zeroline: false,
          ...labels(ys),
        },
      },
      still,
    )
    this.#plot.tabIndex = 0
    this.#plot.setAttribute('role', 'application')
    this.#plot.setAttribute(
      'aria-label',
      `Final loss of ${spec.method} over ${x} and ${y}: arrow keys choose`,
    )
    this.#said.textContent = `${drawn.length === 0 ? 'All walks diverged' : 'Dark is low; empty has diverged'}. Click, or choose with the arrow keys.`
  }

  /** The cell under the mouse. */
  #at(event: MouseEvent): [number, number] | undefined {
    if (!this.#drawn) return undefined
    const bounds = this.#plot.getBoundingClientRect()
    const width = Math.min(520, this.element.clientWidth) - margin.l - margin.r
    const u = (event.clientX - bounds.left - margin.l) / width
    const v = 1 - (event.clientY - bounds.top - margin.t) / (height - margin.t - margin.b)
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return undefined
    return [Math.floor(u * this.#drawn.xs.length), Math.floor(v * this.#drawn.ys.length)]
  }

  #choose([column, row]: [number, number]): void {
    const { optimizer, x, y, xs, ys } = this.#drawn!
    this.#cell = [column, Math.min(row, ys.length - 1)]
    const chosen = { [y]: ys[this.#cell[1]]!, [x]: xs[column]! }
    this.#host.choose(optimizer, chosen)
    this.#said.textContent = `Set ${Object.entries(chosen)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}.`
  }
}

const numeric = (method: string): string[] => settingsOf[method]!.filter(name => name in scales)
