import type { Vector } from '../types'
import type { Matrix } from './matrix'

/** One step of a network's computation. */
export interface Layer {
  /**
   * Input, one example per row → output, with as many rows; keeps what `backward` needs. `out` is where
   * to put the output, by default a new matrix.
   */
  forward<V extends Vector = Float64Array>(x: Matrix<V>, out?: Matrix<V>): Matrix<V>
  /** The loss's slope along each output of the last `forward` → its slope along each input. */
  backward<V extends Vector = Float64Array>(dout: Matrix<V>, out?: Matrix<V>): Matrix<V>
}
