import { checkOptions, nameOf } from '../check'
import { legend, legendHeight, powersOfTen } from './figure'
import { countLines, inLines, toolbar } from './lines'
import type { Figure, Layout, Trace } from './mark'
import { ink, others } from './palette'

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

// In pixels, around and between the panels; above each there is room for its title.
const margin = { l: 60, r: 20, t: 45, b: 60 }
const gap = { x: 75, y: 95 }
const letters = 15

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

  const rows = Math.ceil(figures.length / columns)
  const heats = figures.flatMap(fig => fig.data.filter(({ type }) => type === 'heatmap'))
  const bar = heats.some(({ colorbar }) => colorbar !== undefined)
  const right = bar ? 90 : margin.r
  const inside = { x: width - margin.l - right }
  const panel = { x: (inside.x - (columns - 1) * gap.x) / columns, y: 0 }
  panel.y = panel.x * Math.min(1.2, Math.max(...figures.map(ratio)))
  const titles = figures.map(({ layout }) =>
    inLines((layout as Layout & Panel).title?.text ?? '', letters, panel.x - toolbar),
  )
  const more = (Math.max(...titles.map(countLines)) - 1) * 20
  const down = gap.y + more
  const height = rows * panel.y + (rows - 1) * down

  // The labels of all panels together, so that the same height has the same label.
  const all = figures.flatMap(fig => fig.data)
  const labels = options.sameAxes && { x: powersOfTen(all, 'x'), y: powersOfTen(all, 'y') }
  const named = new Set<unknown>()
  const colors = new Map<unknown, string>()
  const data: Trace[] = []
  const axes: Record<string, unknown> = {}
  const annotations: unknown[] = []
  figures.forEach((fig, i) => {
    const id = i === 0 ? '' : String(i + 1)
    const column = i % columns
    const row = Math.floor(i / columns)
    const left = (column * (panel.x + gap.x)) / inside.x
    const end = Math.min(1, left + panel.x / inside.x)
    const top = 1 - (row * (panel.y + down)) / height
    // Rounding may leave a hair below 0, where Plotly would drop the domain.
    const bottom = Math.max(0, top - panel.y / height)

    for (const trace of fig.data) {
      data.push({
        ...trace,
        xaxis: `x${id}`,
        yaxis: `y${id}`,
        legendgroup: trace.name,
        showlegend: trace.showlegend === true && !named.has(trace.name),
        ...colored(trace, colors),
        // The colour bar of a panel would lie on its neighbour; the arrows' lengths say the same.
        ...(trace.type === 'quiver'
          ? { marker: { ...(trace.marker as object), showscale: false } }
          : {}),
        // One bar for all: panels are there to be compared.
        ...(trace.type === 'heatmap' && trace !== heats.at(-1) ? { showscale: false } : {}),
      })
      if (trace.showlegend === true) named.add(trace.name)
    }
    const { xaxis, yaxis, title } = fig.layout as Layout & Panel
    axes[`xaxis${id}`] = { ...xaxis, domain: [left, end], anchor: `y${id}` }
    axes[`yaxis${id}`] = {
      ...yaxis,
      domain: [bottom, top],
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
        font: { size: letters, color: ink },
        x: (left + end) / 2,
        xref: 'paper',
        xanchor: 'center',
        // A map that is flatter than its panel stands in the middle of it: the title goes with it.
        y: top - ((1 - Math.min(1, (ratio(fig) * panel.x) / panel.y)) / 2) * (panel.y / height),
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
      height: Math.round(height + margin.t + more + margin.b + legendRoom),
      margin: { ...margin, r: right, t: margin.t + more, b: margin.b + legendRoom },
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
  const { line, name, mode } = trace as { line?: { color?: string }; name?: string; mode?: string }
  if (trace.type !== 'scatter' || mode !== 'lines' || !line || line.color !== undefined) return {}
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
