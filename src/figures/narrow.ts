import { hasBar, withBar } from './color-bar'
import { legendHeight } from './legend'
import { countLines, inLines, toolbar } from './lines'
import type { Figure, Layout, Trace } from './mark'
import { type Interval, inRows, type Place, panelWidth } from './panels'

/** A figure is not drawn any narrower: it is cut off, and scrolls. */
const leastWidth = 260

/** How wide a panel has to be to stand beside another, its numbers included. */
const besideAnother = 300

/**
 * A figure for a page that is narrower than it: as wide as the page, with letters of the same size, panels
 * below each other, and room for longer legends and titles of several lines.
 *
 * It runs in the browser, so that it works for any width that a page has, or gets.
 *
 * @param fig - What `figure`, `sideBySide`, `animate`, … returned, or plain Plotly's.
 * @param width - How much room there is, in pixels.
 * @returns The figure itself where there is room for it.
 */
export function narrow(fig: Figure, width: number): Figure {
  const { layout } = fig
  if (!(width > 0 && width < layout.width)) return fig
  const wide = Math.max(leastWidth, Math.floor(width))
  const { margin, scene } = layout as Partial<Known>
  if (scene !== undefined) {
    return { ...fig, layout: titled({ ...layout, height: Math.min(layout.height, wide) }, wide) }
  }
  const panels = panelsOf(layout)
  if (!isFull(margin) || panels === undefined) return { ...fig, layout: titled(layout, wide) }

  return arranged(fig, margin, panels, wide)
}

/** A pair of axes, and where they are. */
interface Panel extends Place {
  readonly id: string
  /** Whether both axes have the same scale. */
  readonly isMap: boolean
}

interface Margin {
  readonly l: number
  readonly r: number
  readonly t: number
  readonly b: number
}

interface Axis {
  readonly domain?: Interval
  readonly overlaying?: unknown
  readonly scaleanchor?: unknown
}

interface Note {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly xref?: string
  readonly font?: { readonly size?: number }
}

interface Controls {
  readonly pad?: object
}

interface Known extends Layout {
  readonly margin: Partial<Margin>
  readonly scene: object
  readonly title: { readonly text?: string; readonly font?: { readonly size?: number } }
  readonly annotations: readonly Note[]
  readonly sliders: readonly Controls[]
  readonly updatemenus: readonly Controls[]
}

const isFull = (margin: Partial<Margin> | undefined): margin is Margin =>
  margin !== undefined &&
  (['l', 'r', 't', 'b'] as const).every(side => Number.isFinite(margin[side]))

/** The panels of a figure, in order; undefined if its axes are not in pairs. */
function panelsOf(layout: Layout): Panel[] | undefined {
  const ids = Object.keys(layout).flatMap(key => /^xaxis(\d*)$/.exec(key)?.slice(1) ?? [])
  const found = ids.map((id): Panel | undefined => {
    const x = layout[`xaxis${id}`] as Axis
    const y = layout[`yaxis${id}`] as Axis | undefined
    if (!y || x.overlaying !== undefined || y.overlaying !== undefined) return undefined
    const { domain = [0, 1] } = y
    return { id, x: x.domain ?? [0, 1], y: domain, isMap: y.scaleanchor !== undefined }
  })
  const rows = Object.keys(layout).filter(key => /^yaxis\d*$/.test(key)).length
  return found.length > 0 && found.length === rows && found.every(panel => panel !== undefined)
    ? found
    : undefined
}

/** As wide as the page, with a title of as many lines as it takes. */
function titled(layout: Layout, width: number): Layout {
  const { title, margin } = layout as Partial<Known>
  if (typeof title?.text !== 'string') return { ...layout, width }
  const size = Math.min(16, title.font?.size ?? 17)
  const text = inLines(title.text, size, width - 2 * toolbar)
  const more = (countLines(text) - 1) * Math.ceil(size * 1.3)
  return {
    ...layout,
    width,
    height: layout.height + more,
    title: { ...title, text, font: { ...title.font, size } },
    ...(margin?.t === undefined ? {} : { margin: { ...margin, t: margin.t + more } }),
  }
}

