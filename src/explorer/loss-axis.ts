import { log10, pow } from '../math'

/** How losses are placed on an axis, or in the order of colours. */
export interface LossAxis {
  /** 'both' counts by powers of ten above 0 and below it, and evenly in between. */
  readonly kind: 'log' | 'both' | 'linear'
  /** What the axis is called. */
  readonly title: string
  /** A loss's place. */
  at(loss: number): number
  /** Where numbers stand; undefined if Plotly's own will do. */
  readonly ticks: { readonly tickvals: number[]; readonly ticktext: string[] } | undefined
}

/** Below this a loss is as good as 0, and has no place on an axis of powers of ten. */
export const negligible = 1e-16

/** An axis on which losses are placed as they are. */
export const linear = (title: string): LossAxis => ({
  kind: 'linear',
  title,
  at: loss => loss,
  ticks: undefined,
})

/**
 * An axis by powers of ten if all losses are above `floor`. If one is not, an axis that has a place for
 * it and says so in its title: linear as far as half of the losses go and by powers of ten beyond, or, if
 * little is beyond, linear all along.
 *
 * @param losses - All that are drawn.
 * @param floor - Below this a loss is as good as 0.
 */
export function powersOfTen(losses: readonly number[], floor: number): LossAxis {
  const lowest = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (lowest > floor) return { kind: 'log', title: 'loss', at: log10, ticks: undefined }
  const largest = losses.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  const smallest = losses.reduce((a, b) => (b > floor ? Math.min(a, b) : a), largest)
  const sizes = losses.map(Math.abs).sort((a, b) => a - b)
  // A little below 0 by rounding: the axis goes on down to there as if to 0.
  const rounded = lowest > -1e-9 * largest
  const even = rounded
    ? Math.max(decade(smallest), 10 * decade(-lowest), decade(floor))
    : decade(sizes[sizes.length >> 1]! || largest)
  if (largest <= 30 * even) return linear('loss (linear: not all are above 0)')
  const power = Math.round(log10(even))
  const name = inPowers(power)
  return {
    kind: 'both',
    title: `loss (log; linear ${lowest < 0 ? 'within ±' : 'below '}${name})`,
    at: loss =>
      Math.abs(loss) <= even ? loss / even : Math.sign(loss) * (1 + log10(Math.abs(loss) / even)),
    ticks: ticks(power, lowest, largest),
  }
}

/** About seven numbers for an axis that is linear up to 10 to the `power`. */
function ticks(power: number, lowest: number, highest: number): LossAxis['ticks'] {
  const decades = (size: number): number => Math.max(0, Math.ceil(log10(size)) - power)
  const [down, up] = [lowest < 0 ? decades(-lowest) : -1, decades(highest)]
  const every = Math.ceil((down + up + 2) / 7)
  const along = (last: number, sign: 1 | -1): [number, string][] =>
    Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => [
      sign * (1 + i * every),
      `${sign < 0 ? '−' : ''}${inPowers(power + i * every)}`,
    ])
  const all = [...along(down, -1).reverse(), [0, '0'] as const, ...along(up, 1)]
  return { tickvals: all.map(([place]) => place), ticktext: all.map(([, text]) => text) }
}

/** The power of ten at or below a size; 0 of 0 and less. */
const decade = (size: number): number => (size > 0 ? pow(10, Math.floor(log10(size))) : 0)

const inPowers = (power: number): string =>
  power === 0 ? '1' : power === 1 ? '10' : `10<sup>${String(power).replace('-', '−')}</sup>`
