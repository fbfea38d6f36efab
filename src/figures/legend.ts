import { extent } from './extent'
import type { Trace } from './mark'

/** The names in the legend; each name stands there once. */
export function inLegend(data: readonly Trace[]): readonly Trace[] {
  return data.filter(trace => trace.showlegend === true)
}

/** Nobody reads a legend of more names, and a thousand take a browser longer than everything else. */
export const mostNames = 40

/** With the first names in the legend alone. */
export function firstNamed(data: readonly Trace[]): readonly Trace[] {
  const rest = new Set(inLegend(data).slice(mostNames))
  return data.map(trace => (rest.has(trace) ? { ...trace, showlegend: false } : trace))
}

/** In pixels; a longer legend is to be scrolled. */
const highestLegend = 260

/**
 * In pixels: the legend stands below the axis title, in one row if the names fit, else in columns as
 * wide as the longest.
 */
export function legendHeight(data: readonly Trace[], width: number): number {
  // It is as wide as the axes at most; a letter takes about 8 pixels, what stands before a name 50.
  const room = width - 90
  const widths = inLegend(data).map(({ name }) => 50 + 8 * String(name).length)
  const total = widths.reduce((sum, one) => sum + one, 0)
  const columns = Math.max(1, Math.floor(room / Math.max(1, extent(widths)[1])))
  const rows = total <= room ? Math.min(1, widths.length) : Math.ceil(widths.length / columns)
  return Math.min(highestLegend, rows * 26)
}

/** The layout of the legend. */
export function legend(data: readonly Trace[], width: number): Readonly<Record<string, unknown>> {
  const isLong = legendHeight(data, width) === highestLegend
  return {
    showlegend: inLegend(data).length > 0,
    legend: {
      orientation: 'h',
      x: 0.5,
      xanchor: 'center',
      yref: 'container',
      y: 0,
      yanchor: 'bottom',
      ...(isLong ? { maxheight: highestLegend } : {}),
    },
  }
}
