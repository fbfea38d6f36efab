import type { Point, Surface } from '../../../types'
import { near } from '../../near'
import { clip, penFor } from '../canvas'
import { OverPlot } from '../over-plot'
import type { Plotly, Theme } from '../plotly'
import { drawContourLines, roomFor } from './contour-lines'
import { drawArrow } from './draw-arrow'
import { drawRoute } from './draw-route'
import { watchPointer } from './pointer'
import { Projection } from './projection'
import type { Focus, Route } from './route'
import { bidFarewell, namePoint } from './write'

/** The map: Plotly draws the contour lines, a canvas above them what moves. */
export class Plane extends OverPlot {
  #projection: Projection | undefined
  #size = { width: 0, height: 0 }
  #routes: readonly Route[] = []

  /**
   * @param onStart - Is told where the start is dragged to.
   * @param onHover - Is told which point of a path the mouse is near, undefined for none.
   */
  constructor(onStart: (from: Point) => void, onHover: (focus: Focus | undefined) => void) {
    super()
    const seen = () => this.#projection && { projection: this.#projection, routes: this.#routes }
    watchPointer(this.canvas, seen, onStart, onHover)
  }

  /** Redraws the contour lines. */
  async draw(plotly: Plotly, ground: Surface, width: number, theme: Theme): Promise<void> {
    const { total, ...box } = roomFor(ground, width)
    this.#projection = new Projection(ground.domain, box)
    this.#size = { width, height: total }
    await drawContourLines(plotly, this.plot, ground, this.#size, theme)
  }

  /** Draws what moves: the paths as far as update `t`, and two arrows at the point in focus, which is `named` for the mouse. */
  move(
    routes: readonly Route[],
    t: number,
    focus: Focus | undefined,
    named: boolean,
    theme: Theme,
  ): void {
    this.#routes = routes
    if (!this.#projection) return
    const { box } = this.#projection
    const pen = penFor(this.canvas, this.#size.width, this.#size.height)
    pen.save()
    clip(pen, box)
    for (const route of routes) {
      const pixels = route.path.points.slice(0, t + 1).map(one => this.#projection!.pixelOf(one))
      drawRoute(pen, route, pixels, box)
    }
    const start = routes[0]?.path.points[0]
    if (start) this.#ring(pen, start, theme)
    const route = routes.find(({ optimizer }) => optimizer === focus?.optimizer)
    if (route && focus) this.#arrows(pen, route, focus, named, theme)
    pen.restore()
    for (const [line, one] of routes.entries()) {
      const { divergedAt } = one.path
      if (divergedAt !== undefined && t >= divergedAt) bidFarewell(pen, one, line, box, theme)
    }
  }

  /** The start. */
  #ring(pen: CanvasRenderingContext2D, start: Point, { ink, paper }: Theme): void {
    pen.beginPath()
    pen.arc(...this.#projection!.pixelOf(start), 7, 0, 7)
    pen.fillStyle = paper
    pen.fill()
    pen.strokeStyle = ink
    pen.lineWidth = 2.5
    pen.stroke()
  }

  /** Downhill, 45 pixels long whatever the slope, and the step that was taken. */
  #arrows(
    pen: CanvasRenderingContext2D,
    route: Route,
    focus: Focus,
    named: boolean,
    theme: Theme,
  ): void {
    const { points, gradients } = route.path
    const [here, next, slope] = [points[focus.t], points[focus.t + 1], gradients[focus.t]]
    if (!here || !slope) return
    const projection = this.#projection!
    const from = projection.pixelOf(here)
    const [dx, dy] = projection.downhill(slope)
    const length = Math.hypot(dx, dy)
    if (length > 0 && Number.isFinite(length)) {
      const to = [from[0] + (45 * dx) / length, from[1] + (45 * dy) / length] as const
      drawArrow(pen, from, to, theme.ink, 1.5)
    }
    const step = next && near(projection.box, from, projection.pixelOf(next))
    if (step) drawArrow(pen, ...step, route.color, 4)
    pen.beginPath()
    pen.arc(...from, 5, 0, 7)
    pen.fillStyle = theme.ink
    pen.fill()
    if (named) namePoint(pen, route, focus, from, projection.box, theme)
  }
}
