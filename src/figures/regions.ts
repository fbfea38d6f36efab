import { checkOptions } from '../check'
import { checkSurface } from '../surfaces/surface'
import type { DomainInput, Surface } from '../types'
import { checkDrawable, checkValues, evenly, sample, typedArray } from './grid'
import type { Mark } from './mark'
import { twoClasses } from './palette'

/** Which part of the plane to colour. */
export interface RegionsOptions {
  /** By default the surface's own domain. */
  readonly domain?: DomainInput
}

/** Pixels along the longer side; Plotly smooths between them. */
const pixels = 61

/**
 * Colours the plane by which of two classes a network sees there: one colour where f is 0, another where
 * it is 1, and white where it is ½ or not finite.
 *
 * @param surface - f(x, y) is the probability of class 1, from 0 to 1.
 * @param options - `domain`: { x: [min, max], y: [min, max] }, by default the surface's own.
 * @returns A mark for `figure`, of two dimensions, to be drawn below others.
 * @throws TypeError for anything that is not a surface and for an unknown option; RangeError for a domain
 * that cannot be drawn, and for a surface without a finite value there.
 * @example show(figure([regions(guess), dots(data)], { title: 'Which class?' }))
 */
export function regions(surface: Surface, options: RegionsOptions = {}): Mark {
  checkSurface('regions', surface)
  checkOptions('regions', options, ['domain'])
  const domain = options.domain ?? surface.domain
  checkDrawable('regions', domain)
  const [width, height] = [domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]]
  const scale = (pixels - 1) / Math.max(width, height)
  const columns = Math.max(2, Math.round(width * scale) + 1)
  const rows = Math.max(2, Math.round(height * scale) + 1)
  const p = sample(surface, evenly(columns, domain.x), evenly(rows, domain.y))
  checkValues('regions', surface, p)
  return {
    data: [
      {
        type: 'heatmap',
        name: surface.name,
        x0: domain.x[0],
        dx: width / (columns - 1),
        y0: domain.y[0],
        dy: height / (rows - 1),
        // Steps of 1/250 are finer than can be seen, and take a byte each; a byte has no NaN for a gap.
        z: typedArray(
          p.map(share => Math.round(250 * Math.min(1, Math.max(0, share)))),
          [rows, columns],
          p.some(Number.isNaN) ? 'f4' : 'u1',
        ),
        zmin: 0,
        zmax: 250,
        zsmooth: 'best',
        colorscale: [
          [0, twoClasses[0].light],
          [0.5, '#ffffff'],
          [1, twoClasses[1].light],
        ],
        showscale: false,
        hoverinfo: 'skip',
      },
    ],
    dimensions: 2,
    domain,
    alt: `regions of the plane by ${surface.name}`,
  }
}
