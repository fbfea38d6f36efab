import { exp, tanh } from '../math'
import type { Activation } from '../network/multi-layer-net'
import type { DigitPadSpec, Packed } from './spec'

/** A network that can be asked, and asked why; it does not learn. */
export interface Net {
  readonly activation: Activation
  readonly layers: readonly { readonly W: ArrayLike<number>; readonly b: ArrayLike<number> }[]
}

/** The network of a spec. */
export function netOf({ activation, params }: DigitPadSpec): Net {
  const layers = []
  for (let i = 0; i < params.length; i += 2) {
    layers.push({ W: unpack(params[i]!), b: unpack(params[i + 1]!) })
  }
  return { activation, layers }
}

function unpack({ data, unit }: Packed): ArrayLike<number> {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0))
  if (unit === undefined) return new Float32Array(bytes.buffer)
  return Float64Array.from(new Int16Array(bytes.buffer), whole => whole * unit)
}

/** What an activation makes of a number, and its slope, told from what it made. */
const activations: Record<Activation, [(x: number) => number, (y: number) => number]> = {
  relu: [x => (x <= 0 ? 0 : x), y => (y > 0 ? 1 : 0)],
  sigmoid: [x => 1 / (1 + exp(-x)), y => y * (1 - y)],
  tanh: [tanh, y => 1 - y * y],
}

/** The picture, the outputs of each hidden layer, and last the scores. */
export function outputsOf({ activation, layers }: Net, picture: Float64Array): Float64Array[] {
  const outputs = [picture]
  layers.forEach(({ W, b }, layer) => {
    const x = outputs[layer]!
    const y = Float64Array.from(b)
    for (let i = 0; i < x.length; i++) {
      for (let j = 0; j < y.length; j++) y[j]! += x[i]! * W[i * y.length + j]!
    }
    outputs.push(layer < layers.length - 1 ? y.map(activations[activation][0]) : y)
  })
  return outputs
}

/**
 * How a weighted sum of a layer's outputs changes with each pixel: backpropagation, to the picture
 * instead of to the weights.
 *
 * @param layer - Whose outputs: 0 is the first hidden layer's, the last the scores.
 * @param weights - Of the sum, one an output.
 */
export function slopesOf(
  { activation, layers }: Net,
  outputs: readonly Float64Array[],
  layer: number,
  weights: Float64Array,
): Float64Array {
  let slopes = weights
  for (let k = layer; k >= 0; k--) {
    const { W } = layers[k]!
    if (k < layers.length - 1) {
      const y = outputs[k + 1]!
      slopes = slopes.map((slope, j) => slope * activations[activation][1](y[j]!))
    }
    const columns = slopes.length
    const to = slopes
    slopes = outputs[k]!.map((_, i) => {
      let sum = 0
      for (let j = 0; j < columns; j++) sum += to[j]! * W[i * columns + j]!
      return sum
    })
  }
  return slopes
}

/** Scores as shares of 1: softmax. */
export function sharesOf(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores)
  const powers = scores.map(score => exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map(power => power / sum)
}
