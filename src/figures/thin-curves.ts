import { log10 } from '../math'
import { extent } from './extent'
import type { Mark, Trace } from './mark'
import { picked } from './picked'

/** A curve of at most this many values is drawn as it is. */
const shortCurve = 5000

/**
 * Leaves out of long curves what cannot be seen: in each column of pixels, all values but the first, the
 * last, the least and the greatest.
 *
 * @param marks - What to draw; shorter curves and all others are left as they are.
 * @param width - The width of the figure, in pixels.
 * @param isLog - Whether the axis below counts in powers of ten.
 */
export function thinnedCurves(
  marks: readonly Mark[],
  width: number,
  isLog: boolean,
): readonly Mark[] {
  return marks.map(mark => {
    if (!mark.isLine) return mark
    let count = 0
    const data = mark.data.map(trace => {
      if ((trace.x as number[]).length <= shortCurve) return trace
      const kept = ofColumns(trace, width, isLog)
      count = kept.length
      return picked(trace, kept)
    })
    if (count === 0) return mark
    return {
      ...mark,
      data,
      alt: `${mark.alt}, ${count} of its values drawn, because the others could not be seen`,
    }
  })
}

/** The values to draw, in order. */
function ofColumns(trace: Trace, width: number, isLog: boolean): number[] {
  const x = (trace.x as number[]).map(place => (isLog ? log10(place) : place))
  const y = trace.y as (number | null)[]
  const [left, right] = extent(x)
  const columnOf = (t: number): number => Math.floor(((x[t]! - left) / (right - left)) * width)
  const kept: number[] = []
  for (let start = 0; start < x.length; ) {
    const column = columnOf(start)
    let [end, gap, least, greatest] = [start, start, start, start]
    for (; end < x.length && Object.is(columnOf(end), column); end++) {
      const value = y[end]!
      if (value === null) gap = end
      else if (y[least] === null || value < y[least]!) least = end
      if (value !== null && (y[greatest] === null || value > y[greatest]!)) greatest = end
    }
    const some = new Set([start, least, greatest, gap, end - 1])
    kept.push(...[...some].sort((a, b) => a - b))
    start = end
  }
  return kept
}
