import { checkOptions, nameOf } from '../check'
import type { Mark } from './mark'
import { colorOf, ink } from './palette'

/** How to draw a curve. */
export interface CurveOptions {
  /** What the legend calls it. */
  readonly name: string
  /** A CSS colour; by default the optimizer's own if the name begins with one, else the next free. */
  readonly color?: string
  /** Where the values stand; by default 0, 1, 2, … */
  readonly x?: readonly number[]
  /** Whether each value is a dot instead of a bend in a line; by default false. */
  readonly dots?: boolean
  /** Whether the line is dashed, for a limit or a goal; by default false. */
  readonly dash?: boolean
}

/**
 * Draws numbers over the steps of a walk: losses, lengths of steps, an average and what it is of.
 *
 * Values that are not finite are gaps.
 *
 * @param values - The numbers, one a step.
 * @param options - `name`: what the legend calls it. `color`: a CSS colour, by default the optimizer's
 * own if the name begins with one ('SGD, learning rate 0.1'), else the next free. `x`: where the values
 * stand, as many, by default 0, 1, 2, …. `dots`: a dot for each value instead of a line, by default
 * false. `dash`: a dashed line, by default false.
 * @returns A mark for `figure`, to be drawn with other curves.
 * @throws TypeError for what is no array of numbers, a missing name and an unknown option; RangeError
 * where x has another length.
 * @example show(figure([curve(walk.losses, { name: 'SGD' })], { yTitle: 'loss', yLog: true }))
 */
export function curve(values: readonly number[], options: CurveOptions): Mark {
  if (!Array.isArray(values) || values.some(value => typeof value !== 'number')) {
    throw new TypeError(`curve draws an array of numbers, not ${nameOf(values)}.`)
  }
  checkOptions('curve', options, ['name', 'color', 'x', 'dots', 'dash'])
  const { name, color = colorOf(name), x = values.map((_, t) => t), dots, dash } = options
  if (typeof name !== 'string') {
    throw new TypeError(`curve needs a name for the legend, { name: 'SGD' }, got ${nameOf(name)}.`)
  }
  if (x.length !== values.length) {
    throw new RangeError(`curve has ${values.length} values and x has ${x.length} places for them.`)
  }
  return {
    data: [
      {
        type: 'scatter',
        mode: dots ? 'markers' : 'lines',
        name,
        showlegend: true,
        x,
        // Six digits are more than a picture shows.
        y: values.map(value => (Number.isFinite(value) ? Number(value.toPrecision(6)) : null)),
        ...(dots
          ? { marker: { color: color ?? '#9aa5b1', size: 4 } }
          : {
              line: {
                width: 2,
                ...(dash ? { dash: 'dash', color: color ?? ink } : color ? { color } : {}),
              },
            }),
        hovertemplate: '%{x:.6~g}: %{y:.6~g}<extra>%{fullData.name}</extra>',
      },
    ],
    dimensions: 1,
    domain: undefined,
    alt: `curve of ${name}`,
  }
}
