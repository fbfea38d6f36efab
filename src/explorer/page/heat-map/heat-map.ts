import { type HeatGrid, heatGrid } from '../../heat-grid'
import type { Controls } from '../controls/controls'
import { el } from '../dom'
import type { Plotly, Theme } from '../plotly'
import type { State } from '../state'
import { HeatMenus } from './heat-menus'
import { HeatPlot } from './heat-plot'

/** To which neighbour a key leads. */
const neighbours: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] },
}

/** The final loss over a grid of two hyperparameters; a click or a drag on it sets them. */
export class HeatMap {
  readonly element: HTMLDetailsElement
  readonly #state: State
  readonly #controls: Controls
  readonly #theme: () => Theme
  readonly #load: () => Promise<Plotly>
  readonly #menus: HeatMenus
  readonly #plot = new HeatPlot(() => Math.min(520, this.element.clientWidth))
  readonly #status = el('p', { role: 'status' })
  #drawn: (HeatGrid & { readonly optimizer: number }) | undefined
  #cell: readonly [column: number, row: number] = [0, 0]

  constructor(state: State, controls: Controls, theme: () => Theme, load: () => Promise<Plotly>) {
    this.#state = state
    this.#controls = controls
    this.#theme = theme
    this.#load = load
    this.#menus = new HeatMenus(state.initial, () => void this.#draw())
    this.element = el(
      'details',
      {},
      el('summary', {}, 'Heat map: the final loss over two hyperparameters'),
      this.#menus.element,
      this.#plot.element,
      this.#status,
    )
    this.#listen(this.#plot.element)
    this.#drawAtOnce()
  }

  /** Begins anew. */
  reset(): void {
    this.#drawn = undefined
    this.#plot.clear()
    this.#status.textContent = ''
    this.#menus.reset(this.#state.initial.map)
    this.#drawAtOnce()
  }

  /** Puts the ring where the two numbers now stand. */
  move(): void {
    if (!this.#drawn) return
    const { settings } = this.#state.shown.optimizers[this.#drawn.optimizer]!
    this.#plot.moveRing(this.#drawn.names, settings)
  }

  /** Opens and draws what the cell has asked for. */
  #drawAtOnce(): void {
    if (!this.#state.initial.map) return
    this.element.open = true
    // The explorer itself says where there is no Plotly.
    this.#draw().catch(() => {})
  }

  async #draw(): Promise<void> {
    // At first the element is on no page, and has no width.
    const plotly = await this.#load()
    const { optimizer, names } = this.#menus
    const { ground, shown } = this.#state
    const spec = shown.optimizers[optimizer]!
    const grid = heatGrid(ground, spec, names, shown)
    this.#drawn = { ...grid, optimizer }
    const label = `Final loss of ${spec.method} over ${names.join(' and ')}: arrow keys choose`
    await this.#plot.draw(plotly, grid, label, this.#theme())
    const allDiverged = grid.losses.flat().every(loss => loss === null)
    this.#status.textContent = `${allDiverged ? 'All walks diverged' : 'Dark is low; empty has diverged'}. Click, drag or use the arrow keys.`
    this.move()
  }

  #listen(plot: HTMLElement): void {
    const point = (event: PointerEvent): void => {
      const cell = event.buttons && this.#drawn && this.#plot.cellAt(event, this.#drawn)
      if (cell) this.#choose(...cell)
    }
    plot.addEventListener('pointerdown', point)
    plot.addEventListener('pointermove', point)
    plot.addEventListener('keydown', event => {
      const by = neighbours[event.key]
      if (!by || !this.#drawn) return
      event.preventDefault()
      this.#choose(this.#cell[0] + by[0], this.#cell[1] + by[1])
    })
  }

  /** Sets the two numbers of a cell, or of the nearest that there is. */
  #choose(column: number, row: number): void {
    const { optimizer, names, xs, ys } = this.#drawn!
    const within = (place: number, { length }: ArrayLike<unknown>): number =>
      Math.min(length - 1, Math.max(0, place))
    this.#cell = [within(column, xs), within(row, ys)]
    const chosen = { [names[1]]: ys[this.#cell[1]]!, [names[0]]: xs[this.#cell[0]]! }
    this.#controls.put({ optimizers: this.#state.optimizersWith(optimizer, chosen) })
    const numbers = Object.entries(chosen).map(([name, value]) => `${name} ${value}`)
    this.#status.textContent = `Set ${numbers.join(', ')}.`
  }
}
