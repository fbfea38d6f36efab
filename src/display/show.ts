import { nameOf } from '../check'
import type { Figure } from '../figures/mark'
import { figureHtml, forPlotly } from './figure-html'
import { writer } from './jupyter'

/** A figure as plotly.js has it: any traces, and a layout if they need one. */
export interface PlotlyFigure {
  readonly data: readonly object[]
  readonly layout?: object
  readonly frames?: readonly object[]
}

/**
 * Shows a figure under the cell that calls it.
 *
 * @param fig - What `figure`, `sideBySide`, `animate`, … returned, or plain Plotly's { data, layout }.
 * @throws TypeError for anything that is not a figure; Error outside a notebook, where there is no cell.
 * @example show(figure([contour(surfaces.bowl)]))
 * @example show({ data: [{ y: [1, 4, 9] }], layout: { title: { text: 'Squares' } } })
 */
export function show(fig: Figure | PlotlyFigure): void {
  const ready = asFigure(fig)
  const write = writer()
  if (!write) {
    throw new Error('show needs a notebook with the tslab kernel: there is no cell to show under.')
  }
  const html = { 'text/html': figureHtml(ready), 'text/plain': ready.layout.meta.alt }
  write(
    {
      // One output with several forms, of which the reader takes the richest it knows. VS Code draws the
      // first with a Plotly that has no quiver, so there it is left out.
      data: process.env.VSCODE_PID
        ? html
        : { 'application/vnd.plotly.v1+json': forPlotly(ready), ...html },
      metadata: {},
      transient: {},
    },
    false,
  )
}

/** A figure with all that a plain one may leave out: its size, and what it shows in words. */
function asFigure(fig: Figure | PlotlyFigure): Figure {
  checkFigure(fig)
  if (typeof (fig as Figure).layout?.meta?.alt === 'string') return fig as Figure
  // JSON would make an object of a typed array.
  const asList = (_: string, value: unknown): unknown =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
  const plain = JSON.parse(JSON.stringify(fig, asList))
  const title = plain.layout?.title
  const alt = typeof title === 'string' ? title : (title?.text ?? 'A figure without a title.')
  return { ...plain, layout: { width: 700, height: 450, ...plain.layout, meta: { alt } } }
}

function checkFigure(fig: unknown): void {
  const { data, layout = {}, dimensions } = Object(fig) as Record<string, unknown>
  if (dimensions !== undefined) {
    throw new TypeError(
      'show takes a figure, and was given a mark, which is drawn in one: wrap it in figure([…]), as in show(figure([…])).',
    )
  }
  if (Array.isArray(fig)) {
    const marks = fig.length > 0 && fig.every(one => Object(one).dimensions !== undefined)
    throw new TypeError(
      marks
        ? 'show takes a figure, and was given an array of marks: wrap it in figure, as in show(figure([contour(surfaces.bowl), path(walk)])).'
        : 'show takes one figure, and was given an array: put figures next to each other with show(sideBySide([f, g])), or call show for each.',
    )
  }
  if (typeof Object(fig).points === 'object' && Array.isArray(Object(fig).losses)) {
    throw new TypeError(
      'show takes a figure, and was given a walk: draw it with show(figure([path(walk)])).',
    )
  }
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
  if (!Array.isArray(data) || !data.every(isObject) || !isObject(layout) || Array.isArray(layout)) {
    throw new TypeError(
      `show takes a figure, what figure([…]) returns, as in show(figure([contour(surfaces.bowl)])), not ${nameOf(fig)}.`,
    )
  }
}
