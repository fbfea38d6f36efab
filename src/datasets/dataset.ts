import type { Matrix } from '../network/matrix'

/** Examples and their answers. */
export interface Dataset {
  /** The examples, one a row. */
  readonly x: Matrix
  /** The class of each example, from 0. */
  readonly t: Uint8Array
  /** How many classes there are. */
  readonly classes: number
}
