import { descend } from '../../descent/descend'
import { colorscale } from '../../figures/palette'
import type { Point, Surface } from '../../types'
import { powersOfTen } from '../loss-axis'
import { make, scales, settingsOf } from '../methods'
import type { ExplorerSpec, OptimizerSpec } from '../spec'
import { button, choiceControl } from './controls'
import { el } from './dom'
import { layoutFor, type Plotly, still, type Theme } from './plotly'

/** Places along each side. */
const places = 25
const margin = { l: 70, r: 105, t: 8, b: 52, autoexpand: false }
const height = 300
/** The height of the cells together, and what is beside them. */
const tall = height - margin.t - margin.b
const beside = margin.l + margin.r

/** Below this, one final loss is as good as another. */
const least = 1e-12

/** What the heat map needs to know about the explorer, and what it tells it. */
export interface HeatMapHost {
  readonly optimizers: () => readonly OptimizerSpec[]
  readonly ground: () => Surface
  readonly walk: () => { from: Point; steps: number }
  readonly theme: () => Theme
  readonly plotly: () => Promise<Plotly>
  readonly choose: (optimizer: number, settings: Readonly<Record<string, number>>) => void
  /** The two settings of the first optimizer with which it is open from the beginning. */
  readonly map: ExplorerSpec['map']
}

/** The final loss over a grid of two hyperparameters; a click or a drag on it sets them. */
export class HeatMap {
  readonly element: HTMLDetailsElement
  readonly #host: HeatMapHost
  readonly #plot = el('div', { class: 'heat', tabindex: -1 })
  readonly #said = el('p', { role: 'status' })
  /** A ring where the explorer's own two numbers stand. */
  readonly #ring = el('div', { class: 'ring' })
  #drawn: { optimizer: number; x: string; y: string; xs: number[]; ys: number[] } | undefined
  #cell: [column: number, row: number] = [0, 0]
  #optimizer = 0
  #names: [x: string, y: string] = ['lr', 'lr']
  readonly #menus = el('div', { class: 'row' })

  constructor(host: HeatMapHost) {
    this.#host = host
    const plot = this.#plot
    const point = (event: PointerEvent): void => {
      const at = event.buttons && this.#at(event)
      if (at) this.#choose(at)
    }
    plot.addEventListener('pointerdown', point)
    plot.addEventListener('pointermove', point)
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
    const { optimizers, map } = this.#host
    this.#pick(map ? 0 : optimizers().findIndex(({ method }) => numeric(method).length > 1), map)
    if (!map) return
    this.element.open = true
    // The explorer itself says where there is no Plotly.
    this.draw().catch(() => {})
  }

  #pick(optimizer: number, map?: ExplorerSpec['map']): void {
    const all = this.#host.optimizers()
    this.#optimizer = Math.max(0, optimizer)
    const names = numeric(all[this.#optimizer]!.method)
    this.#names = map ? [...map] : [names[0]!, names[1] ?? names[0]!]
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
    // At first the element is on no page, and has no width.
    const Plotly = await plotly()
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
    const width = this.#width()
    const axis = (name: string, values: readonly number[], most = 5) => {
      const every = Math.ceil((values.length - 1) / (most - 1)) || 1
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
    const colours = theme()
    await Plotly.newPlot(
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
        xaxis: axis(x, xs, width < 450 ? 2 : 5),
        yaxis: axis(x === y ? '' : y, ys),
      },
      still,
    )
    this.#plot.tabIndex = 0
    this.#plot.setAttribute('role', 'application')
    this.#plot.setAttribute(
      'aria-label',
      `Final loss of ${spec.method} over ${x} and ${y}: arrow keys choose`,
    )
    this.#said.textContent = `${drawn.length === 0 ? 'All walks diverged' : 'Dark is low; empty has diverged'}. Click, drag or use the arrow keys.`
    this.#plot.append(this.#ring)
    this.move()
  }

  /** Puts the ring where the two numbers now stand. */
  move(): void {
    if (!this.#drawn) return
    const { optimizer, x, y } = this.#drawn
    const { settings } = this.#host.optimizers()[optimizer]!
    const place = (name: string): number => {
      const { min, max, of } = scales[name]!
      const cells = ((of(Number(settings[name])) - min) / (max - min)) * (places - 1)
      return (cells + 0.5) / places
    }
    const [u, v] = [place(x), x === y ? 0.5 : place(y)]
    const [left, top] = [u * (this.#width() - beside), (1 - v) * tall]
    this.#ring.style.translate = `${left}px ${top}px`
    this.#ring.hidden = Math.min(u, v) < 0 || Math.max(u, v) > 1
  }

  #width(): number {
    return Math.min(520, this.element.clientWidth)
  }

  /** The cell under the mouse. */
  #at(event: MouseEvent): [number, number] | undefined {
    if (!this.#drawn) return undefined
    const bounds = this.#plot.getBoundingClientRect()
    const u = (event.clientX - bounds.left - margin.l) / (this.#width() - beside)
    const v = 1 - (event.clientY - bounds.top - margin.t) / tall
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
