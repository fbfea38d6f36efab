import { checkOptions, nameOf } from '../check'
import { typedArray } from './grid'
import type { Mark } from './mark'
import { colorscale } from './palette'

/** How to draw a table of numbers. */
export interface HeatOptions {
  /** Where the columns stand, ascending. */
  readonly x: readonly number[]
  /** Where the rows stand, ascending. */
  readonly y: readonly number[]
  /** What the numbers are, for the colour bar. */
  readonly name: string
  /** The numbers that the first and the last colour stand for; by default the least and the greatest. */
  readonly range?: readonly [number, number]
}

/**
 * Draws a table of numbers > 0 as colours, by their powers of ten: dark is low. Where a number is not
 * finite the place stays white.
 *
 * @param values - values[i][j] belongs to y[i] and x[j].
 * @param options - `x`, `y`: where columns and rows stand, evenly or by equal factors. `name`: what the
 * numbers are. `range`: what the first and the last colour stand for, by default the least and the
 * greatest number.
 * @returns A mark for `figure`, to be drawn with curves; { xLog: true } for columns by equal factors.
 * @throws TypeError for what is no table and for an unknown option; RangeError for another number of
 * rows or columns.
 * @example figure([heat([[1, 10], [100, 1000]], { x: [0.1, 1], y: [0, 0.5], name: 'loss' })], { xLog: true })
 */
export function heat(values: readonly (readonly number[])[], options: HeatOptions): Mark {
  if (!Array.isArray(values) || !values.every(row => Array.isArray(row))) {
    throw new TypeError(`heat draws a table of numbers, an array of rows, not ${nameOf(values)}.`)
  }
  checkOptions('heat', options, ['x', 'y', 'name', 'range'])
  const { x, y, name } = options
  if (values.length !== y.length || values.some(row => row.length !== x.length)) {
    throw new RangeError(
      `heat needs a row for each y and a column for each x, ${y.length} and ${x.length}, got ${values.length} and ${values[0]?.length}.`,
    )
  }
  const powers = values.flatMap(row => row.map(Math.log10))
  const finite = powers.filter(Number.isFinite)
  const [low, high] = options.range?.map(Math.log10) ?? [Math.min(...finite), Math.max(...finite)]
  const whole = Array.from(
    { length: Math.floor(high!) - Math.ceil(low!) + 1 },
    (_, i) => Math.ceil(low!) + i,
  )
  const every = Math.max(1, Math.ceil(whole.length / 6))
  const ticks = whole.filter(power => power % every === 0)
  return {
    data: [
      {
        type: 'heatmap',
        name,
        x: edges(x),
        y: edges(y),
        z: typedArray(
          Float64Array.from(powers, power => (Number.isFinite(power) ? power : Number.NaN)),
          [y.length, x.length],
        ),
        zmin: low,
        zmax: high,
        colorscale,
        customdata: y.map(v => x.map(u => [Number(u.toPrecision(4)), Number(v.toPrecision(4))])),
        hovertemplate: `%{customdata[0]}, %{customdata[1]}<br>${name} 10<sup>%{z:.2f}</sup><extra></extra>`,
        colorbar: {
          title: { text: name, side: 'right' },
          thickness: 14,
          tickvals: ticks,
          ticktext: ticks.map(power => `10<sup>${power}</sup>`),
        },
      },
    ],
    dimensions: 1,
    domain: undefined,
    alt: `heat map of the ${name} at ${y.length} × ${x.length} places`,
  }
}

/** The borders between places that stand evenly or by equal factors, one more than there are places. */
function edges(places: readonly number[]): number[] {
  const [first, second] = [places[0]!, places[1] ?? places[0]! + 1]
  const last = places.at(-1)!
  const even =
    Math.abs(last - first - (second - first) * (places.length - 1)) < 1e-6 * (last - first)
  if (even || first <= 0) {
    const half = (second - first) / 2
    return [...places.map(place => place - half), last + half]
  }
  const half = Math.sqrt(second / first)
  return [...places.map(place => place / half), last * half]
}
