import { type Net, outputsOf, sharesOf, slopesOf } from './net'

/** What the network says of a picture. */
export interface Answer {
  readonly scores: Float64Array
  /** Of each digit, from 0 to 1. */
  readonly shares: Float64Array
  /** The digits, the likeliest first; empty where a score is no number. */
  readonly order: readonly number[]
  /** Undefined where a score is no number. */
  readonly reason: Reason | undefined
}

/** Why its first guess is ahead of its second. */
export interface Reason {
  /** By how much the score of the first is higher. */
  readonly lead: number
  /** Ink times slope, pixel by pixel: what each adds to the lead. */
  readonly pixels: Float64Array
  /** What the pixels add that speak for the first, and, below 0, those that speak for the second. */
  readonly gained: number
  readonly lost: number
  /** What the lead has besides: gained + lost + rest = lead. */
  readonly rest: number
  /** The neurons of the last hidden layer that add most, up or down, to the lead; none without one. */
  readonly neurons: readonly Neuron[]
}

export interface Neuron {
  /** From 1, as people count. */
  readonly number: number
  readonly adds: number
  /** How its output changes with the ink of each pixel. */
  readonly slopes: Float64Array
}

/**
 * Asks a network for a picture, and why it says so.
 *
 * The lead of the first guess is sₐ − s_b = Σ xᵢ·∂(sₐ − s_b)/∂xᵢ + rest. Within the region where the same
 * neurons are on, a network of ReLUs is linear, so the sum is exact and the rest is what the biases add;
 * with other activations the slopes are those of the tangent.
 *
 * Source: Shrikumar et al., Not just a black box: learning important features through propagating
 * activation differences, arXiv:1605.01713, 2016, on gradient × input.
 */
export function answerOf(net: Net, picture: Float64Array, mostNeurons: number): Answer {
  const outputs = outputsOf(net, picture)
  const scores = outputs.at(-1)!
  const shares = sharesOf(scores)
  if (!scores.every(Number.isFinite)) return { scores, shares, order: [], reason: undefined }
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
  return { scores, shares, order, reason: reasonOf(net, outputs, order, mostNeurons) }
}

function reasonOf(
  net: Net,
  outputs: readonly Float64Array[],
  [first, second]: readonly number[],
  mostNeurons: number,
): Reason {
  const scores = outputs.at(-1)!
  const last = net.layers.length - 1
  const difference = scores.map((_, j) => (j === first ? 1 : j === second ? -1 : 0))
  const slopes = slopesOf(net, outputs, last, difference)
  const pixels = slopes.map((slope, i) => slope * outputs[0]![i]!)
  let [gained, lost] = [0, 0]
  for (const adds of pixels) {
    if (adds > 0) gained += adds
    else lost += adds
  }
  const lead = scores[first!]! - scores[second!]!
  const neurons = last === 0 ? [] : strongest(net, outputs, first!, second!, mostNeurons)
  return { lead, pixels, gained, lost, rest: lead - gained - lost, neurons }
}

function strongest(
  net: Net,
  outputs: readonly Float64Array[],
  first: number,
  second: number,
  count: number,
): Neuron[] {
  const hidden = outputs.at(-2)!
  const { W, b } = net.layers.at(-1)!
  const adds = hidden.map((y, j) => y * (W[j * b.length + first]! - W[j * b.length + second]!))
  return [...adds.keys()]
    .sort((i, j) => Math.abs(adds[j]!) - Math.abs(adds[i]!) || i - j)
    .slice(0, count)
    .filter(j => adds[j] !== 0)
    .map(j => {
      const alone = hidden.map((_, k) => (k === j ? 1 : 0))
      const slopes = slopesOf(net, outputs, net.layers.length - 2, alone)
      return { number: j + 1, adds: adds[j]!, slopes }
    })
}
