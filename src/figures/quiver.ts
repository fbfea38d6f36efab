import { checkOptions } from '../check'
import { hypot } from '../math'
import { checkSurface } from '../surfaces/surface'
import type { DomainInput, Surface } from '../types'
import { digitsFor } from './digits'
import { checkDrawable, multiples, spacingOf, typedArray } from './grid'
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

/** A slope beyond this counts as not finite: it could not be made short enough to draw. */
const steepest = 1e305

/**
 * Draws the way downhill: at points of a grid, arrows along −∇f, coloured by the slope |∇f|.
 *
 * Every arrow starts at a dot. All are shortened or lengthened by the same factor, which the colour bar
 * states (1, 1/2, 1/5, 1/10 and so on), so that the longest reaches about two dots on: an arrow twice as
 * long is a slope twice as steep, and where the surface is nearly flat, little more than the dot is left.
 *
 * @param surface - What to draw the slopes of.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own. `spacing`:
 * from one arrow to the next, above 0, in units of x and y; by default a round number that gives about
 * 20 steps along the longer side. The arrows stand at the multiples of `spacing`, the ends of the
 * domain included. On a domain more than ten times as long as wide, it is the spacing along the longer
 * side, and the other is cut into as many steps.
 * @returns A mark for `figure`, of two dimensions.
 * @throws TypeError for anything that is not a surface and for an unknown option; RangeError for a domain
 * or a spacing outside its interval, and for a surface without a finite gradient there.
 * @example show(figure([quiver(surfaces.bowl)], { title: 'Downhill on the bowl' }))
 */
export function quiver(surface: Surface, options: QuiverOptions = {}): Mark {
  checkSurface('quiver', surface)
  checkOptions('quiver', options, ['domain', 'spacing'])
  const domain = options.domain ?? surface.domain
  checkDrawable('quiver', domain)
  const spacing = spacingOf('quiver', domain, options.spacing)

  const x: number[] = []
  const y: number[] = []
  const u: number[] = []
  const v: number[] = []
  const slope: number[] = []
  // How many dots on the longest arrow would reach if it were as long as its slope.
  let reach = 0
  for (const yi of multiples(spacing.y, domain.y)) {
    for (const xi of multiples(spacing.x, domain.x)) {
      const [gx, gy] = surface.gradient(xi, yi)
      const norm = hypot(gx, gy)
      const dots = hypot(gx / spacing.x, gy / spacing.y)
      if (!(norm <= steepest && dots <= steepest)) continue
      reach = Math.max(reach, dots)
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
  // Shorter, and nothing would be left of the arrows around a minimum. 1 on a plain.
  const factor = nice(2.2 / reach) || 1
  const [xs, ys] = [digitsFor(...domain.x, 4), digitsFor(...domain.y, 4)]
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
        ...arrows(u, v, factor, `x %{x:.${xs}~g}<br>y %{y:.${ys}~g}`),
        anchor: 'tail',
        lengthmode: 'raw',
        arrowref: 'data',
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
      },
    ],
    dimensions: 2,
    domain: {
      x: hull(domain.x, x, u, factor, spacing.x / 3),
      y: hull(domain.y, y, v, factor, spacing.y / 3),
    },
    alt: `arrows downhill on ${surface.name}, f(x, y) = ${surface.formula}, the longer the steeper`,
    bar: 'own',
  }
}

/** The attributes that make every arrow `factor` times its vector, in units of the axes. */
function arrows(
  u: readonly number[],
  v: readonly number[],
  factor: number,
  place: string,
): Partial<Trace> {
  const says = (gx: string, gy: string) =>
    `${place}<br>−∂f/∂x %{${gx}:.4~g}<br>−∂f/∂y %{${gy}:.4~g}<extra></extra>`
  if (factor <= 1 && factor > 1e-100) {
    return { u, v, lengthfactor: factor, hovertemplate: says('u', 'v') }
  }
  // Plotly rounds the vector to whole pixels before it multiplies by the factor, which is less than a
  // pixel off while the factor is at most 1, but bends the arrows of a very flat surface. So they are
  // given as long as they are drawn, times a hundred.
  const hundredfold = (vector: readonly number[]) => vector.map(one => one * factor * 100)
  return {
    u: hundredfold(u),
    v: hundredfold(v),
    lengthfactor: 1 / 100,
    customdata: u.map((one, i) => [one, v[i]!]),
    hovertemplate: says('customdata[0]', 'customdata[1]'),
  }
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

/** 1, 2 or 5 times a power of ten, as people write it: 100, 1/5, 2·10⁻³⁰². */
function inWords(factor: number): string {
  const [digit, exponent] = factor.toExponential().split('e').map(Number)
  if (Math.abs(exponent!) > 6) return `${digit === 1 ? '' : `${digit}·`}10<sup>${exponent}</sup>`
  return factor < 1 ? `1/${Math.round(1 / factor)}` : String(factor)
}
