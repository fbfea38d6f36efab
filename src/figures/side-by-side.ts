import { checkOptions, nameOf } from '../check'
import { hasBar, withBar } from './color-bar'
import { markOf } from './drawn-by'
import { legend, legendHeight } from './legend'
import { countLines, inLines, toolbar } from './lines'
import { logAxis } from './log-axis'
import type { Figure, Layout, Trace } from './mark'
import { ink, others } from './palette'
import { inRows, panelWidth } from './panels'

/** How to put figures next to each other. */
export interface SideBySideOptions {
  /** How many stand in a row, 1 to 4; by default all of up to three, else half of them. */
  readonly columns?: number
  /** In pixels, 300 to 2000; by default 840. */
  readonly width?: number
  /**
   * Whether the panels share their axes, so that equal heights look equal in all of them; by default
   * false.
   */
  readonly sameAxes?: boolean
}

// In pixels, around the panels, with room for a title above them.
const margin = { l: 60, r: 20, t: 45, b: 60 }

/** In pixels, the margin on the right if a colour bar stands there. */
const marginOfBar = 90

/** In pixels, the height of the letters of titles. */
const titleSize = 15

/**
 * Puts figures next to each other, as panels of one figure, each with its title above it.
 *
 * A name that is used in several panels stands in the legend once.
 *
 * @param figures - 2 to 8 figures, as `figure` returns them, of maps or curves.
 * @param options - `columns`: how many stand in a row, 1 to 4, by default all of up to three, else half of them.
 * `width`: of the whole, in pixels, 300 to 2000, by default 840. `sameAxes`: whether the panels share
 * their axes, as panels to be compared should; by default false.
 * @throws TypeError for anything else and for an unknown option; RangeError for another number
 * of figures, of columns or of pixels.
 * @example show(sideBySide([figure([map, path(a)], { title: 'a' }), figure([map, path(b)], { title: 'b' })]))
 */
export function sideBySide(figures: readonly Figure[], options: SideBySideOptions = {}): Figure {
  checkFigures(figures)
  checkOptions('sideBySide', options, ['columns', 'width', 'sameAxes'])
  const { columns = usualColumns(figures.length), width = 840 } = options
  if (!Number.isInteger(columns) || columns < 1 || columns > 4) {
    throw new RangeError(`sideBySide takes 1 to 4 columns, not ${nameOf(columns)}.`)
  }
  if (!(width >= 300 && width <= 2000)) {
    throw new RangeError(`sideBySide takes a width from 300 to 2000 pixels, not ${nameOf(width)}.`)
  }

  const all = figures.flatMap(fig => fig.data)
  // One bar for all that share it: panels are there to be compared. A panel's own would lie on its neighbour.
  const bar = all.findLastIndex(trace => hasBar(trace) && markOf(trace)?.bar !== 'own')
  const right = bar === -1 ? margin.r : marginOfBar
  const inside = width - margin.l - right
  const wide = panelWidth(inside, columns)
  const tall = wide * Math.min(1.2, Math.max(...figures.map(ratio)))
  const titles = figures.map(({ layout }) =>
    inLines((layout as Layout & Panel).title?.text ?? '', titleSize, wide - toolbar),
  )
  const titleLines = Math.max(...titles.map(countLines))
  const { height, titleRoom, places } = inRows(figures.length, columns, inside, tall, titleLines)

  // The labels of all panels together, so that the same height has the same label.
  const labels = options.sameAxes && { x: logAxis(all, 'x'), y: logAxis(all, 'y') }
  const named = new Set<unknown>()
  const colors = new Map<unknown, string>()
  const data: Trace[] = []
  const axes: Record<string, unknown> = {}
  const annotations: unknown[] = []
  figures.forEach((fig, i) => {
    const id = i === 0 ? '' : String(i + 1)
    const place = places[i]!
    for (const trace of fig.data) {
      const placed = {
        ...trace,
        xaxis: `x${id}`,
        yaxis: `y${id}`,
        legendgroup: trace.name,
        showlegend: trace.showlegend === true && !named.has(trace.name),
        ...colored(trace, colors),
      }
      const hasTheBar = data.length === bar
      data.push(hasTheBar ? placed : withBar(placed, one => ({ ...one, showscale: false })))
      if (trace.showlegend === true) named.add(trace.name)
    }
    const { xaxis, yaxis, title } = fig.layout as Layout & Panel
    axes[`xaxis${id}`] = { ...xaxis, domain: place.x, anchor: `y${id}` }
    axes[`yaxis${id}`] = {
      ...yaxis,
      domain: place.y,
      anchor: `x${id}`,
      ...(yaxis.scaleanchor === undefined ? {} : { scaleanchor: `x${id}` }),
    }
    if (labels) {
      for (const axis of ['x', 'y'] as const) {
        const own = axes[`${axis}axis${id}`] as Record<string, unknown>
        if (own.type === 'log') {
          for (const name of ['dtick', 'tickvals', 'ticktext']) delete own[name]
          Object.assign(own, labels[axis])
        }
        if (i > 0) own.matches = axis
      }
    }
    if (title !== undefined) {
      annotations.push({
        text: titles[i],
        font: { size: titleSize, color: ink },
        x: (place.x[0] + place.x[1]) / 2,
        xref: 'paper',
        xanchor: 'center',
        // A map that is flatter than its panel stands in the middle of it: the title goes with it.
        y: place.y[1] - ((1 - Math.min(1, (ratio(fig) * wide) / tall)) / 2) * (tall / height),
        yref: 'paper',
        yanchor: 'bottom',
        yshift: 4,
        showarrow: false,
      })
    }
  })
  const first = figures[0]!.layout
  const legendRoom = legendHeight(data, width)
  return {
    data,
    layout: {
      ...axes,
      width,
      height: Math.round(height + margin.t + titleRoom + margin.b + legendRoom),
      margin: { ...margin, r: right, t: margin.t + titleRoom, b: margin.b + legendRoom },
      meta: { alt: figures.map(fig => fig.layout.meta.alt).join(' ') },
      font: first.font,
      paper_bgcolor: first.paper_bgcolor,
      plot_bgcolor: first.plot_bgcolor,
      colorway: first.colorway,
      hovermode: 'closest',
      annotations,
      ...legend(data, width),
    },
  }
}

