import type { Mark, Trace } from './mark'

// Plotly's JSON has no place for what a mark says of itself, so the traces of a figure are remembered.
const marks = new WeakMap<Trace, Mark>()

/** Remembers which of `marks` drew which trace; the traces stand mark by mark. */
export function remember(drawn: readonly Mark[], data: readonly Trace[]): void {
  const drawnBy = drawn.flatMap(mark => mark.data.map(() => mark))
  data.forEach((trace, i) => {
    marks.set(trace, drawnBy[i]!)
  })
}

/** The mark that drew a trace of a figure; undefined for a trace from elsewhere. */
export function markOf(trace: Trace): Mark | undefined {
  return marks.get(trace)
}
