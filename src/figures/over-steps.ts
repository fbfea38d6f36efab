import { barWidth } from './color-bar'
import { extentOf } from './extent'
import type { FigureOptions } from './figure-options'
import { legend, legendHeight } from './legend'
import { logAxis } from './log-axis'
import type { Mark } from './mark'
import { labelsWithout, nameWithout, offsetOf } from './offset'
import { others } from './palette'
import { thinnedCurves } from './thin-curves'
import { type Drawn, tracesOf } from './traces'

/** Marks over steps: the steps below them, the values beside them. */
export function overSteps(marks: readonly Mark[], width: number, options: FigureOptions): Drawn {
  const { height = 400, xTitle = 'step', yTitle, xLog = false, yLog = false, title } = options
  const thin = thinnedCurves(marks, width, xLog)
  const data = tracesOf(thin)
  const axis = { zeroline: false, gridcolor: '#e3e7ec', showline: true, ticks: 'outside' }
  const [x, y] = [extentOf(data, 'x'), extentOf(data, 'y')]
  const offset = { x: offsetOf(...x), y: offsetOf(...y) }
  const yName =
    yTitle === undefined && offset.y === 0 ? undefined : nameWithout(offset.y, yTitle ?? 'value')
  return {
    marks: thin,
    data,
    layout: {
      height,
      margin: {
        l: 75,
        r: marks.some(mark => mark.bar !== undefined) ? barWidth : 30,
        t: title === undefined ? 25 : 60,
        b: 60 + legendHeight(data, width),
      },
      xaxis: {
        ...axis,
        title: { text: nameWithout(offset.x, xTitle) },
        ...(xLog ? logAxis(data, 'x') : {}),
        ...labelsWithout(offset.x, ...x),
      },
      yaxis: {
        ...axis,
        automargin: true,
        ...(yName === undefined ? {} : { title: { text: yName, standoff: 12 } }),
        ...(yLog ? logAxis(data, 'y') : {}),
        ...labelsWithout(offset.y, ...y),
      },
      colorway: others,
      hovermode: 'closest',
      ...legend(data, width),
    },
  }
}
