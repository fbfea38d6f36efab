import { checkOptions } from '../check'
import { checkDomain, checkSurface } from '../surfaces/surface'
import type { DomainInput, Surface } from '../types'
import { checkSpacing, defaultSpacing, multiples, typedArray } from './grid'
import type { Mark, Trace } from './mark'
import { nice } from './nice'
import { colorscale } from './palette'

/** How to draw a field of arrows. */
export interface QuiverOptions {
  /** The part of the plane to draw; by default the surface's own. */
  readonly domain?: DomainInput
  /** From one arrow to the next, in units of x and y; by default about 20 steps along the longer side. */
  readonly spacing?: number
}

/**
 * Draws the way downhill: at points of a grid, arrows along −∇f, coloured by the slope |∇f|.
 *
 * Every arrow starts at a dot. All are shortened or lengthened by the same factor, which the colour
 * bar tells (1, 1/2, 1/5, 1/10 and so on), so that the longest reaches about as far as two dots on: an
 * arrow twice as long is a slope twice as steep, and where the surface is nearly flat little more than
 * the dot is left.
 *
 * @param surface - What to draw the slopes of.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own. `spacing`:
 * from one arrow to the next, above 0, in units of x and y; by default a round number that gives about
 * 20 steps along the longer side. The arrows stand at the multiples of `spacing`, the ends of the
 * domain included.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for what is no surface and for an unknown option; RangeError for a domain or a
 * spacing out of its interval, and for a surface without a finite gradient there.
 * @example show(figure([quiver(surfaces.bowl)], { title: 'Downhill on the bowl' }))
 */
export function quiver(surface: Surface, options: QuiverOptions = {}): Mark {
  checkSurface('quiver', surface)
  checkOptions('quiver', options, ['domain', 'spacing'])
  const domain = options.domain ?? surface.domain
  checkDomain('quiver', domain)
  const spacing = options.spacing ?? defaultSpacing(domain)
  checkSpacing('quiver', spacing, domain, 100)

  const x: number[] = []
  const y: number[] = []
  const u: number[] = []
  const v: number[] = []
  const slope: number[] = []
  for (const yi of multiples(spacing, domain.y)) {
    for (const xi of multiples(spacing, domain.x)) {
      const [gx, gy] = surface.gradient(xi, yi)
      const norm = Math.hypot(gx, gy)
      if (!Number.isFinite(norm)) continue
      x.push(xi)
      y.push(yi)
      u.push(0 - gx)
      v.push(0 - gy)
      slope.push(norm)
    }
  }
  if (slope.length === 0) {
    throw new RangeError(`quiver finds no finite gradient of ${surface.name} on this domain.`)
  }
  const steepest = slope.reduce((a, b) => Math.max(a, b))
  // Shorter, and nothing would be left of the arrows around a minimum.
  const factor = steepest > 0 ? nice((2.2 * spacing) / steepest) : 1
  return {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        showlegend: false,
        hoverinfo: 'skip',
        x,
        y,
        marker: { color: '#b8c1cc', size: 4.5 },
      },
      {
        type: 'quiver',
        name: surface.name,
        showlegend: false,
        x,
        y,
        u,
        v,
        anchor: 'tail',
        ...lengths(factor, { x, y, steepest }),
        marker: {
          color: typedArray(Float64Array.from(slope)),
          colorscale,
          showscale: true,
          colorbar: {
            title: { text: `slope |∇f|; arrows: −∇f × ${inWords(factor)}`, side: 'right' },
            thickness: 14,
            outlinewidth: 0,
          },
          line: { width: 1.5 },
        },
        hovertemplate:
          'x %{x:.4~g}<br>y %{y:.4~g}<br>−∂f/∂x %{u:.4~g}<br>−∂f/∂y %{v:.4~g}<extra></extra>',
      },
    ],
    dimensions: 2,
    domain: {
      x: hull(domain.x, x, u, factor, spacing / 3),
      y: hull(domain.y, y, v, factor, spacing / 3),
    },
    alt: `arrows downhill on ${surface.name}, f(x, y) = ${surface.formula}, the longer the steeper`,
  }
}

/** The attributes that make every arrow `factor` times its vector, in units of the axes. */
function lengths(
  factor: number,
  { x, y, steepest }: { x: readonly number[]; y: readonly number[]; steepest: number },
): Partial<Trace> {
  if (factor <= 1) return { lengthmode: 'raw', arrowref: 'data', lengthfactor: factor }
  // Plotly rounds the vector to whole pixels before it multiplies by the factor, which is less than a
  // pixel off while the factor is at most 1, but bends the arrows of a very flat surface. Relative to
  // the paper it does not round, and counts the factor in the distance it takes between neighbours.
  const width = Math.max(...x) - Math.min(...x)
  const height = Math.max(...y) - Math.min(...y)
  const count = x.length
  const neighbours =
    (0.97 * (width + height + Math.hypot(width - height, 2 * Math.sqrt(count * width * height)))) /
    (2 * (count - 1))
  return { lengthmode: 'raw', arrowref: 'paper', lengthfactor: (factor * steepest) / neighbours }
}

/** The interval with all dots and tips and room around them, so that none is cut at the border. */
function hull(
  [min, max]: readonly [number, number],
  tails: readonly number[],
  vectors: readonly number[],
  factor: number,
  room: number,
): [number, number] {
  let [low, high] = [min, max]
  tails.forEach((tail, i) => {
    const tip = tail + factor * vectors[i]!
    low = Math.min(low, tail - room, tip - room / 4)
    high = Math.max(high, tail + room, tip + room / 4)
  })
  return [low, high]
}

function inWords(factor: number): string {
  return factor < 1 ? `1/${Math.round(1 / factor)}` : String(factor)
}
