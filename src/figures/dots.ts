import { checkOptions, nameOf } from '../check'
import { checkMatrix } from '../matrix'
import { digitsFor, rounded } from './digits'
import { extent, extremesOf, largestDrawn, withRoom } from './extent'
import type { Mark } from './mark'
import { twoClasses } from './palette'

/** x and y of an example. */
type Place = readonly [number, number]

/** Examples with two numbers each, and their classes: what `spirals` and `moons` return. */
export interface PlaneData {
  readonly x: { readonly data: Float64Array; readonly rows: number; readonly columns: number }
  readonly t: ArrayLike<number>
}

/** How to draw examples. */
export interface DotsOptions {
  /** What the legend calls each class; by default 'class 0' and 'class 1'. */
  readonly names?: readonly [string, string]
}

/**
 * Draws examples on the plane as dots, discs for class 0 and diamonds for class 1. If a class has more
 * than 2000, those that would stand behind others are left out.
 *
 * @param data - Two numbers an example, and its class, 0 or 1.
 * @param options - `names`: what the legend calls the classes, by default 'class 0' and 'class 1'.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for data that is not in the plane or has more than two classes and for an unknown
 * option, RangeError if there are not as many classes as examples.
 * @example show(figure([dots(spirals(200))], { title: 'Two spirals' }))
 */
export function dots(data: PlaneData, options: DotsOptions = {}): Mark {
  const given: Partial<PlaneData> | null | undefined = data
  if (given?.x?.columns !== 2 || given.t === undefined) {
    throw new TypeError(
      `dots draws examples of two numbers, such as spirals(200), not ${given?.x?.columns === undefined ? nameOf(data) : `examples of ${given.x.columns}`}.`,
    )
  }
  checkOptions('dots', options, ['names'])
  const { names = ['class 0', 'class 1'] } = options
  if (!Array.isArray(names) || names.length !== 2) {
    throw new TypeError(
      `dots takes the names of two classes, such as ['left', 'right'], not ${nameOf(names)}.`,
    )
  }
  const { x, t } = data
  checkMatrix('data.x', x)
  if (t.length !== x.rows) {
    throw new RangeError(
      `dots needs one class per example, got ${t.length} for ${x.rows} examples.`,
    )
  }
  const place = (c: number): number => (Math.abs(c) <= largestDrawn ? c : Number.NaN)
  const places = Array.from(
    t,
    (_, n) => [place(x.data[2 * n]!), place(x.data[2 * n + 1]!)] as const,
  )
  const odd = Array.from(t).find(c => c !== 0 && c !== 1)
  if (odd !== undefined) throw new TypeError(`dots draws the classes 0 and 1, got ${odd}.`)
  const [across, up] = ([0, 1] as const).map(axis => extent(places.map(place => place[axis])))
  const [u, v] = [digitsFor(...across!, 5), digitsFor(...up!, 5)]
  const [hoverU, hoverV] = [digitsFor(...across!, 3), digitsFor(...up!, 3)]
  const classes = twoClasses.map((_, c) =>
    apart(
      places.filter((_, n) => t[n] === c),
      across!,
      up!,
    ),
  )
  const count = classes.reduce((sum, { length }) => sum + length, 0)
  const some =
    count < places.length
      ? `, ${count} of them drawn, because the others would be hidden behind these`
      : ''
  return {
    data: twoClasses.map(({ dark, symbol }, c) => {
      const mine = classes[c]!
      return {
        type: 'scatter',
        mode: 'markers',
        name: names[c],
        showlegend: true,
        x: mine.map(place => rounded(place[0], u)),
        y: mine.map(place => rounded(place[1], v)),
        marker: { color: dark, symbol, size: 7, line: { color: '#ffffff', width: 1 } },
        hovertemplate: `(%{x:.${hoverU}~g}, %{y:.${hoverV}~g})<extra>%{fullData.name}</extra>`,
      }
    }),
    dimensions: 2,
    domain: { x: withRoom(across!), y: withRoom(up!) },
    alt: `${places.length} examples of two classes${some}`,
  }
}

/** A browser takes about a second to draw this many. */
const mostOfClass = 2000

/**
 * Picks from many places one in each cell of a net, as fine as it can be, and those farthest to each
 * side.
 */
function apart(
  places: readonly Place[],
  [left, right]: readonly [number, number],
  [low, high]: readonly [number, number],
): readonly Place[] {
  if (places.length <= mostOfClass) return places
  const sides = [0, 1].flatMap(axis => extremesOf(Float64Array.from(places, place => place[axis]!)))
  for (let cells = 100; cells > 1; cells *= 0.9) {
    const at = (share: number): number => Math.floor(share * cells)
    const taken = new Set<number>()
    const kept = places.filter((place, n) => {
      const cell =
        at((place[0] - left) / (right - left)) + 1000 * at((place[1] - low) / (high - low))
      if (taken.has(cell)) return sides.includes(n)
      taken.add(cell)
      return true
    })
    if (kept.length <= mostOfClass) return kept
  }
  return places.slice(0, mostOfClass)
}
