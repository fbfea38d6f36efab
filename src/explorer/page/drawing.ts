import { termsAt } from '../terms'
import type { HeatMap } from './heat-map/heat-map'
import type { InnerState } from './inner-state'
import type { LossChart } from './loss-chart'
import { onceAFrame } from './once-a-frame'
import type { Plane } from './plane/plane'
import type { Focus } from './plane/route'
import type { Plotly } from './plotly'
import type { Report } from './report'
import type { State } from './state'
import { themeOf } from './theme'

/** What is drawn. */
export interface Parts {
  readonly plane: Plane
  readonly chart: LossChart
  readonly inner: InnerState
  readonly heatMap: HeatMap
  readonly report: Report
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

  /** The same for a root of another width. */
  resize(): void {
    this.#isMapOld = true
    this.#schedule()
  }

  /** Without waiting for the next frame. */
  now(): void {
    if (!this.#plotly || !this.#root.isConnected) return
    if (this.#isMapOld) this.#layOut(this.#plotly)
    const { plane, chart, heatMap } = this.#parts
    const { shown, routes } = this.#state
    const theme = themeOf(this.#root)
    const focus = shown.hovered ?? this.#focusInside()
    plane.move(routes, shown.t, focus, shown.hovered !== undefined, theme)
    chart.move(this.#plotly, routes, shown, theme)
    this.#lookInside(focus)
    heatMap.move()
  }

  /** Draws the map, and the chart beside it or, if it is narrow, below. */
  #layOut(plotly: Plotly): void {
    this.#isMapOld = false
    const { plane, chart, report } = this.#parts
    const width = Math.max(280, this.#root.clientWidth - 18)
    const isNarrow = width < 760
    const mapWidth = isNarrow ? width : Math.round(width * 0.56)
    plane.draw(plotly, this.#state.ground, mapWidth, themeOf(this.#root)).then(
      () => this.#schedule(),
      error => report.say((error as Error).message),
    )
    chart.resize(isNarrow ? width : width - mapWidth - 8, 300)
  }

  /** Where the optimizer whose numbers stand in the table is at this time. */
  #focusInside(): Focus | undefined {
    const { shown, paths } = this.#state
    const { inside, hidden, t } = shown
    if (hidden.has(inside)) return undefined
    return { optimizer: inside, t: Math.min(t, paths[inside]!.points.length - 1) }
  }

  #lookInside(focus: Focus | undefined): void {
    const { inner } = this.#parts
    if (!focus) return inner.clear()
    const { ground, looks, shown } = this.#state
    const { optimizer, t } = focus
    const terms = termsAt(ground, shown.optimizers[optimizer]!, shown.from, t)
    inner.show(`${looks[optimizer]!.name} at step ${t}`, terms, shown.allDigits)
  }
}
