import { barWidth } from './color-bar'
import { domainOf } from './domain-of'
import type { FigureOptions } from './figure-options'
import { hasOneScale } from './grid'
import { legend, legendHeight } from './legend'
import type { Mark } from './mark'
import { labelsWithout, nameWithout, offsetOf } from './offset'
import { thinnedPaths } from './thin-paths'
import { type Drawn, tracesOf } from './traces'

/**
 * Marks on the plane: both axes have one scale, unless the domain is a long strip.
 *
 * @param updates - Numbers of updates whose points stay in paths that are thinned out.
 */
export function onPlane(
  marks: readonly Mark[],
  width: number,
  options: FigureOptions,
  updates: readonly number[],
): Drawn {
  const { xTitle = 'x', yTitle = 'y', title } = options
  const domain = domainOf(marks)
  const isSquare = hasOneScale(domain)
  const side = { l: 60, r: marks.some(mark => mark.bar !== undefined) ? barWidth : 30 }
  const inside = { width: width - side.l - side.r, height: 0 }
  const ratio = (domain.y[1] - domain.y[0]) / (domain.x[1] - domain.x[0])
  // A strip with a scale for each axis need not be flat.
  inside.height = Math.min(560, Math.max(isSquare ? 220 : 320, inside.width * ratio))

  const thin = thinnedPaths(marks, { ...domain, ...inside }, updates)
  const data = tracesOf(thin)
  const margin = {
    ...side,
    t: title === undefined ? 25 : 60,
    b: 60 + legendHeight(data, width),
  }
  const axis = { zeroline: false, showgrid: false, ticks: 'outside', showline: true, mirror: true }
  return {
    marks: thin,
    data,
    layout: {
      height: options.height ?? Math.round(inside.height + margin.t + margin.b),
      margin,
      // constrain: where the box has another shape, it shrinks instead of showing more of one axis.
      xaxis: { ...axis, ...around(domain.x, xTitle), constrain: 'domain' },
      yaxis: {
        ...axis,
        ...around(domain.y, yTitle),
        constrain: 'domain',
        ...(isSquare ? { scaleanchor: 'x', scaleratio: 1 } : {}),
      },
      hovermode: 'closest',
      ...legend(data, width),
    },
  }
}

/** The range of an axis, its name, and labels where Plotly's own would be long and alike. */
function around([min, max]: readonly [number, number], name: string) {
  const offset = offsetOf(min, max)
  return {
    title: { text: nameWithout(offset, name) },
    range: [min, max],
    ...labelsWithout(offset, min, max),
  }
}
