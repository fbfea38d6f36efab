import { digitsFor, rounded } from './digits'
import { markOf } from './drawn-by'
import { figureWith } from './figure'
import type { FigureOptions } from './figure-options'
import type { Figure, Mark } from './mark'
import { played } from './played'

/** More would make the notebook heavy; a longer walk shows every second update, or third, … */
const mostFrames = 60

/**
 * Draws a figure whose paths grow update by update, with buttons to play and a slider to go through it.
 *
 * At first the whole paths are there, so that a print or a picture of it is complete. A path that is
 * shorter than the others waits at its end.
 *
 * @param marks - What to draw, as for `figure`: `contour`, `quiver` and at least one `path`.
 * @param options - As for `figure`.
 * @throws What `figure` throws, and TypeError if there is no path.
 * @example show(animate([contour(surfaces.bowl), path(walk)], { title: 'SGD' }))
 */
export function animate(marks: readonly Mark[], options: FigureOptions = {}): Figure {
  const updates = Math.max(
    0,
    ...(Array.isArray(marks) ? marks : []).map((mark: Mark | undefined) => mark?.updates ?? 0),
  )
  const every = Math.max(1, Math.ceil(updates / mostFrames))
  const times: number[] = []
  for (let t = 0; t < updates; t += every) times.push(t)
  times.push(updates)
  const { data, layout } = figureWith(times, marks, options)
  const paths = data.flatMap((trace, i) => (markOf(trace)?.updates === undefined ? [] : [i]))
  if (paths.length === 0) {
    throw new TypeError('animate needs a path to grow, such as path(descend(…)), among its marks.')
  }

  const { xaxis, yaxis } = layout as unknown as Record<'xaxis' | 'yaxis', Axis>
  const digits = { x: digitsFor(...xaxis.range, 6), y: digitsFor(...yaxis.range, 6) }
  const rows = paths.map(p => {
    const { x, y, customdata } = data[p] as unknown as Points
    return {
      x: x.map(value => (value === null ? null : rounded(value, digits.x))),
      y: y.map(value => (value === null ? null : rounded(value, digits.y))),
      // In a path that is thinned out, the number of points does not tell how far it has come.
      updates: customdata.map(point => point?.[0]),
    }
  })
  const frames = times.map(t => ({
    name: String(t),
    traces: paths,
    data: rows.map(({ x, y, updates }) => {
      const next = updates.findIndex(update => update !== undefined && update > t)
      const end = next === -1 ? x.length : next
      return { x: x.slice(0, end), y: y.slice(0, end) }
    }),
  }))
  return played({ data, layout }, frames, 'update ')
}

interface Axis {
  readonly range: readonly [number, number]
}

/** The points of a path; null where it is interrupted. */
interface Points {
  readonly x: readonly (number | null)[]
  readonly y: readonly (number | null)[]
  readonly customdata: readonly (readonly [update: number, loss: number] | null)[]
}
