import { nice } from '../figures/nice'
import { log10, pow } from '../math'
import { type LossAxis, negligible } from './loss-axis'

type Range = (
  losses: readonly number[],
  start: number,
  axis: LossAxis,
) => readonly [low: number, high: number]

/** The ends of an axis: from a little above the start's loss down to the lowest. */
export const rangeOf: Readonly<Record<LossAxis['kind'], Range>> = {
  /** Whole powers of ten. */
  log(losses, start) {
    const top = Math.ceil(log10(Math.max(negligible * 10, start)) + 0.3)
    const lowest = losses.reduce((a, b) => Math.min(a, b), pow(10, top - 2))
    return [Math.min(top - 1, Math.floor(log10(lowest))), top]
  },
  both(losses, start, { at }) {
    const [low, high] = [at(losses.reduce((a, b) => Math.min(a, b), start)), at(start)]
    const room = Math.max(0.1, (high - low) / 20)
    return [low - room, high + room]
  },
  /** Round numbers. */
  linear(losses, start) {
    const bottom = losses.reduce((a, b) => Math.min(a, b), start)
    const room = nice(Math.max(1e-12, (start - bottom) / 5))
    return [Math.floor(bottom / room) * room, Math.ceil((start + room / 2) / room) * room]
  },
}
