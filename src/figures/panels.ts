/** Where something begins and ends, as shares of the whole. */
export type Interval = readonly [number, number]

/** Where the axes of a panel are. */
export interface Place {
  readonly x: Interval
  readonly y: Interval
}

/** In pixels, between panels: for the numbers and the names of axes, and for the titles. */
const gap = { x: 75, y: 95 }

/** In pixels, what each further line of a title takes. */
const titleLine = 20

/** How wide each of `columns` panels is, of `width` pixels for all. */
export function panelWidth(width: number, columns: number): number {
  return (width - (columns - 1) * gap.x) / columns
}

/**
 * Puts panels into rows.
 *
 * @param count - How many panels there are.
 * @param columns - How many stand in a row.
 * @param width - Of all together, in pixels, without the margins.
 * @param tall - The height of each, in pixels.
 * @param titleLines - How many lines the longest title has.
 * @returns `height` of all together and `titleRoom`, what the further lines of titles take, in pixels;
 * `places`, where each panel is.
 */
export function inRows(
  count: number,
  columns: number,
  width: number,
  tall: number,
  titleLines: number,
): { readonly height: number; readonly titleRoom: number; readonly places: readonly Place[] } {
  const wide = panelWidth(width, columns)
  const titleRoom = (titleLines - 1) * titleLine
  const down = gap.y + titleRoom
  const rows = Math.ceil(count / columns)
  const height = rows * tall + (rows - 1) * down
  const places = Array.from({ length: count }, (_, i): Place => {
    const left = ((i % columns) * (wide + gap.x)) / width
    const top = 1 - (Math.floor(i / columns) * (tall + down)) / height
    // Rounding may leave a hair outside of 0 and 1, where Plotly would drop the domain.
    return {
      x: [left, Math.min(1, left + wide / width)],
      y: [Math.max(0, top - tall / height), top],
    }
  })
  return { height, titleRoom, places }
}