function arranged(fig: Figure, before: Margin, panels: readonly Panel[], width: number): Figure {
  const layout = fig.layout as Known
  const inside = {
    x: layout.width - before.l - before.r,
    y: layout.height - before.t - before.b,
  }
  const bars = fig.data.some(hasBar)
  const played = layout.sliders !== undefined
  const legend = legendHeight(fig.data, width) - legendHeight(fig.data, layout.width)
  const margin = {
    l: Math.min(before.l, 55),
    r: Math.min(before.r, 14),
    t: before.t + (bars ? barRoom : 0),
    b: before.b + legend + (played ? sliderRoom : 0),
  }
  const room = width - margin.l - margin.r
  const columnsBefore = new Set(panels.map(({ x }) => x[0])).size
  const columns = Math.min(
    columnsBefore,
    Math.max(1, Math.floor((width - margin.l) / besideAnother)),
  )
  const wide = panelWidth(room, columns)

  // A map keeps its shape, so that a step is as long along x as along y.
  const heights = panels.map(({ x, y, isMap }) => {
    const tall = (y[1] - y[0]) * inside.y
    const inProportion = (tall * wide) / ((x[1] - x[0]) * inside.x)
    return isMap ? inProportion : Math.max(inProportion, Math.min(tall, 230))
  })
  const notes = (layout.annotations ?? []).map(note => ({ note, panel: panelUnder(note, panels) }))
  const titles = notes.flatMap(({ note, panel }) =>
    panel ? inLines(note.text, sizeOf(note), wide - toolbar) : [],
  )
  const { height, titleRoom, places } = inRows(
    panels.length,
    columns,
    room,
    Math.max(...heights),
    Math.max(1, ...titles.map(countLines)),
  )
  const placeOf = (panel: Panel): Place => places[panels.indexOf(panel)]!
  const axes = Object.fromEntries(
    panels.flatMap(panel =>
      (['x', 'y'] as const).map(axis => {
        const name = `${axis}axis${panel.id}`
        const domain = panels.length > 1 ? { domain: placeOf(panel)[axis] } : {}
        return [name, { ...(layout[name] as object), ...domain }]
      }),
    ),
  )
  const annotations = notes.map(({ note, panel }) => {
    if (!panel) {
      const size = Math.max(10, (sizeOf(note) * room) / inside.x)
      return { ...note, font: { ...note.font, size } }
    }
    const { x, y } = placeOf(panel)
    return {
      ...note,
      text: inLines(note.text, sizeOf(note), wide - toolbar),
      x: moved(note.x, panel.x, x),
      y: moved(note.y, panel.y, y),
    }
  })
  // A bar of colours lies above the titles of panels.
  const aboveTitles = 1 + (titles.length > 0 ? 24 + titleRoom : 0) / height
  return {
    ...fig,
    data: bars ? fig.data.map(trace => barAbove(trace, aboveTitles)) : fig.data,
    layout: titled(
      {
        ...layout,
        ...axes,
        height: Math.round(height + margin.t + margin.b + titleRoom),
        margin: { ...before, ...margin, t: margin.t + titleRoom },
        ...(layout.annotations === undefined ? {} : { annotations }),
        ...(played ? stacked(layout) : {}),
      },
      width,
    ),
  }
}

const sizeOf = ({ font }: Note): number => font?.size ?? 12

/** Where `value` of one interval is in another. */
function moved(value: number, from: Interval, to: Interval): number {
  return to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0])
}

/** The panel whose title a note is. */
function panelUnder(note: Note, panels: readonly Panel[]): Panel | undefined {
  if (note.xref !== 'paper' || panels.length < 2) return undefined
  const inside = (value: number, [min, max]: Interval) => value >= min && value <= max + 1e-6
  return panels.find(({ x, y }) => inside(note.x, x) && inside(note.y, y))
}

// ——— colour bars ———

const barRoom = 50

/** A bar of colours lies above the figure instead of standing beside it. */
function barAbove(trace: Trace, y: number): Trace {
  return withBar(trace, coloured => {
    const { title, ...others } = (coloured.colorbar ?? {}) as { title?: object }
    return {
      ...coloured,
      colorbar: {
        ...others,
        ...(title === undefined ? {} : { title: { ...title, side: 'top' } }),
        ...{ orientation: 'h', x: 0.5, xanchor: 'center', y, yanchor: 'bottom', ypad: 4, len: 1 },
      },
    }
  })
}

// ——— what plays a figure ———

const sliderRoom = 60

/** The slider below the buttons instead of beside them. */
function stacked({ sliders, updatemenus }: Known): object {
  return {
    updatemenus: updatemenus.map(menu => ({ ...menu, pad: { ...menu.pad, t: 70 } })),
    sliders: sliders.map(slider => ({ ...slider, x: 0, len: 1, pad: { ...slider.pad, t: 115 } })),
  }
}
