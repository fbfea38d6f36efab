import { type FigureOptions, figure } from './figure'
import type { Figure, Frame, Mark } from './mark'

/** More would make the notebook heavy; a longer walk shows every second update, or third, … */
const mostFrames = 60

/** In milliseconds, from one frame to the next. */
const duration = 120

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

  const [min, max] = (layout as unknown as { xaxis: { range: [number, number] } }).xaxis.range
  const frames: Frame[] = times.map((t, i) => ({
    name: String(t),
    traces: paths,
    data: paths.map(p => {
      const { x, y } = data[p] as unknown as { x: number[]; y: number[] }
      return { x: x.slice(0, t + 1).map(short), y: y.slice(0, t + 1).map(short) }
    }),
    // An axis of its own for each frame, by less than can be seen: where no axis changes Plotly wipes the
    // contour lines away before it draws them anew, and the map flickers.
    layout: { xaxis: { range: [min, max + (i + 1) * 1e-7 * (max - min)] } },
  }))
  const { height, margin } = layout as unknown as { height: number; margin: { b: number } }
  return { data, frames, layout: { ...layout, ...controls(times, height, margin) } }
}

/** Six digits are more than a picture shows. */
const short = (value: number): number => Number(value.toPrecision(6))

/** Buttons and slider stand below the axis title, the legend below them. */
function controls(times: readonly number[], height: number, margin: { b: number }) {
  const room = 90
  const at = (ms: number) => ({
    mode: 'immediate',
    frame: { duration: ms, redraw: true },
    transition: { duration: 0 },
  })
  const inside = { yanchor: 'top', y: 0 }
  return {
    height: height + room,
    margin: { ...margin, b: margin.b + room },
    updatemenus: [
      {
        ...inside,
        type: 'buttons',
        direction: 'left',
        showactive: false,
        x: 0,
        xanchor: 'left',
        pad: { t: 80, r: 10 },
        buttons: [
          {
            label: '▶ Play',
            method: 'animate',
            args: [null, { ...at(duration), fromcurrent: true }],
          },
          { label: '❚❚ Pause', method: 'animate', args: [[null], at(0)] },
        ],
      },
    ],
    sliders: [
      {
        ...inside,
        x: 0.3,
        len: 0.7,
        xanchor: 'left',
        pad: { t: 58 },
        active: times.length - 1,
        currentvalue: { prefix: 'update ', xanchor: 'left', offset: 6 },
        ticklen: 0,
        minorticklen: 0,
        font: { size: 12 },
        steps: times.map(t => ({
          label: String(t),
          method: 'animate',
          args: [[String(t)], at(0)],
        })),
      },
    ],
  }
}
