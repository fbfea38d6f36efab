import { checkOptions, nameOf } from '../check'
import { median } from '../median'
import { curve } from './curve'
import { digitsFor, notTiny, rounded } from './digits'
import { extent, largestDrawn } from './extent'
import type { Mark } from './mark'
import { colorOf, others } from './palette'
import { placesOf } from './places'

/** How to draw several runs. */
export interface BandOptions {
  /** What the legend calls them. */
  readonly name: string
  /** A CSS colour of six hex digits; by default the optimizer's own if the name begins with one. */
  readonly color?: string
  /** Where the values stand; by default `first`, `first` + 1, … */
  readonly x?: readonly number[]
  /** The step of the first values, a whole number; by default 0. */
  readonly first?: number
}

/**
 * Draws several runs of the same thing: a line through their medians, in a band from the lowest to the
 * highest. Where a run is not finite, or beyond ±1e300, there is no band.
 *
 * @param runs - One array of numbers per run, all of the same length.
 * @param options - `name`: what the legend calls them. `color`: six hex digits, '#0072B2', by default
 * the optimizer's own if the name begins with one. `x`: where the values stand, by default `first`, `first` + 1, ….
 * `first`: the step of the first values, a whole number, by default 0.
 * @returns A mark for `figure`, to be drawn with curves.
 * @throws TypeError for anything that is not an array of runs, for a missing name and an unknown option;
 * RangeError for runs of different lengths.
 * @example show(figure([band([[3, 2, 1], [3, 1, 0.5]], { name: 'Adam' })], { yTitle: 'loss' }))
 */
export function band(runs: readonly (readonly number[])[], options: BandOptions): Mark {
  if (!Array.isArray(runs) || runs.length === 0 || !runs.every(run => Array.isArray(run))) {
    throw new TypeError(`band draws an array of runs, [[3, 2, 1], [3, 1, 0]], not ${nameOf(runs)}.`)
  }
  const length = runs[0]!.length
  if (!runs.every(run => run.length === length)) {
    throw new RangeError(
      `band draws runs of the same length, got ${runs.map(run => run.length).join(', ')}.`,
    )
  }
  checkOptions('band', options, ['name', 'color', 'x', 'first'])
  checkLook(options)
  const x = placesOf('band', length, options)
  const { name, color = colorOf(name) ?? others[0]! } = options
  const sorted = x.map((_, t) => runs.map(run => run[t]!).sort((a, b) => a - b))
  // NaN sorts nowhere in particular.
  const inside = sorted.flatMap((values, t) =>
    values.every(value => Math.abs(value) <= largestDrawn) ? [t] : [],
  )
  const shown = inside.flatMap(t => [sorted[t]![0]!, sorted[t]!.at(-1)!])
  const digits = digitsFor(...extent(shown), 4)
  const side = (which: 'lowest' | 'highest') => ({
    type: 'scatter',
    mode: 'lines',
    name,
    showlegend: false,
    legendgroup: name,
    x: inside.map(t => notTiny(x[t]!)),
    y: inside.map(t => rounded(sorted[t]!.at(which === 'lowest' ? 0 : -1)!, digits)),
    line: { width: 0, color },
    hoverinfo: 'skip',
    ...(which === 'highest' ? { fill: 'tonexty', fillcolor: `${color}33` } : {}),
  })
  const line = curve(sorted.map(middle), { name, color, x })
  return {
    data: [side('lowest'), side('highest'), { ...line.data[0]!, legendgroup: name }],
    dimensions: 1,
    domain: undefined,
    alt: `median and range of ${runs.length} runs of ${name}`,
    isLine: true,
  }
}

/** The median, if all values can be drawn. */
function middle(values: readonly number[]): number {
  return values.every(value => Math.abs(value) <= largestDrawn) ? median(values) : Number.NaN
}

function checkLook({ name, color }: BandOptions): void {
  if (typeof name !== 'string') {
    throw new TypeError(`band needs a name for the legend, { name: 'SGD' }, got ${nameOf(name)}.`)
  }
  if (color !== undefined && !/^#[0-9a-f]{6}$/i.test(String(color))) {
    throw new TypeError(
      `the color of a band must be six hex digits, '#0072B2', got ${nameOf(color)}.`,
    )
  }
}
