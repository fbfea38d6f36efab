import { extremesOf } from './extent'
import type { Mark, Trace } from './mark'
import { lineBreak, picked } from './picked'

/** A path of at most this many points is drawn as it is. */
const shortPath = 1000

/** As many dots as a browser draws in a second or two. */
const mostDots = 3000

/** What a figure shows of the plane, and how many pixels it has for that. */
export interface View {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly width: number
  readonly height: number
}

/**
 * Leaves out of long paths what cannot be seen in a view: steps that run where others were drawn
 * before, or outside. Their first and last points stay, and so do those farthest to each side, and
 * `also`. If there are thousands of dots, only some are drawn: the lines show the way.
 *
 * @param marks - What to draw; shorter paths and all others are left as they are.
 * @param view - What is shown.
 * @param also - Numbers of updates whose points stay, for an animation.
 */
export function thinnedPaths(
  marks: readonly Mark[],
  view: View,
  also: readonly number[] = [],
): readonly Mark[] {
  const counts = marks.map(({ isLine, data: [trace] }) =>
    isLine ? (trace!.x as number[]).length : 0,
  )
  const long = counts.filter(count => count > shortPath).length
  // Each frame of an animation has its own points.
  const mostPoints = Math.max(200, Math.floor((also.length > 0 ? 1000 : 4000) / long))
  const dots = Math.ceil(mostDots / counts.filter(count => count > 0).length)
  const isCrowded = counts.reduce((sum, count) => sum + Math.min(count, mostPoints), 0) > mostDots
  return marks.map((mark, i) => {
    if (counts[i] === 0 || (counts[i]! <= shortPath && !isCrowded)) return mark
    const [trace, ...rest] = mark.data as [Trace, ...Trace[]]
    const marker = { ...(trace.marker as object), maxdisplayed: Math.min(500, dots) }
    if (counts[i]! <= shortPath) return { ...mark, data: [{ ...trace, marker }, ...rest] }
    const kept = seen(trace.x as number[], trace.y as number[], view, mostPoints, also)
    const count = kept.filter(t => t !== lineBreak).length
    return {
      ...mark,
      data: [picked({ ...trace, marker }, kept), ...rest],
      alt: `${mark.alt}, ${count} of its points drawn, because the others could not be seen`,
    }
  })
}

/** The points to draw, in order. */
function seen(
  xs: readonly number[],
  ys: readonly number[],
  view: View,
  mostPoints: number,
  also: readonly number[],
): number[] {
  const x = inPixels(xs, view.x, view.width)
  const y = inPixels(ys, view.y, view.height)
  const always = new Set([
    0,
    xs.length - 1,
    ...extremesOf(x),
    ...extremesOf(y),
    ...also.filter(t => t < xs.length),
  ])
  const steps = differentSteps(x, y, view).concat([...always])
  steps.sort((a, b) => a - b)
  // Coarser until they are few enough; at last the whole view is one cell, and a line or two fill it.
  const largest = 1.5 * Math.max(view.width, view.height)
  for (let cell = 1; cell < largest; cell *= 1.5) {
    for (const share of [0, 0.5]) {
      const kept = inked({
        x,
        y,
        view,
        steps,
        cell,
        share,
        always,
        mostPoints: mostPoints + 2 * always.size,
      })
      if (kept !== undefined) return kept
    }
  }
  return [...always].sort((a, b) => a - b).flatMap(t => [t, lineBreak])
}

/** The points whose step goes from one pixel to another as no step before, or is not all in sight. */
function differentSteps(x: Float64Array, y: Float64Array, { width, height }: View): number[] {
  const pixels = (Math.floor(width) + 1) * (Math.floor(height) + 1)
  const pixelOf = (t: number): number => {
    const isInside = x[t]! >= 0 && x[t]! <= width && y[t]! >= 0 && y[t]! <= height
    return isInside ? Math.floor(x[t]!) + (Math.floor(width) + 1) * Math.floor(y[t]!) : -1
  }
  const known = new Set<number>()
  const steps: number[] = []
  let before = pixelOf(0)
  for (let t = 1; t < x.length; t++) {
    const pixel = pixelOf(t)
    const step = before * pixels + pixel
    if (before < 0 || pixel < 0 || !known.has(step)) {
      known.add(step)
      steps.push(t)
    }
    before = pixel
  }
  return steps
}

/** A line to draw on paper of square cells. */
interface Drawing {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly view: View
  /** The points to look at, ascending. */
  readonly steps: readonly number[]
  /** In pixels. */
  readonly cell: number
  /** A step is drawn if more than this share of its cells is still white. */
  readonly share: number
  readonly always: ReadonlySet<number>
  readonly mostPoints: number
}

/** The points of the steps that put ink where there was none; undefined if there are too many. */
function inked({
  x,
  y,
  view,
  steps,
  cell,
  share,
  always,
  mostPoints,
}: Drawing): number[] | undefined {
  const columns = Math.ceil(view.width / cell) + 1
  const ink = new Uint8Array(columns * (Math.ceil(view.height / cell) + 1))
  const isNear = (a: number, b: number): boolean =>
    Math.abs(x[a]! - x[b]!) <= cell && Math.abs(y[a]! - y[b]!) <= cell

  /** Whether the step to a point is drawn; if so, its cells have ink from now on. */
  const draws = (t: number): boolean => {
    const [from, to] = inside(x[t - 1]!, y[t - 1]!, x[t]!, y[t]!, view)
    if (!(from <= to)) return false
    const [dx, dy] = [x[t]! - x[t - 1]!, y[t]! - y[t - 1]!]
    const [left, top] = [x[t - 1]! + from * dx, y[t - 1]! + from * dy]
    const [across, down] = [(to - from) * dx, (to - from) * dy]
    const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(across), Math.abs(down)) / cell))
    const at = (i: number): number => {
      const column = Math.floor((left + (across * i) / pieces) / cell)
      return column + columns * Math.floor((top + (down * i) / pieces) / cell)
    }
    let white = 0
    for (let i = 0; i <= pieces; i++) if (ink[at(i)] === 0) white++
    if (white <= share * (pieces + 1)) return false
    for (let i = 0; i <= pieces; i++) ink[at(i)] = 1
    return true
  }

  const kept = [0]
  let last = 0
  let count = 1
  for (const t of steps) {
    if (t <= last) continue
    if (draws(t)) {
      if (!isNear(last, t - 1)) {
        kept.push(lineBreak, t - 1)
        count++
      }
    } else if (always.has(t)) {
      if (!isNear(last, t)) kept.push(lineBreak)
    } else continue
    kept.push(t)
    last = t
    count++
    if (count > mostPoints) return undefined
  }
  return kept
}

/**
 * The part of a step that is in sight, as shares of its way; the second is the smaller if none of it is.
 */
function inside(x0: number, y0: number, x1: number, y1: number, { width, height }: View) {
  let [from, to] = [0, 1]
  const clip = (start: number, end: number, length: number): void => {
    const way = end - start
    if (way === 0) {
      if (start < 0 || start > length) to = -1
      return
    }
    const [a, b] = [-start / way, (length - start) / way]
    from = Math.max(from, Math.min(a, b))
    to = Math.min(to, Math.max(a, b))
  }
  clip(x0, x1, width)
  clip(y0, y1, height)
  return [from, to] as const
}

function inPixels(
  values: readonly number[],
  [min, max]: readonly [number, number],
  length: number,
): Float64Array {
  return Float64Array.from(values, value => ((value - min) / (max - min)) * length)
}
