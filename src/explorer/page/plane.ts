import { contour } from '../../figures/contour'
import type { Path, Point, Surface } from '../../types'
import { type Box, near, type Pixel } from '../near'
import { fit } from './canvas'
import { el, inDigits } from './dom'
import { layoutFor, type Plotly, still, type Theme } from './plotly'

/** A path on the map. */
export interface Route {
  readonly path: Path
  readonly color: string
  readonly dashed: boolean
}

/** What the mouse is on: which path, after how many updates. */
export interface Focus {
  readonly route: number
  readonly t: number
}

const margin = { l: 45, r: 12, t: 10, b: 38 }

/** The map: Plotly draws the contour lines, a canvas above them what moves. */
export class Plane {
  readonly element: HTMLElement
  readonly #plot = el('div')
  readonly #canvas = el('canvas', { class: 'over', role: 'img' })
  #ground: Surface | undefined
  #box: Box = { left: 0, top: 0, width: 1, height: 1 }
  #size = { width: 0, height: 0 }
  #routes: readonly Route[] = []

  /**
   * @param onStart - Is told where the start is dragged to.
   * @param onHover - Is told which point of a path the mouse is near, undefined for none.
   */
  constructor(onStart: (from: Point) => void, onHover: (focus: Focus | undefined) => void) {
    this.element = el('div', { class: 'plot' }, this.#plot, this.#canvas)
    const canvas = this.#canvas
    let dragging = false
    canvas.addEventListener('pointerdown', event => {
      const start = this.#routes[0]?.path.points[0]
      if (!start || this.#distance(event, start) > 14) return
      dragging = true
      canvas.setPointerCapture(event.pointerId)
      event.preventDefault()
    })
    canvas.addEventListener('pointermove', event => {
      if (dragging) return onStart(this.#place(event))
      const focus = this.#nearest(event)
      const start = this.#routes[0]?.path.points[0]
      canvas.style.cursor = start && this.#distance(event, start) <= 14 ? 'grab' : 'crosshair'
      onHover(focus)
    })
    canvas.addEventListener('pointerup', () => {
      dragging = false
    })
    canvas.addEventListener('pointerleave', () => onHover(undefined))
  }

  /** Draws the contour lines anew. */
  async draw(Plotly: Plotly, ground: Surface, width: number, theme: Theme): Promise<void> {
    this.#ground = ground
    const { x, y } = ground.domain
    const inside = width - margin.l - margin.r
    const tall = Math.min(1.1, Math.max(0.45, (y[1] - y[0]) / (x[1] - x[0]))) * inside
    this.#box = { left: margin.l, top: margin.t, width: inside, height: tall }
    this.#size = { width, height: tall + margin.t + margin.b }
    const lines = contour(ground, { points: 101 }).data.map(trace => ({
      ...trace,
      line: { color: theme.line, width: 1 },
      ...(trace.type === 'contour'
        ? { contours: { ...(trace.contours as object), labelfont: { size: 10, color: theme.ink } } }
        : { marker: { ...(trace.marker as object), line: { color: theme.ink, width: 1.5 } } }),
    }))
    const axis = {
      zeroline: false,
      showgrid: false,
      ticks: 'outside',
      showline: true,
      mirror: true,
    }
    const colours = { linecolor: theme.line, tickcolor: theme.line }
    await Plotly.react(
      this.#plot,
      lines,
      {
        ...layoutFor(theme, width, this.#size.height),
        margin,
        xaxis: { ...axis, ...colours, title: { text: 'x', standoff: 4 }, range: [...x] },
        yaxis: { ...axis, ...colours, title: { text: 'y', standoff: 4 }, range: [...y] },
      },
      still,
    )
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
    const { width, height } = this.#size
    if (!this.#ground || width === 0) return
    const { left, top, width: w, height: h } = this.#box
    const pen = fit(this.#canvas, width, height)
    pen.save()
    pen.beginPath()
    pen.rect(left, top, w, h)
    pen.clip()
    for (const { path, color, dashed } of routes) {
      const points = path.points.slice(0, t + 1).map(point => this.#pixel(point))
      pen.strokeStyle = pen.fillStyle = color
      pen.lineWidth = 2
      pen.setLineDash(dashed ? [6, 4] : [])
      pen.beginPath()
      let end: Pixel | undefined
      for (const [i, point] of points.entries()) {
        const part = near(this.#box, points[i - 1] ?? point, point)
        if (!part) continue
        // Only where it comes from afar does a line begin anew, and with it its dashes.
        if (part[0] !== end) pen.moveTo(...part[0])
        pen.lineTo(...part[1])
        end = part[1]
      }
      pen.stroke()
      pen.setLineDash([])
      pen.beginPath()
      if (points.length > 60) {
        // Round ones this small look no different, and take longer.
        for (const [px, py] of points) pen.rect(px - 1.5, py - 1.5, 3, 3)
      } else {
        for (const [px, py] of points) {
          pen.moveTo(px + 3, py)
          pen.arc(px, py, 3, 0, 7)
        }
      }
      pen.fill()
    }
    const start = routes[0]?.path.points[0]
    if (start) {
      const [px, py] = this.#pixel(start)
      pen.beginPath()
      pen.arc(px, py, 7, 0, 7)
      pen.fillStyle = theme.paper
      pen.fill()
      pen.strokeStyle = theme.ink
      pen.lineWidth = 2.5
      pen.stroke()
    }
    if (focus) this.#arrows(pen, routes[focus.route], focus.t, named, theme)
    pen.restore()
    for (const [i, route] of routes.entries()) this.#farewell(pen, route, t, i, theme)
  }

  /** Says in words what is drawn. */
  label(words: string): void {
    this.#canvas.setAttribute('aria-label', words)
  }

  /** Downhill, 45 pixels long whatever the slope, and the step that was taken. */
  #arrows(
    pen: CanvasRenderingContext2D,
    route: Route | undefined,
    t: number,
    named: boolean,
    { ink, paper }: Theme,
  ): void {
    const here = route?.path.points[t]
    const slope = route?.path.gradients[t]
    if (!route || !here || !slope) return
    const from = this.#pixel(here)
    const { x, y } = this.#ground!.domain
    const down = [
      (-slope[0] * this.#box.width) / (x[1] - x[0]),
      (slope[1] * this.#box.height) / (y[1] - y[0]),
    ] as const
    const length = Math.hypot(...down)
    if (length > 0 && Number.isFinite(length)) {
      arrow(
        pen,
        from,
        [from[0] + (45 * down[0]) / length, from[1] + (45 * down[1]) / length],
        ink,
        1.5,
      )
    }
    const next = route.path.points[t + 1]
    const step = next && near(this.#box, from, this.#pixel(next))
    if (step) arrow(pen, ...step, route.color, 4)
    pen.beginPath()
    pen.arc(...from, 5, 0, 7)
    pen.fillStyle = ink
    pen.fill()
    if (!named) return
    const text = `${route.path.optimizer}, step ${t}: f = ${inDigits(route.path.losses[t]!, false)}`
    const { left, top, width } = this.#box
    pen.font = '600 12px system-ui, sans-serif'
    const long = pen.measureText(text).width
    write(
      pen,
      text,
      [
        Math.min(left + width - long - 4, Math.max(left + 4, from[0] + 10)),
        from[1] - 12 < top + 12 ? from[1] + 22 : from[1] - 12,
      ],
      { ink, paper },
    )
  }

  /** Where a path leaves the map for good, it is said so. */
  #farewell(
    pen: CanvasRenderingContext2D,
    { path, color }: Route,
    t: number,
    i: number,
    { paper }: Theme,
  ): void {
    if (path.divergedAt === undefined || t < path.divergedAt) return
    const text = `${path.optimizer} diverged at step ${path.divergedAt}`
    pen.font = '600 12px system-ui, sans-serif'
    const { left, top, width } = this.#box
    const [px, py] = [left + width - pen.measureText(text).width - 8, top + 18 + 18 * i]
    write(pen, text, [px, py], { ink: color, paper })
  }

  #pixel([px, py]: Point): Pixel {
    const { x, y } = this.#ground!.domain
    const { left, top, width, height } = this.#box
    // A point so far out that its pixels would be infinite is taken nearer, in the same direction.
    const nearer = Math.min(1, 1e200 / Math.max(Math.abs(px), Math.abs(py)))
    return [
      left + ((px * nearer - x[0]) / (x[1] - x[0])) * width,
      top + ((y[1] - py * nearer) / (y[1] - y[0])) * height,
    ]
  }

  #place(event: PointerEvent): Point {
    const { x, y } = this.#ground!.domain
    const { left, top, width, height } = this.#box
    const bounds = this.#canvas.getBoundingClientRect()
    const u = Math.min(1, Math.max(0, (event.clientX - bounds.left - left) / width))
    const v = Math.min(1, Math.max(0, (event.clientY - bounds.top - top) / height))
    const short = (value: number) => Number(value.toPrecision(3))
    return [short(x[0] + u * (x[1] - x[0])), short(y[1] - v * (y[1] - y[0]))]
  }

  #distance(event: PointerEvent, point: Point): number {
    const bounds = this.#canvas.getBoundingClientRect()
    const [px, py] = this.#pixel(point)
    return Math.hypot(event.clientX - bounds.left - px, event.clientY - bounds.top - py)
  }

  #nearest(event: PointerEvent): Focus | undefined {
    let nearest: Focus | undefined
    let least = 12
    this.#routes.forEach(({ path }, route) => {
      path.points.forEach((point, t) => {
        const distance = this.#distance(event, point)
        if (distance < least) {
          least = distance
          nearest = { route, t }
        }
      })
    })
    return nearest
  }
}

/** Words that can be read on lines. */
function write(
  pen: CanvasRenderingContext2D,
  text: string,
  [px, py]: readonly [number, number],
  { ink, paper }: Pick<Theme, 'ink' | 'paper'>,
): void {
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  pen.strokeStyle = paper
  pen.strokeText(text, px, py)
  pen.fillStyle = ink
  pen.fillText(text, px, py)
}

function arrow(
  pen: CanvasRenderingContext2D,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  color: string,
  width: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0)
  if (length < 2) return
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length]
  const head = Math.min(10, length)
  pen.strokeStyle = pen.fillStyle = color
  pen.lineWidth = width
  pen.beginPath()
  pen.moveTo(x0, y0)
  pen.lineTo(x1 - dx * head, y1 - dy * head)
  pen.stroke()
  pen.beginPath()
  pen.moveTo(x1, y1)
  pen.lineTo(x1 - dx * head - dy * head * 0.5, y1 - dy * head + dx * head * 0.5)
  pen.lineTo(x1 - dx * head + dy * head * 0.5, y1 - dy * head - dx * head * 0.5)
  pen.fill()
}
