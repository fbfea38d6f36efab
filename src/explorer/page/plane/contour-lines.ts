import { contour } from '../../../figures/contour'
import type { Surface } from '../../../types'
import type { Box } from '../../near'
import { axisFor, layoutFor, type Plotly, still, type Theme } from '../plotly'

const margin = { l: 45, r: 12, t: 10, b: 38 }

/** Where the contour lines of a ground stand in a plot, and how high this is. */
export function roomFor({ domain: { x, y } }: Surface, width: number): Box & { total: number } {
  const inside = width - margin.l - margin.r
  const height = Math.min(1.1, Math.max(0.45, (y[1] - y[0]) / (x[1] - x[0]))) * inside
  const total = height + margin.t + margin.b
  return { left: margin.l, top: margin.t, width: inside, height, total }
}

/** Draws the contour lines of a ground, with its axes. */
export async function drawContourLines(
  plotly: Plotly,
  plot: HTMLElement,
  ground: Surface,
  size: { readonly width: number; readonly height: number },
  theme: Theme,
): Promise<void> {
  const lines = contour(ground, { points: 101 }).data.map(trace => ({
    ...trace,
    line: { color: theme.line, width: 1 },
    ...(trace.type === 'contour'
      ? { contours: { ...(trace.contours as object), labelfont: { size: 10, color: theme.ink } } }
      : { marker: { ...(trace.marker as object), line: { color: theme.ink, width: 1.5 } } }),
  }))
  const axis = (name: 'x' | 'y') => ({
    ...axisFor(theme, name, ground.domain[name]),
    mirror: true,
  })
  const layout = {
    ...layoutFor(theme, size.width, size.height),
    ...{ margin, xaxis: axis('x'), yaxis: axis('y') },
  }
  await plotly.react(plot, lines, layout, still)
}
