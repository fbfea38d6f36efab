import { type HeatGrid, heatGrid } from '../../heat-grid'
import type { Controls } from '../controls/controls'
import { el } from '../dom'
import type { Plotly, Theme } from '../plotly'
import type { State } from '../state'
import { heatMenus } from './heat-menus'
import { HeatPlot } from './heat-plot'

export interface HeatMap {
  readonly element: HTMLElement
  /** Puts the ring where the two numbers now stand. */
  move(): void
  /** Begins anew. */
  reset(): void
}

/** To which neighbour a key leads. */
const neighbours: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] },
}

/** The final loss over a grid of two hyperparameters; a click or a drag on it sets them. */
export function heatMap(
  state: State,
  controls: Controls,
  theme: () => Theme,
  load: () => Promise<Plotly>,
): HeatMap {
  const menus = heatMenus(state.initial, () => void draw())
  const plot = new HeatPlot(() => Math.min(520, element.clientWidth))
  const status = el('p', { role: 'status' })
  const element = el(
    'details',
    {},
    el('summary', {}, 'Heat map: the final loss over two hyperparameters'),
    ...[menus.element, plot.element, status],
  )
  let drawn: (HeatGrid & { readonly optimizer: number }) | undefined
  let cell: readonly [column: number, row: number] = [0, 0]

  const move = (): void => {
    if (drawn) plot.moveRing(drawn.names, state.shown.optimizers[drawn.optimizer]!.settings)
  }
  const draw = async (): Promise<void> => {
    // At first the element is on no page, and has no width.
    const plotly = await load()
    const { optimizer, names } = menus.wanted
    const spec = state.shown.optimizers[optimizer]!
    drawn = { ...heatGrid(state.ground, spec, names, state.shown), optimizer }
    const haveAllDiverged = drawn.losses.flat().every(loss => loss === null)
    const label = `Final loss of ${spec.method} over ${names.join(' and ')}: arrow keys choose`
    await plot.draw(plotly, drawn, label, theme())
    status.textContent = `${haveAllDiverged ? 'All walks diverged' : 'Dark is low; empty has diverged'}. Click, drag or use the arrow keys.`
    move()
  }
  /** Opens and draws what the cell has asked for. */
  const drawAtOnce = (): void => {
    if (!state.initial.map) return
    element.open = true
    // The explorer itself says where there is no Plotly.
    draw().catch(() => {})
  }
  /** Sets the two numbers of a cell, or of the nearest that there is. */
  const choose = (column: number, row: number): void => {
    const { optimizer, names, xs, ys } = drawn!
    const within = (place: number, { length }: ArrayLike<unknown>): number =>
      Math.min(length - 1, Math.max(0, place))
    cell = [within(column, xs), within(row, ys)]
    const chosen = { [names[1]]: ys[cell[1]]!, [names[0]]: xs[cell[0]]! }
    controls.put({ optimizers: state.optimizersWith(optimizer, chosen) })
    const numbers = Object.entries(chosen).map(([name, value]) => `${name} ${value}`)
    status.textContent = `Set ${numbers.join(', ')}.`
  }

  const point = (event: PointerEvent): void => {
    const found = event.buttons && drawn && plot.cellAt(event, drawn)
    if (found) choose(...found)
  }
  plot.element.addEventListener('pointerdown', point)
  plot.element.addEventListener('pointermove', point)
  plot.element.addEventListener('keydown', event => {
    const by = neighbours[event.key]
    if (!by || !drawn) return
    event.preventDefault()
    choose(cell[0] + by[0], cell[1] + by[1])
  })
  drawAtOnce()
  return {
    ...{ element, move },
    reset() {
      drawn = undefined
      plot.clear()
      status.textContent = ''
      menus.reset()
      drawAtOnce()
    },
  }
}
