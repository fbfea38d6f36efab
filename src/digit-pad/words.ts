import { exp } from '../math'
import type { Answer } from './reason'
import type { DigitPadSpec } from './spec'

/** A share of 1 in percent; never all, as a network is never certain. */
export function percent(share: number): string {
  if (share > 0.999) return '> 99.9 %'
  return share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`
}

/** With its sign, as what is added. */
export function difference(value: number): string {
  const text = value.toFixed(2)
  return Number(text) < 0 ? text.replace('-', '−') : `+${text.replace('-', '')}`
}

/** What the network says. */
export function sentence(answer: Answer | undefined): string {
  if (!answer) return 'There is nothing on the paper: draw a digit, or take an example.'
  const { order, shares } = answer
  const [first, second] = order
  if (first === undefined || second === undefined) {
    return 'The scores of this network are not numbers: its training has diverged. Train a new one with a smaller learning rate.'
  }
  return `The network says ${first} (${percent(shares[first]!)}); its second guess is ${second} (${percent(shares[second]!)}).`
}

/** Why it says so: the parts of the lead, in numbers that add up as they are printed. */
export function why(answer: Answer | undefined, { sizes, activation }: DigitPadSpec): string {
  if (!answer?.reason) return ''
  const [first, second] = answer.order
  const round = (value: number): number => Math.round(100 * value) / 100
  const [lead, gained, lost] = [
    round(answer.reason.lead),
    round(answer.reason.gained),
    round(answer.reason.lost),
  ]
  const rest = lead - gained - lost
  const parts = `Blue squares are ink that speaks for ${first}: ${difference(gained)} in all. Orange dots are ink that speaks for ${second}: ${difference(lost)} in all.`
  const remainder =
    activation === 'relu' || sizes.length === 2
      ? `The biases add ${difference(rest)}.`
      : `The other ${difference(rest)} belongs to no pixel: ${activation} bends, and these are the slopes at this very picture.`
  return `Why ${first} and not ${second}? The score of ${first} is higher by ${lead.toFixed(2)}, which makes it ${times(answer.reason.lead)} as likely. ${parts} ${remainder}`
}

/** How much likelier a lead makes a digit: e to that power. */
function times(lead: number): string {
  const factor = exp(lead)
  if (factor >= 1e6) return 'more than a million times'
  return `${factor < 10 ? factor.toFixed(1) : Number(factor.toPrecision(2)).toLocaleString('en')} times`
}
