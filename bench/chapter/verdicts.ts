/** Whether a chapter is no worse than its twin. */
import { short } from '../page'

/** Something that both have, measured. */
export interface Pair {
  readonly where: string
  readonly ours: number
  readonly twin: number
}

/** Whether ours is at most the twin's, wherever it was measured. */
export interface Verdict {
  readonly what: string
  readonly met: boolean
  /** How many times the twin's ours is, the largest first. */
  readonly ratios: readonly { readonly where: string; readonly ratio: number }[]
}

/** Compares all pairs. */
export function judge(what: string, pairs: readonly Pair[]): Verdict {
  const ratios = pairs
    .map(({ where, ours, twin }) => ({ where, ratio: ours / twin }))
    .sort((a, b) => b.ratio - a.ratio)
  return { what, met: ratios.length > 0 && ratios.every(({ ratio }) => ratio <= 1), ratios }
}

/** A verdict in words: the worst place, or all that are over. */
export function sentence({ what, met, ratios }: Verdict): string {
  const say = (found: Verdict['ratios']) =>
    found.map(({ where, ratio }) => `${short(ratio)} times the twin's (${where})`).join(', ')
  if (met) return `${what}: met, at most ${say(ratios.slice(0, 1))}`
  return `${what}: not met: ${say(ratios.filter(({ ratio }) => !(ratio <= 1)))}`
}
