import { checkMatrix, type Matrix } from '../matrix'
import type { Vector } from '../types'

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

/** Throws unless there is one slope for each output of a layer's last `forward`. */
export function checkSlopes(
  dout: Matrix<Vector>,
  y: Pick<Matrix<Vector>, 'rows' | 'columns'> | undefined,
): void {
  if (y === undefined) throw new Error('backward needs a call of forward before it.')
  checkMatrix('dout', dout)
  if (dout.rows !== y.rows || dout.columns !== y.columns) {
    throw new RangeError(
      `dout must have ${y.rows} rows and ${y.columns} columns, like the last output, got ${dout.rows} and ${dout.columns}.`,
    )
  }
}