/** The next free colour for a line that has none; the same for one of the same name in another panel. */
function colored(trace: Trace, colors: Map<unknown, string>): Partial<Trace> {
  const { line, name } = trace as { line?: { color?: string }; name?: string }
  if (!line || line.color !== undefined) return {}
  const color = colors.get(name) ?? others[colors.size % others.length]!
  colors.set(name, color)
  return { line: { ...line, color } }
}

/** Up to three in one row, more in two. */
function usualColumns(count: number): number {
  return count <= 3 ? count : Math.ceil(count / 2)
}

/** What a figure that can be a panel has. */
interface Panel {
  readonly title?: { readonly text: string }
  readonly xaxis: { readonly range?: readonly [number, number] }
  readonly yaxis: { readonly range?: readonly [number, number]; readonly scaleanchor?: string }
}

/** Height over width: a map's own, so that its axes have the same scale. */
function ratio(fig: Figure): number {
  const { xaxis, yaxis } = fig.layout as Layout & Panel
  if (yaxis.scaleanchor === undefined || !xaxis.range || !yaxis.range) return 0.7
  return (yaxis.range[1] - yaxis.range[0]) / (xaxis.range[1] - xaxis.range[0])
}

function checkFigures(figures: readonly Figure[]): void {
  if (Array.isArray(figures) && figures.some(fig => Object(fig).dimensions !== undefined)) {
    throw new TypeError(
      'sideBySide takes maps and curves, what figure([…]) returns, and was given a mark: wrap each in figure([…]).',
    )
  }
  if (!Array.isArray(figures) || figures.length < 2 || figures.length > 8) {
    throw new RangeError(
      `sideBySide takes an array of 2 to 8 figures, not ${Array.isArray(figures) ? figures.length : nameOf(figures)}.`,
    )
  }
  for (const fig of figures) {
    if (fig?.layout?.xaxis === undefined || fig.frames !== undefined) {
      throw new TypeError(
        'sideBySide takes maps and curves, what figure([…]) returns; figures in space and animations need a cell of their own.',
      )
    }
  }
}
