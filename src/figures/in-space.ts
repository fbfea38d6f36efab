import { domainOf } from './domain-of'
import { extent } from './extent'
import type { FigureOptions } from './figure-options'
import { numbersOf, type TypedArray } from './grid'
import type { Mark } from './mark'
import { nameWithout, offsetOf, without } from './offset'
import { type Drawn, tracesOf } from './traces'

/** Marks in space, to be turned with the mouse. */
export function inSpace(
  marks: readonly Mark[],
  _width: number,
  { height = 480, title }: FigureOptions,
): Drawn {
  const domain = domainOf(marks)
  const data = tracesOf(marks)
  const [width, depth] = [domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]]
  // True proportions up to 2 to 1; a longer strip would be too thin to see.
  const ratio = Math.min(2, Math.max(1 / 2, width / depth))
  // A graphics card has float32, so what the numbers of an axis have in common is taken off.
  const offset = {
    x: offsetOf(...domain.x),
    y: offsetOf(...domain.y),
    z: offsetOf(...extent(data.flatMap(trace => extent(numbersOf(trace.z as TypedArray))))),
  }
  // A little room, so that the first label of an axis does not lie on that of the axis it meets.
  const along = (axis: 'x' | 'y') => {
    const room = (domain[axis][1] - domain[axis][0]) / 20
    const [min, max] = domain[axis].map(end => end - offset[axis]) as [number, number]
    return { title: { text: nameWithout(offset[axis], axis) }, range: [min - room, max + room] }
  }
  const axis = { gridcolor: '#e3e7ec', zerolinecolor: '#c5ccd5', showspikes: false }
  return {
    marks,
    data: data.map(trace => without(offset, trace)),
    layout: {
      height,
      margin: { l: 0, r: 0, t: title === undefined ? 10 : 50, b: 0 },
      scene: {
        xaxis: { ...axis, ...along('x') },
        yaxis: { ...axis, ...along('y') },
        zaxis: { ...axis, title: { text: nameWithout(offset.z, 'f(x, y)') } },
        aspectmode: 'manual',
        aspectratio: { x: Math.sqrt(ratio), y: 1 / Math.sqrt(ratio), z: 0.7 },
        // Looking a little below the middle moves the picture up, where there is room.
        camera: { eye: { x: 0.95, y: -1.6, z: 0.75 }, center: { x: 0, y: 0, z: -0.15 } },
      },
    },
  }
}
