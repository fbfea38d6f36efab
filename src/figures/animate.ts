import { type FigureOptions, figure } from './figure'
import type { Figure, Mark } from './mark'
import { played } from './played'

/** More would make the notebook heavy; a longer walk shows every second update, or third, … */
const mostFrames = 60

/**
 * Draws a figure whose paths grow update by update, with buttons to play and a slider to go through it.
 *
 * At first the whole paths are there, so that a print or a picture of it says what there is to say. A
 * path shorter than the others waits at its end.
 *
 * @param marks - What to draw, as for `figure`: `contour`, `quiver` and at least one `path`.
 * @param options - As for `figure`.
 * @throws What `figure` throws, and TypeError where there is no path.
 * @example show(animate([contour(surfaces.bowl), path(walk)], { title: 'SGD' }))
 */
export function animate(marks: readonly Mark[], options: FigureOptions = {}): Figure {
  const { data, layout } = figure(marks, options)
  const paths = data.flatMap((trace, i) => (trace.mode === 'lines+markers+text' ? [i] : []))
  if (paths.length === 0) {
    throw new TypeError('animate needs a path to grow, such as path(descend(…)), among its marks.')
  }
  const updates = Math.max(...paths.map(i => (data[i]!.x as number[]).length - 1))
  const every = Math.max(1, Math.ceil(updates / mostFrames))
  const times: number[] = []
  for (let t = 0; t < updates; t += every) times.push(t)
  times.push(updates)

  const frames = times.map(t => ({
    name: String(t),
    traces: paths,
    data: paths.map(p => {
      const { x, y } = data[p] as unknown as { x: number[]; y: number[] }
      return { x: x.slice(0, t + 1).map(short), y: y.slice(0, t + 1).map(short) }
    }),
  }))
  return played({ data, layout }, frames, 'update ')
}

/** Six digits are more than a picture shows. */
const short = (value: number): number => Number(value.toPrecision(6))
