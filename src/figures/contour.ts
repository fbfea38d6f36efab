import { checkOptions, nameOf } from '../check'
import { checkSurface } from '../surfaces/surface'
import type { Domain, DomainInput, Point, Surface } from '../types'
import { digitsFor, fitsFloat32 } from './digits'
import { extent } from './extent'
import { checkDrawable, checkValues, evenly, sample, typedArray } from './grid'
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
// the spacing changes, of the part where they lie: a fine one for the lowest, which may lie in a
// narrow valley, and coarser ones for the sides above.
const gridPoints = { fine: 141, coarse: 51 }

// If only a few parts have a spacing of their own, their grids may be finer: a map of hollows needs them.
const finer = { parts: 3, points: 91 }

/**
 * Draws a surface as a map: lines of equal height, each labelled with its height, and a + at each known
 * lowest point.
 *
 * By default the heights are round numbers, evenly spaced, and closer together around a lowest point;
 * where most of the map lies in a small part of the range, as in a steep-sided valley, 1, 2, 5, 10, … so
 * that the valley has lines too. Above the highest line nothing is drawn. Where the surface has no finite value, or one beyond ±2e307, there is a
 * gap.
 *
 * @param surface - What to draw.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own.
 * `levels`: the heights to draw lines at, at least one, finite and ascending. `points`: how many points
 * the longer side is sampled at, 11 to 501, by default 141; fewer for a function that takes long.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for anything that is not a surface and for an unknown option; RangeError for a domain
 * or levels that cannot be drawn, and for a surface without a finite value there.
 * @example show(figure([contour(surfaces.bowl)], { title: 'A bowl from above' }))
 * @example contour(surfaces.bowl, { levels: [1, 2, 5, 10, 20] })
 */
export function contour(surface: Surface, options: ContourOptions = {}): Mark {
  checkSurface('contour', surface)
  checkOptions('contour', options, ['domain', 'levels', 'points'])
  const domain = options.domain ?? surface.domain
  checkDrawable('contour', domain)

  const { points = gridPoints.fine } = options
  if (!Number.isInteger(points) || points < 11 || points > 501) {
    throw new RangeError(`contour takes 11 to 501 points, not ${nameOf(points)}.`)
  }
  const fine = grid(surface, domain, points)
  checkValues('contour', surface, fine.values)
  const [least, greatest] = extent(fine.values)
  const bottoms = surface.minima.filter(point => isInside(point, domain))
  const levels = options.levels ?? defaultLevels(fine.values, bottoms.length > 0)
  checkLevels(levels)
  const dtype = heightsFit(levels, least, greatest) ? 'f4' : 'f8'
  const digits = labelDigits(levels)
  const parts = runs(levels)
  const coarse = Math.min(points, parts.length <= finer.parts ? finer.points : gridPoints.coarse)
  const isOneGrid = parts.length === 1 || points <= gridPoints.coarse
  const drawn = parts.map((run, i) => {
    if (isOneGrid) return lines(surface.name, fine, dtype, digits, run)
    // The highest covers the map, for the mouse.
    const part = i === parts.length - 1 ? domain : below(run.end, fine, domain)
    const share = longerSide(part) / longerSide(domain)
    const count = i === 0 ? Math.max(gridPoints.coarse, Math.ceil(points * share)) : coarse
    return lines(surface.name, grid(surface, part, count), dtype, digits, run)
  })
  const [highest, ...lower] = drawn.toReversed()
  const [x, y, f] = [
    digitsFor(...domain.x, 4),
    digitsFor(...domain.y, 4),
    digits === usualDigits ? digitsFor(least, greatest, 4) : digits + 1,
  ]

  return {
    // Plotly draws evenly spaced levels only, so there is one trace for every evenly spaced part of
    // them. The grid is passed on uncapped: values capped at the highest level would be a plateau, and a
    // plateau has contour lines that the surface does not have.
    data: [
      {
        ...highest!,
        hovertemplate: `x %{x:.${x}~g}<br>y %{y:.${y}~g}<br>f %{z:.${f}~g}<extra></extra>`,
      },
      // One trace is enough to answer the mouse.
      ...lower.map(trace => ({ ...trace, hoverinfo: 'skip' })),
      ...(bottoms.length === 0 ? [] : [crosses(bottoms)]),
    ],
    dimensions: 2,
    domain,
    alt: `contour map of ${surface.name}, f(x, y) = ${surface.formula}, with lines from ${levels[0]} to ${levels[levels.length - 1]}`,
  }
}

