import { log10 } from '../math'
import { extent } from './extent'
import type { Trace } from './mark'
import { nice } from './nice'

/**
 * An axis that counts in powers of ten: over many of them, a label every few; over one to three, 2 and 5
 * between them.
 */
export function logAxis(
  data: readonly Trace[],
  axis: 'x' | 'y',
): Readonly<Record<string, unknown>> {
  const [low, high] = extent(
    data.flatMap(trace =>
      extent((trace[axis] as (number | null)[]).filter(value => value !== null && value > 0)),
    ),
  ).map(log10) as [number, number]
  const range = high - low
  const scale = { type: 'log', exponentformat: 'power' }
  if (range > 3) return { ...scale, dtick: Math.max(1, nice(range / 5)) }
  // Plotly would write only 2 and 5, and leave it to the reader to find out of what.
  const powers = [-1, 0, 1, 2, 3, 4].map(more => Math.floor(low) + more)
  for (const digits of [
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
  ]) {
    const all = powers.flatMap(power => digits.map(digit => Number(`${digit}e${power}`)))
    // A little farther than the values, as the axis goes.
    const room = range / 15
    const tickvals = all.filter(value => {
      const at = log10(value)
      return at >= low - room && at <= high + room
    })
    if (tickvals.length >= 3) return { ...scale, tickvals, ticktext: tickvals.map(inFull) }
  }
  return scale
}

/** A number as people write it: 0.002, 50; beyond a million or a ten-thousandth with a power of ten. */
function inFull(value: number): string {
  if (value >= 1e-4 && value <= 1e6) return String(value)
  const [digits, power] = value.toExponential().split('e')
  const factor = digits === '1' ? '' : `${digits}·`
  return `${factor}10<sup>${Number(power)}</sup>`.replace('-', '−')
}
