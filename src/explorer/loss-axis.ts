/** How losses are placed on an axis, or in the order of colours. */
export interface LossAxis {
  /** 'both' counts by powers of ten above 0 and below it, and evenly in between. */
  readonly kind: 'log' | 'both' | 'linear'
  /** What the axis is called. */
  readonly title: string
  /** A loss's place. */
  at(loss: number): number
  /** Where numbers stand; undefined where Plotly's own are right. */
  readonly ticks: { readonly tickvals: number[]; readonly ticktext: string[] } | undefined
}

const linear = (title: string): LossAxis => ({
  kind: 'linear',
  title,
  at: loss => loss,
  ticks: undefined,
})

/**
 * An axis by powers of ten where all losses are above `least`; where one is not, an axis that has a place
 * for it, which its title names.
 *
 * @param losses - All that are drawn.
 * @param start - The loss where the walks begin.
 * @param least - Below this a loss is as good as 0.
 */
export function powersOfTen(losses: readonly number[], start: number, least: number): LossAxis {
  const lowest = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (lowest > least) return { kind: 'log', title: 'loss', at: Math.log10, ticks: undefined }
  const largest = losses.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  const smallest = losses.reduce((a, b) => (b > least ? Math.min(a, b) : a), largest)
  // A little below 0 by rounding: the axis goes on down to there as if to 0.
  const rounded = lowest > -1e-9 * largest
  const even = rounded
    ? Math.max(decade(smallest), 10 * decade(-lowest), decade(least))
    : decade(Math.abs(start) / 3 || largest)
  if (largest <= 30 * even) return linear('loss (linear: not all are above 0)')
  const power = Math.round(Math.log10(even))
  const name = inPowers(power)
  return {
    kind: 'both',
    title:
      lowest < 0
        ? `loss (log, linear from −${name} to ${name})`
        : `loss (log, linear below ${name})`,
    at: loss =>
      Math.abs(loss) <= even
        ? loss / even
        : Math.sign(loss) * (1 + Math.log10(Math.abs(loss) / even)),
    ticks: ticks(power, lowest, largest),
  }
}

/** Some seven numbers of an axis that is even up to 10 to the `power`. */
function ticks(power: number, lowest: number, highest: number): LossAxis['ticks'] {
  const decades = (size: number): number => Math.max(0, Math.ceil(Math.log10(size)) - power)
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
const decade = (size: number): number => (size > 0 ? 10 ** Math.floor(Math.log10(size)) : 0)

const inPowers = (power: number): string =>
  power === 0 ? '1' : power === 1 ? '10' : `10<sup>${String(power).replace('-', '−')}</sup>`
