import type { Figure, Frame } from './mark'

/** In milliseconds, from one frame to the next. */
const duration = 120

/**
 * Gives a figure frames, buttons to play them and a slider to go through them; at first it looks as it
 * would without them.
 *
 * @param fig - A figure with two axes.
 * @param frames - Its moments, in order; the last is what `fig` shows.
 * @param prefix - What stands before the name of a frame: 'update '.
 */
export function played(
  fig: Figure,
  frames: readonly Omit<Frame, 'layout'>[],
  prefix: string,
): Figure {
  const { width, height, margin, xaxis } = fig.layout as unknown as {
    width: number
    height: number
    margin: { l: number; r: number; b: number }
    xaxis: { range: [number, number] }
  }
  const [min, max] = xaxis.range
  const names = frames.map(frame => frame.name)
  return {
    data: fig.data,
    // Each frame has an axis of its own, different by less than can be seen: if no axis changes, Plotly
    // wipes the contour lines away before it redraws them, and the map flickers.
    frames: frames.map((frame, i) => ({
      ...frame,
      layout: { xaxis: { range: [min, max + (i + 1) * 1e-7 * (max - min)] } },
    })),
    layout: { ...fig.layout, ...controls(names, prefix, width, height, margin) },
  }
}

/** Buttons and slider stand below the axis title, the legend below them. */
function controls(
  names: readonly string[],
  prefix: string,
  width: number,
  height: number,
  margin: { l: number; r: number; b: number },
) {
  const room = 90
  const inside = width - margin.l - margin.r
  const at = (ms: number) => ({
    mode: 'immediate',
    frame: { duration: ms, redraw: true },
    transition: { duration: 0 },
  })
  const below = { yanchor: 'top', y: 0 }
  return {
    height: height + room,
    margin: { ...margin, b: margin.b + room },
    updatemenus: [
      {
        ...below,
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
        ...below,
        // Right of the buttons.
        x: 200 / inside,
        len: 1 - 200 / inside,
        xanchor: 'left',
        pad: { t: 58 },
        active: names.length - 1,
        currentvalue: { prefix, xanchor: 'left', offset: 6 },
        ticklen: 0,
        minorticklen: 0,
        font: { size: 12 },
        steps: names.map(name => ({ label: name, method: 'animate', args: [[name], at(0)] })),
      },
    ],
  }
}
