import { checkOptions } from '../check'
import { checkSurface } from '../surfaces/surface'
import type { DomainInput, Surface } from '../types'
import { digitsFor } from './digits'
import { extent } from './extent'
import {
  checkDrawable,
  checkValues,
  evenly,
  multiples,
  sample,
  spacingOf,
  typedArray,
} from './grid'
import type { Mark } from './mark'
import { colorscale } from './palette'

/** How to draw a wireframe. */
export interface WireframeOptions {
  /** The part of the plane to draw; by default the surface's own. */
  readonly domain?: DomainInput
  /** From one grid line to the next, in units of x and y; by default about 20 steps along the longer side. */
  readonly spacing?: number
}

// Points along one grid line: enough for a smooth curve, and few enough for four figures in a chapter.
const pointsPerLine = 61

/**
 * Draws a surface in space, as a net of lines along x and along y.
 *
 * The lines stand at the multiples of `spacing` and at the borders of the domain, and are coloured by
 * height. Where the surface has no finite value, or one beyond ±2e307, there is a gap.
 *
 * @param surface - What to draw.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own.
 * `spacing`: from one line to the next, above 0, in units of x and y; by default a round number that
 * gives about 20 steps along the longer side. On a domain more than ten times as long as wide, it is the
 * spacing along the longer side, and the other is cut into as many steps.
 * @returns A mark for `figure`, of three dimensions.
 * @throws TypeError for anything that is not a surface and for an unknown option; RangeError for a domain
 * or a spacing outside its interval, and for a surface without a finite value there.
 * @example show(figure([wireframe(surfaces.bowl)], { title: 'A bowl' }))
 */
export function wireframe(surface: Surface, options: WireframeOptions = {}): Mark {
  checkSurface('wireframe', surface)
  checkOptions('wireframe', options, ['domain', 'spacing'])
  const domain = options.domain ?? surface.domain
  checkDrawable('wireframe', domain)
  const spacing = spacingOf('wireframe', domain, options.spacing)

  const along = { x: evenly(pointsPerLine, domain.x), y: evenly(pointsPerLine, domain.y) }
  const lines = {
    x: withBorders(multiples(spacing.x, domain.x), domain.x),
    y: withBorders(multiples(spacing.y, domain.y), domain.y),
  }
  // One trace for all lines, with a gap after each, because each trace costs a draw call.
  const x: number[] = []
  const y: number[] = []
  const z: number[] = []
  for (const at of lines.y) {
    x.push(...along.x, Number.NaN)
    for (let i = 0; i <= pointsPerLine; i++) y.push(at)
    z.push(...sample(surface, along.x, [at]), Number.NaN)
  }
  for (const at of lines.x) {
    for (let i = 0; i <= pointsPerLine; i++) x.push(at)
    y.push(...along.y, Number.NaN)
    z.push(...sample(surface, [at], along.y), Number.NaN)
  }
  const heights = Float64Array.from(z)
  checkValues('wireframe', surface, heights)
  const height = typedArray(heights)
  const [u, v, f] = [domain.x, domain.y, extent(heights)].map(ends => digitsFor(...ends, 4))
  return {
    data: [
      {
        type: 'scatter3d',
        mode: 'lines',
        name: surface.name,
        showlegend: false,
        x: typedArray(Float64Array.from(x)),
        y: typedArray(Float64Array.from(y)),
        z: height,
        connectgaps: false,
        line: { color: height, colorscale, width: 3 },
        hovertemplate: `x %{x:.${u}~g}<br>y %{y:.${v}~g}<br>f %{z:.${f}~g}<extra></extra>`,
      },
    ],
    dimensions: 3,
    domain,
    alt: `wireframe of ${surface.name}, f(x, y) = ${surface.formula}`,
  }
}

/** `values` with the borders added where they are not there already. */
function withBorders(values: readonly number[], [min, max]: readonly [number, number]): number[] {
  return [min, ...values.filter(value => value > min && value < max), max]
}
