import type { Figure } from '../figures/mark'
import { config, figureHtml } from './figure-html'
import { writer } from './jupyter'

/**
 * Shows a figure under the cell that calls it.
 *
 * @param fig - What `figure` returned.
 * @throws TypeError for what is no figure; Error outside a notebook, where there is no cell.
 * @example show(figure([contour(surfaces.bowl)]))
 */
export function show(fig: Figure): void {
  const given: Partial<Figure> | null | undefined = fig
  if (!Array.isArray(given?.data) || typeof given.layout !== 'object') {
    throw new TypeError('show shows a figure, what figure([…]) returns: show(figure([…])).')
  }
  const write = writer()
  if (!write) {
    throw new Error('show needs a notebook with the tslab kernel: there is no cell to show under.')
  }
  const { layout, ...rest } = fig
  const html = { 'text/html': figureHtml(fig), 'text/plain': layout.meta.alt }
  write(
    {
      // One output with several forms, of which the reader takes the richest it knows. The one of
      // VS Code draws the first with a Plotly that has no quiver, so there it is left out.
      data: process.env.VSCODE_PID
        ? html
        : { 'application/vnd.plotly.v1+json': { ...rest, layout, config }, ...html },
      metadata: {},
      transient: {},
    },
    false,
  )
}
