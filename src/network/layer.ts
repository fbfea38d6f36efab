import type { Matrix } from './matrix'

/** One step of a network's computation. */
export interface Layer {
  /** Input, one example a row → output, as many rows; keeps what `backward` needs. */
  forward(x: Matrix): Matrix
  /** The loss's slope along each output of the last `forward` → its slope along each input. */
  backward(dout: Matrix): Matrix
}
