import { checkMarks } from './check-marks'
import { remember } from './drawn-by'
import { checkFigureOptions, type FigureOptions } from './figure-options'
import { inSpace } from './in-space'
import { inLegend, mostNames } from './legend'
import type { Figure, Mark } from './mark'
import { onPlane } from './on-plane'
import { overSteps } from './over-steps'
import { sheet } from './sheet'

/**
 * Joins marks into a figure, the first at the bottom.
 *
 * On the plane both axes have the same scale, so that gradients stand at right angles to contour
 * lines, and show the domain of the marks: a path that leaves it is cut off at the border. A domain more
 * than ten times as long as wide has a scale for each axis. In space the figure can be turned with the
 * mouse. Curves have the steps below them and the values beside them.
 *
 * If the numbers on an axis have much in common, as 1,000,000,001 and 1,000,000,002 have, that is taken
 * off the labels, and the name of the axis says so: x − 1000000000. Paths of more than 1000 points are
 * drawn without what cannot be seen: steps out of sight, or where others were drawn before.
 *
 * @param marks - What to draw, at least one: all on the plane, as `contour` and `path`, all over steps, as
 * `curve`, or all in space, as `wireframe`.
 * @param options - `title`: the line above the figure, by default none. `width` and `height`: in
 * pixels, 200 to 2000; by default 700, and what the marks need. `xTitle`, `yTitle`: what the
 * axes are called, by default 'step' and nothing for curves, 'x' and 'y' for a map. `xLog`, `yLog`: for
 * curves, whether the axis counts in powers of ten, by default false. `alt`: the figure in words; by
 * default made from the title and the marks.
 * @returns Plotly's { data, layout }, with the words in layout.meta.alt.
 * @throws TypeError for anything that is not a mark, for marks of different dimensions together and for
 * an unknown option; RangeError for a width or a height outside its interval.
 * @example show(figure([contour(surfaces.bowl), path(walk)], { title: 'SGD', width: 600 }))
 */
export function figure(marks: readonly Mark[], options: FigureOptions = {}): Figure {
  return figureWith([], marks, options)
}

/** As `figure`; of paths that are thinned out, the points after `updates` stay. */
export function figureWith(
  updates: readonly number[],
  marks: readonly Mark[],
  options: FigureOptions,
): Figure {
  checkMarks(marks)
  checkFigureOptions(options)
  const { title, width = 700 } = options
  const draw = { 1: overSteps, 2: onPlane, 3: inSpace }[marks[0]!.dimensions]
  const { marks: drawn, data, layout } = draw(marks, width, options, updates)
  remember(drawn, data)

  const names = drawn.flatMap(mark => inLegend(mark.data)).length
  const unnamed = names > mostNames ? [`the legend has the first ${mostNames} of ${names}`] : []
  const phrases = [...drawn.map(mark => mark.alt), ...unnamed].join('; ')
  const alt = options.alt ?? `${title === undefined ? '' : `${title}: `}${phrases}.`
  return { data, layout: { width, meta: { alt }, ...sheet(title), ...layout } }
}
