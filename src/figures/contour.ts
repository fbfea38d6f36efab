import { checkOptions, nameOf } from '../check'
import { checkDomain, checkSurface } from '../surfaces/surface'
import type { Domain, DomainInput, Surface } from '../types'
import { checkValues, evenly, sample, typedArray } from './grid'
import { defaultLevels, type Run, runs } from './levels'
import type { Mark, Trace } from './mark'
import { ink, line } from './palette'

/** How to draw a contour map. */
export interface ContourOptions {
  /** The part of the plane to draw; by default the surface's own. */
  readonly domain?: DomainInput
  /** The heights to draw lines at, ascending; by default round heights that suit the surface. */
  readonly levels?: readonly number[]
  /** How many points the longer side is sampled at, 11 to 501; by default 141. */
  readonly points?: number
}

// Points along the longer side of the domain. Levels that are not evenly spaced take a grid each time
// the spacing changes: a fine one for the lowest, which may lie in a narrow valley, and coarser ones
// for the sides above.
const most = { fine: 141, coarse: 51 }

/**
 * Draws a surface as a map: lines of equal height, each labelled with its height.
 *
 * By default the heights are round numbers, evenly spaced; where most of the map lies in a small part
 * of the range, as in a steep-sided valley, 1, 2, 5, 10, … so that the valley has lines too. Above the
 * highest line nothing is drawn. Where the surface has no finite value there is a gap.
 *
 * @param surface - What to draw.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own.
 * `levels`: the heights to draw lines at, at least one, finite and ascending. `points`: how many points
 * the longer side is sampled at, 11 to 501, by default 141; fewer for a function that takes long.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for what is no surface and for an unknown option; RangeError for a domain or
 * levels that cannot be drawn, and for a surface without a finite value there.
 * @example show(figure([contour(surfaces.bowl)], { title: 'A bowl from above' }))
 * @example contour(surfaces.bowl, { levels: [1, 2, 5, 10, 20] })
 */
export function contour(surface: Surface, options: ContourOptions = {}): Mark {
  checkSurface('contour', surface)
  checkOptions('contour', options, ['domain', 'levels', 'points'])
  const domain = options.domain ?? surface.domain
  checkDomain('contour', domain)

  const { points = most.fine } = options
  if (!Number.isInteger(points) || points < 11 || points > 501) {
    throw new RangeError(`contour takes 11 to 501 points, not ${nameOf(points)}.`)
  }
  const fine = values(surface, domain, points)
  checkValues('contour', surface, fine.values)
  const levels = options.levels ?? defaultLevels(fine.values)
  checkLevels(levels)
  const [lowest, ...higher] = runs(levels)
  const coarse =
    higher.length === 0 || points <= most.coarse ? fine : values(surface, domain, most.coarse)

  return {
    // Plotly draws evenly spaced levels only, so there is one trace for every evenly spaced part of
    // them. The grid goes along as it is: values capped at the highest level would be a plateau, and
    // a plateau has contour lines that the surface does not have.
    data: [
      {
        ...lines(surface.name, fine, lowest!),
        hovertemplate: 'x %{x:.4~g}<br>y %{y:.4~g}<br>f %{z:.4~g}<extra></extra>',
      },
      // One answer to the mouse is enough.
      ...higher.map(run => ({ ...lines(surface.name, coarse, run), hoverinfo: 'skip' })),
    ],
    dimensions: 2,
    domain,
    alt: `contour map of ${surface.name}, f(x, y) = ${surface.formula}, with lines from ${levels[0]} to ${levels[levels.length - 1]}`,
  }
}

/** A surface's values on a grid. */
interface Grid {
  readonly values: Float64Array
  /** What Plotly is told of it. */
  readonly attributes: Partial<Trace>
}

/** Samples with `count` points along the longer side and squares for cells, at least 51 or `count`. */
function values(surface: Surface, domain: Domain, count: number): Grid {
  const width = domain.x[1] - domain.x[0]
  const height = domain.y[1] - domain.y[0]
  const scale = (count - 1) / Math.max(width, height)
  const least = Math.min(51, count)
  const columns = Math.max(least, Math.round(width * scale) + 1)
  const rows = Math.max(least, Math.round(height * scale) + 1)
  const z = sample(surface, evenly(columns, domain.x), evenly(rows, domain.y))
  return {
    values: z,
    attributes: {
      x0: domain.x[0],
      dx: width / (columns - 1),
      y0: domain.y[0],
      dy: height / (rows - 1),
      z: typedArray(z, [rows, columns]),
    },
  }
}

function lines(name: string, grid: Grid, { start, end, size }: Run): Trace {
  return {
    type: 'contour',
    name,
    showlegend: false,
    ...grid.attributes,
    autocontour: false,
    contours: {
      start,
      end,
      size,
      coloring: 'none',
      showlabels: true,
      labelfont: { size: 11, color: ink },
      labelformat: '.6~g',
    },
    line: { color: line, width: 1.25 },
  }
}

function checkLevels(levels: readonly number[]): void {
  const fine =
    Array.isArray(levels) &&
    levels.length > 0 &&
    levels.every((level, i) => Number.isFinite(level) && (i === 0 || level > levels[i - 1]!))
  if (!fine) {
    throw new RangeError(
      `contour takes levels as an array of finite, ascending heights, such as [1, 2, 5, 10], not ${JSON.stringify(levels)}.`,
    )
  }
}