function isInside([px, py]: Point, { x, y }: Domain): boolean {
  return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1]
}

/** A + at each lowest point, as others draw them. */
function crosses(points: readonly Point[]): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'lowest point',
    showlegend: false,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    marker: { symbol: 'cross-thin', size: 11, line: { color: ink, width: 1.5 } },
    hoverinfo: 'skip',
  }
}

/** Whether float32 keeps what the lines at `levels` need, of heights from `least` to `greatest`. */
function heightsFit(levels: readonly number[], least: number, greatest: number): boolean {
  const size = Math.max(Math.abs(least), Math.abs(greatest))
  return levels.every((level, i) => {
    const below = level - (levels[i - 1] ?? least)
    const above = (levels[i + 1] ?? greatest) - level
    const step = Math.min(...[below, above, greatest - least].filter(gap => gap > 0), size)
    return fitsFloat32(step, Math.abs(level)) && fitsFloat32(size, size)
  })
}

const usualDigits = 6

/** How many digits labels need to differ where levels do. */
function labelDigits(levels: readonly number[]): number {
  for (let digits = usualDigits; digits < 17; digits++) {
    const labels = new Set(levels.map(level => level.toPrecision(digits)))
    if (labels.size === levels.length) return digits
  }
  return 17
}

/** A surface's values on a grid. */
interface Grid {
  readonly values: Float64Array
  readonly shape: readonly [rows: number, columns: number]
  /** Where Plotly is told they stand. */
  readonly places: {
    readonly x0: number
    readonly dx: number
    readonly y0: number
    readonly dy: number
  }
}

function longerSide({ x, y }: Domain): number {
  return Math.max(x[1] - x[0], y[1] - y[0])
}

/** The part of a map where its grid is at most `height`, with a little room around it. */
function below(height: number, { values, shape, places }: Grid, domain: Domain): Domain {
  const columns: number[] = []
  const rows: number[] = []
  values.forEach((value, i) => {
    if (!(value <= height)) return
    columns.push(i % shape[1])
    rows.push(Math.floor(i / shape[1]))
  })
  if (columns.length === 0) return domain
  const room = 2
  const along = (cells: readonly number[], from: number, step: number, [min, max]: Point) => {
    const [low, high] = extent(cells)
    return [
      Math.max(min, from + (low - room) * step),
      Math.min(max, from + (high + room) * step),
    ] as const
  }
  return {
    x: along(columns, places.x0, places.dx, domain.x),
    y: along(rows, places.y0, places.dy, domain.y),
  }
}

/** Samples with `count` points along the longer side and squares for cells, at least 51 or `count`. */
function grid(surface: Surface, domain: Domain, count: number): Grid {
  const width = domain.x[1] - domain.x[0]
  const height = domain.y[1] - domain.y[0]
  const scale = (count - 1) / Math.max(width, height)
  const fewest = Math.min(51, count)
  const columns = Math.max(fewest, Math.round(width * scale) + 1)
  const rows = Math.max(fewest, Math.round(height * scale) + 1)
  return {
    values: sample(surface, evenly(columns, domain.x), evenly(rows, domain.y)),
    shape: [rows, columns],
    places: {
      x0: domain.x[0],
      dx: width / (columns - 1),
      y0: domain.y[0],
      dy: height / (rows - 1),
    },
  }
}

/** Draws a run of lines on a grid. */
function lines(
  name: string,
  { values, shape, places }: Grid,
  dtype: 'f4' | 'f8',
  digits: number,
  { start, end, size }: Run,
): Trace {
  return {
    type: 'contour',
    name,
    showlegend: false,
    ...places,
    z: typedArray(values, shape, dtype),
    autocontour: false,
    contours: {
      start,
      end,
      size,
      coloring: 'none',
      showlabels: true,
      labelfont: { size: 11, color: ink },
      labelformat: `.${digits}~g`,
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
