import type { Trace } from './mark'

/** In pixels, the room for a colour bar with its numbers and its title, on the right of a figure. */
export const barWidth = 110

/** What can have a colour bar: a trace, or its marker. */
interface Coloured {
  readonly showscale?: boolean
  readonly colorbar?: object
}

/** Whether a trace shows a colour bar that is written out, its own or its marker's. */
export function hasBar(trace: Trace): boolean {
  const { showscale, colorbar, marker = {} } = trace as Coloured & { marker?: Coloured }
  if (colorbar !== undefined) return showscale !== false
  return marker.showscale ?? marker.colorbar !== undefined
}

/** A trace with `change` made to what has its colour bar; the same trace if it shows none. */
export function withBar(trace: Trace, change: (coloured: Coloured) => Coloured): Trace {
  if (!hasBar(trace)) return trace
  if (trace.colorbar !== undefined) return { ...trace, ...change(trace as Coloured) }
  return { ...trace, marker: change(trace.marker as Coloured) }
}
