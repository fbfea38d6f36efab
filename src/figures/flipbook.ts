import { checkOptions, nameOf } from '../check'
import type { Figure } from './mark'
import { played } from './played'

/** What to call the moments. */
export interface FlipbookOptions {
  /** The name of each, for the slider; by default 1, 2, 3, … */
  readonly names?: readonly (string | number)[]
  /** What stands before the name; by default nothing. */
  readonly prefix?: string
}

/**
 * Makes one figure out of several that show the same thing at different moments, with buttons to play and
 * a slider to go through them. At first it shows the last one.
 *
 * @param figures - 2 to 60 figures, as `figure` returns them, of the same marks in the plane.
 * @param options - `names`: of the moments, for the slider, by default 1, 2, 3, …. `prefix`: what stands
 * before the name, by default nothing.
 * @throws TypeError for figures of different marks and for an unknown option; RangeError for another
 * number of figures or names.
 * @example show(flipbook([before, after], { names: [0, 100], prefix: 'epoch ' }))
 */
export function flipbook(figures: readonly Figure[], options: FlipbookOptions = {}): Figure {
  if (!Array.isArray(figures) || figures.length < 2 || figures.length > 60) {
    throw new RangeError(
      `flipbook takes an array of 2 to 60 figures, not ${Array.isArray(figures) ? figures.length : nameOf(figures)}.`,
    )
  }
  checkOptions('flipbook', options, ['names', 'prefix'])
  const { names = figures.map((_, i) => i + 1), prefix = '' } = options
  if (names.length !== figures.length) {
    throw new RangeError(
      `flipbook has ${figures.length} figures and ${names.length} names for them.`,
    )
  }
  const last: Figure = figures.at(-1)!
  const kinds = ({ data }: Figure) => data.map(trace => trace.type).join(' ')
  const { xaxis } = last.layout as { xaxis?: { range?: unknown } }
  if (xaxis?.range === undefined || figures.some(fig => kinds(fig) !== kinds(last))) {
    throw new TypeError('flipbook takes figures of the same marks on the plane, such as maps.')
  }
  // The frames hold only what changes.
  const changes = last.data.map((trace, i) =>
    Object.keys(trace).filter(key => {
      const [first, ...others] = figures.map(fig => JSON.stringify(fig.data[i]![key]))
      return others.some(other => other !== first)
    }),
  )
  const moving = changes.flatMap((keys, i) => (keys.length > 0 ? [i] : []))
  const frames = figures.map((fig, moment) => ({
    name: String(names[moment]),
    traces: moving,
    data: moving.map(i => Object.fromEntries(changes[i]!.map(key => [key, fig.data[i]![key]]))),
  }))
  return played(last, frames, prefix)
}
