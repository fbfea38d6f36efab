import { lineBreak } from './picked'

/** What a figure shows of the plane, and how many pixels it has for that. */
export interface View {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly width: number
  readonly height: number
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
export function inked({
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
