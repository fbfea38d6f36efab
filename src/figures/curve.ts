import { checkOptions, checkTexts, nameOf } from '../check'
import type { Path } from '../types'
import { digitsFor, notTiny, rounded } from './digits'
import { extent, largestDrawn } from './extent'
import type { Mark } from './mark'
import { colorOf, ink } from './palette'
import { placesOf } from './places'
import { walkName } from './walk-name'

/** How to draw a curve. */
export interface CurveOptions {
  /** Its name in the legend; by default a walk's own label, 'SGD 0.95'. */
  readonly name?: string
  /** What to draw of a walk: its 'loss', its 'x' or its 'y'; by default 'loss'. */
  readonly of?: 'loss' | 'x' | 'y'
  /** A CSS colour; by default the optimizer's own if the name begins with one, else the next free. */
  readonly color?: string
  /** Where the values stand; by default `first`, `first` + 1, … */
  readonly x?: readonly number[]
  /** The step of the first value, a whole number; by default 0, where a walk starts. */
  readonly first?: number
  /** Whether each value is a dot instead of a bend in a line; by default false. */
  readonly dots?: boolean
  /** Whether the line is dashed, for a limit or a goal; by default false. */
  readonly dash?: boolean
}

/**
 * Draws a walk over its steps, or any other numbers: lengths of steps, or an average and the values that
 * it averages.
 *
 * Values that are not finite, or beyond ±1e300, are gaps.
 *
 * @param values - A walk, what `descend` returned, or numbers, one per step.
 * @param options - `name`: its name in the legend, by default walk.label, 'SGD 0.95'. `of`: what to draw
 * of a walk, 'loss', 'x' or 'y', by default 'loss'. `color`: a CSS colour, by default the optimizer's own
 * if the name begins with one ('SGD, learning rate 0.1'), else the next free. `x`: where the values
 * stand, as many, by default `first`, `first` + 1, …. `first`: the step of the first value, a whole
 * number, by default 0, where a walk starts; 1 for what belongs to a step, such as its length. `dots`: a
 * dot for each value instead of a line, by default false. `dash`: a dashed line, by default false.
 * @returns A mark for `figure`, to be drawn with other curves.
 * @throws TypeError for values that are neither a walk nor an array of numbers, a missing name and an
 * unknown option; RangeError if x has another length, for x and `first` together and for another `of`.
 * @example show(figure([curve(walk)], { yTitle: 'loss', yLog: true }))
 * @example curve([1, 2, 4, 8], { name: 'powers of two' })
 * @example curve([0.5, 0.2, 0.1], { name: 'length of each step', first: 1 })
 */
export function curve(values: readonly number[] | Path, options: CurveOptions = {}): Mark {
  checkOptions('curve', options, ['name', 'color', 'x', 'first', 'dots', 'dash', 'of'])
  checkTexts('curve', options, ['color'])
  const walk = asWalk(values)
  const numbers = walk ? partOf(walk, options.of ?? 'loss') : (values as readonly number[])
  if (!Array.isArray(numbers) || numbers.some(value => typeof value !== 'number')) {
    throw new TypeError(
      `curve draws a walk, what descend(…) returns, or an array of numbers, not ${nameOf(numbers)}.`,
    )
  }
  if (!walk && options.of !== undefined) {
    throw new TypeError(`curve takes 'of' for a walk alone: an array of numbers has no parts.`)
  }
  const name = walk ? walkName(walk, options.name) : options.name
  const x = placesOf('curve', numbers.length, options)
  const { dots, dash } = options
  const color = options.color ?? colorOf(walk?.optimizer ?? name ?? '')
  if (typeof name !== 'string') {
    throw new TypeError(`curve needs a name for the legend, { name: 'SGD' }, got ${nameOf(name)}.`)
  }
  // Six digits are more than a picture can show, unless it shows a narrow range of numbers.
  const digits = digitsFor(...extent(numbers.filter(value => Math.abs(value) <= largestDrawn)), 6)
  const places = digitsFor(...extent(x), 6)
  return {
    data: [
      {
        type: 'scatter',
        mode: dots ? 'markers' : 'lines',
        name,
        showlegend: true,
        x: x.map(notTiny),
        y: numbers.map(value => (Math.abs(value) <= largestDrawn ? rounded(value, digits) : null)),
        ...(dots
          ? { marker: { color: color ?? '#9aa5b1', size: 4 } }
          : {
              line: {
                width: 2,
                ...(dash ? { dash: 'dash', color: color ?? ink } : color ? { color } : {}),
              },
            }),
        hovertemplate: `%{x:.${places}~g}: %{y:.${digits}~g}<extra>%{fullData.name}</extra>`,
      },
    ],
    dimensions: 1,
    domain: undefined,
    alt: `curve of ${name}`,
    isLine: !dots,
  }
}

function asWalk(of: unknown): Path | undefined {
  const { points, losses } = (of ?? {}) as Partial<Path>
  return Array.isArray(points) && Array.isArray(losses) ? (of as Path) : undefined
}

function partOf(walk: Path, part: 'loss' | 'x' | 'y'): readonly number[] {
  if (part === 'loss') return walk.losses
  if (part === 'x') return walk.points.map(([x]) => x)
  if (part === 'y') return walk.points.map(([, y]) => y)
  throw new RangeError(`curve draws of a walk its 'loss', 'x' or 'y', not ${nameOf(part)}.`)
}
