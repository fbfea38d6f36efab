import type { Domain } from '../types'
import { extent, extentOf, withRoom } from './extent'
import type { Mark } from './mark'

/** The part of the plane to show: all that marks ask for; if none does, as much as they take. */
export function domainOf(marks: readonly Mark[]): Domain {
  const domains = marks.flatMap(mark => mark.domain ?? [])
  const along = (axis: 'x' | 'y'): [number, number] =>
    domains.length > 0
      ? extent(domains.flatMap(domain => domain[axis]))
      : withRoom(
          extentOf(
            marks.flatMap(mark => mark.data),
            axis,
          ),
        )
  return { x: along('x'), y: along('y') }
}
