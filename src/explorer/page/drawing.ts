import { termsAt } from '../terms'
import type { HeatMap } from './heat-map/heat-map'
import type { InnerState } from './inner-state'
import type { LossChart } from './loss-chart'
import { onceAFrame } from './once-a-frame'
import type { Plane } from './plane/plane'
import type { Focus } from './plane/route'
import type { Plotly } from './plotly'
import type { State } from './state'
import { themeOf } from './theme'

/** What is drawn, and who is told what goes wrong. */
export interface Parts {
  readonly plane: Plane
  readonly chart: LossChart
  readonly inner: InnerState
  readonly heat: HeatMap
  readonly say: (words: string) => void
}

/** Draws what has changed, once a frame. */
export class Drawing {
  readonly #root: HTMLElement
  readonly #state: State
  readonly #parts: Parts
  readonly #schedule = onceAFrame(() => this.now())
  #plotly: Plotly | undefined
  #isMapOld = true

  constructor(root: HTMLElement, state: State, parts: Parts) {
    this.#root = root
    this.#state = state
    this.#parts = parts
    state.watch(({ ground }) => {
      if (ground) this.#isMapOld = true
      this.#schedule()
    })
  }

  /** Nothing is drawn before this. */
  begin(plotly: Plotly): void {
    this.#plotly = plotly
    this.#schedule()
  }

  /** Draws all anew, as the root has another width. */
  resize(): void {
    this.#isMapOld = true
    this.#schedule()
  }

  /** Draws without waiting for the next frame. */
  now(): void {
    if (!this.#plotly || !this.#root.isConnected) return
    if (this.#isMapOld) this.#layOut(this.#plotly)
    const { plane, chart, inner, heat } = this.#parts
    const state = this.#state
    const { shown, routes } = state
    const theme = themeOf(this.#root)
    const focus = shown.hovered ?? focusInside(state)
    plane.move(routes, shown.t, focus, shown.hovered !== undefined, theme)
    chart.move(this.#plotly, routes, shown, theme)
    lookInside(inner, state, focus)
    heat.move()
  }

  /** Draws the map, and the chart beside it or, if it is narrow, below. */
  #layOut(plotly: Plotly): void {
    this.#isMapOld = false
    const { plane, chart, say } = this.#parts
    const width = Math.max(280, this.#root.clientWidth - 18)
    const isNarrow = width < 760
    const mapWidth = isNarrow ? width : Math.round(width * 0.56)
    plane
      .draw(plotly, this.#state.ground, mapWidth, themeOf(this.#root))
      .then(this.#schedule, error => say((error as Error).message))
    chart.resize(isNarrow ? width : width - mapWidth - 8, 300)
  }
}

/** Where the optimizer whose numbers stand in the table is at this time. */
function focusInside({ shown, paths }: State): Focus | undefined {
  const { inside, hidden, t } = shown
  if (hidden.has(inside)) return undefined
  return { optimizer: inside, t: Math.min(t, paths[inside]!.points.length - 1) }
}

function lookInside(
  inner: InnerState,
  { ground, looks, shown }: State,
  focus: Focus | undefined,
): void {
  if (!focus) {
    inner.clear()
    return
  }
  const { optimizer, t } = focus
  const terms = termsAt(ground, shown.optimizers[optimizer]!, shown.from, t)
  inner.show(`${looks[optimizer]!.name} at step ${t}`, terms, shown.allDigits)
}
