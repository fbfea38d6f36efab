import { checkOptions, checkTexts, nameOf } from '../check'
import { log10 } from '../math'
import { digitsFor, isFlat, rounded } from './digits'
import { extent } from './extent'
import { multiples, typedArray } from './grid'
import type { Mark } from './mark'
import { nice } from './nice'
import { nameWithout, offsetOf } from './offset'
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
 * finite, the place stays white.
 *
 * @param values - values[i][j] belongs to y[i] and x[j].
 * @param options - `x`, `y`: where columns and rows stand, evenly or by equal factors. `name`: what the
 * numbers are. `range`: what the first and the last colour stand for, by default the least and the
 * greatest number.
 * @returns A mark for `figure`, to be drawn with curves; { xLog: true } for columns by equal factors.
 * @throws TypeError for anything that is not a table and for an unknown option; RangeError for another
 * number of rows or columns, places that do not ascend and a range that is not of two numbers above 0,
 * the greater last.
 * @example figure([heat([[1, 10], [100, 1000]], { x: [0.1, 1], y: [0, 0.5], name: 'loss' })], { xLog: true })
 */
export function heat(values: readonly (readonly number[])[], options: HeatOptions): Mark {
  if (!Array.isArray(values) || !values.every(row => Array.isArray(row))) {
    throw new TypeError(`heat draws a table of numbers, an array of rows, not ${nameOf(values)}.`)
  }
  checkOptions('heat', options, ['x', 'y', 'name', 'range'])
  checkTexts('heat', options, ['name'])
  const { x, y, name } = options
  if (values.length !== y.length || values.some(row => row.length !== x.length)) {
    throw new RangeError(
      `heat needs a row for each y and a column for each x, ${y.length} and ${x.length}, got ${values.length} and ${values[0]?.length}.`,
    )
  }
  checkPlaces('x', x)
  checkPlaces('y', y)
  checkRange(options.range)
  const powers = values.flatMap(row => row.map(log10))
  const drawn = values.flatMap(row => row.filter(value => value > 0))
  const [least, greatest] = options.range ?? extent(drawn)
  const nothing = least > greatest
  const colours = nothing ? [0, 1] : [log10(least), log10(greatest)]
  // If all numbers are the same, they have the colour in the middle.
  const [low, high] = isFlat(colours[0]!, colours[1]!)
    ? [colours[0]! - 0.5, colours[0]! + 0.5]
    : [colours[0]!, colours[1]!]
  const [u, v] = [digitsFor(...extent(x), 4), digitsFor(...extent(y), 4)]
  const isNarrow = !(greatest > 2 * least)
  const digits = digitsFor(least, greatest, 4)
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
        customdata: y.map((row, i) =>
          x.map((column, j) => [
            rounded(column, u),
            rounded(row, v),
            ...(isNarrow ? [values[i]![j]!] : []),
          ]),
        ),
        hovertemplate: `%{customdata[0]}, %{customdata[1]}<br>${name} ${isNarrow ? `%{customdata[2]:.${digits}~g}` : '10<sup>%{z:.2f}</sup>'}<extra></extra>`,
        ...(nothing ? { showscale: false } : {}),
        colorbar: {
          title: { text: nameWithout(offsetOf(least, greatest), name), side: 'right' },
          thickness: 14,
          ...labels(least, greatest),
        },
      },
    ],
    dimensions: 1,
    domain: undefined,
    alt: `heat map of the ${name} at ${y.length} × ${x.length} places${nothing ? ', none of it a finite number above 0' : ''}`,
    bar: 'shared',
  }
}

/** Powers of ten; if there are fewer than two of them, other round numbers. */
function labels(least: number, greatest: number): { tickvals: number[]; ticktext: string[] } {
  if (least > greatest) return { tickvals: [], ticktext: [] }
  const powers = multiples(1, [log10(least), log10(greatest)])
  if (powers.length > 1) {
    const every = Math.ceil(powers.length / 6)
    const ticks = powers.filter(power => power % every === 0)
    return { tickvals: ticks, ticktext: ticks.map(power => `10<sup>${power}</sup>`) }
  }
  const offset = offsetOf(least, greatest)
  const numbers = isFlat(least, greatest)
    ? [least]
    : multiples(nice((greatest - least) / 5), [least - offset, greatest - offset])
  return {
    tickvals: numbers.map(number => log10(offset + number)),
    ticktext: numbers.map(String),
  }
}

/** The borders between places that stand evenly or by equal factors, one more than there are places. */
function edges(places: readonly number[]): number[] {
  const [first, second] = [places[0]!, places[1] ?? places[0]! + Math.max(1, places[0]! / 1000)]
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

function checkPlaces(axis: string, places: readonly number[]): void {
  const ascend = places.every((place, i) => Number.isFinite(place) && !(place <= places[i - 1]!))
  if (places.length === 0 || !ascend || !Number.isFinite(places.at(-1)! - places[0]!)) {
    throw new RangeError(
      `heat takes places as an array of finite, ascending numbers, such as [0.01, 0.1, 1], not ${axis}: ${JSON.stringify(places)}.`,
    )
  }
}

function checkRange(range: readonly [number, number] | undefined): void {
  if (range === undefined) return
  const [low = 0, high = 0]: readonly number[] = Array.isArray(range) ? range : []
  if (!(low > 0 && low < high && high < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `heat takes a range of two finite numbers above 0, the greater last, such as [0.1, 100], not ${Array.isArray(range) ? `[${range.join(', ')}]` : nameOf(range)}.`,
    )
  }
}
