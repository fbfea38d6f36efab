import { checkOptions, checkTexts, nameOf } from '../check'
import type { Path } from '../types'
import { largestDrawn } from './extent'
import type { Mark } from './mark'
import { colorOf, ink } from './palette'
import { walkName } from './walk-name'

/** How to draw a walk. */
export interface PathOptions {
  /** What the legend calls it; by default what the walk is called, 'SGD 0.95'. */
  readonly name?: string
  /** A CSS colour; by default the optimizer's own. */
  readonly color?: string
}

// A walk that diverges goes far beyond what a browser can draw: from about 1e14 pixels on it reports
// errors instead. This far out nothing can be seen, and the line still points there. If a walk starts far
// out itself, the limit is a thousand times as far.
const outOfSight = 1e10

// Plotly's numbers of the two symbols: the start is a ring, every later point a disc.
const ring = 100
const disc = 0

/**
 * Draws a walk down a surface: a line with a dot at every point, its start marked.
 *
 * Each optimizer has a colour of its own, the same in every figure. A walk that diverged is drawn up to
 * where x or y passes 10¹⁰, and the legend says at which update it diverged. If a walk has more than 1000
 * points, `figure` leaves out what cannot be seen, and its alt text says so.
 *
 * @param walk - What `descend` returned.
 * @param options - `name`: what the legend calls it, to tell two walks of one optimizer apart; by
 * default walk.label, 'SGD 0.95'. `color`: a CSS colour; by default the optimizer's own.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for anything that is not a walk and for an unknown option.
 * @example show(figure([contour(surfaces.bowl), path(walk)], { title: 'SGD' }))
 * @example path(walk, { name: 'SGD, from the left' })
 */
export function path(walk: Path, options: PathOptions = {}): Mark {
  const given: Partial<Path> | null | undefined = walk
  if (!Array.isArray(given?.points) || !Array.isArray(given.losses)) {
    throw new TypeError(`path draws a walk, what descend(…) returns, not ${nameOf(walk)}.`)
  }
  checkOptions('path', options, ['name', 'color'])
  checkTexts('path', options, ['name', 'color'])
  const name = walkName(walk, options.name)
  const color = options.color ?? colorOf(walk.optimizer) ?? '#000000'

  const far = (walk.points[0] ?? []).map(c => 1000 * Math.abs(c))
  const limit = Math.min(largestDrawn, Math.max(outOfSight, ...far))
  const end = walk.points.findIndex(point => !point.every(c => Math.abs(c) <= limit))
  const points = end === -1 ? walk.points : walk.points.slice(0, end)
  // Side by side, the dots of a long walk would merge into a band.
  const dot = points.length > 60 ? 3 : 6
  const atStart = (start: number, later: number): number[] =>
    points.map((_, t) => (t === 0 ? start : later))
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers+text',
        name,
        showlegend: true,
        x: points.map(([x]) => x),
        y: points.map(([, y]) => y),
        customdata: points.map((_, t) => [t, walk.losses[t]]),
        hovertemplate:
          'update %{customdata[0]}<br>x %{x:.6~g}<br>y %{y:.6~g}<br>f %{customdata[1]:.6~g}<extra>%{fullData.name}</extra>',
        line: { color, width: 2 },
        marker: {
          color,
          symbol: atStart(ring, disc),
          size: atStart(11, dot),
          line: { color: '#ffffff', width: atStart(2.5, dot / 8) },
        },
        text: ['start'],
        textposition: 'top center',
        textfont: { color: ink, size: 13 },
      },
    ],
    dimensions: 2,
    domain: undefined,
    alt:
      walk.points.length === 0
        ? `path of ${name}, without a point`
        : `path of ${name}, ${walk.points.length - 1} updates`,
    isLine: true,
    updates: Math.max(0, points.length - 1),
  }
}
