import type { Activation } from '../network/multi-layer-net'

/** Which digits the network has learned from, as `loadDigits` says it. */
export type DigitSource = 'MNIST' | 'drawn'

/** What a pad asks: a network, as JSON. */
export interface DigitPadSpec {
  /** How many numbers go in, stand between the layers, and come out: 784, …, 10. */
  readonly sizes: readonly number[]
  readonly activation: Activation
  readonly source: DigitSource
  /** W1, b1, W2, b2, … */
  readonly params: readonly Packed[]
}

/**
 * Numbers as text: base64 of float32, little-endian; or, half as long, of whole numbers from −32767 to
 * 32767, of which each stands for itself times `unit`.
 */
export interface Packed {
  readonly data: string
  readonly unit?: number
}
