import { nameOf } from '../check'
import { checkMatrix, type Matrix } from '../matrix'

/** Examples and their answers. */
export interface Dataset {
  /** The examples, one per row. */
  readonly x: Matrix
  /** The class of each example, from 0. */
  readonly t: Uint8Array
  /** How many classes there are. */
  readonly classes: number
}

/** Throws unless `data` is examples with an answer for each. */
export function checkData(name: string, data: Dataset): void {
  const given: Partial<Dataset> | null | undefined = data
  if (typeof given?.x?.rows !== 'number' || typeof given.t?.length !== 'number') {
    throw new TypeError(
      `${name} must be examples and answers, such as digits(1000), got ${nameOf(data)}.`,
    )
  }
  checkMatrix(`${name}.x`, data.x)
  if (data.x.rows !== data.t.length || data.t.length === 0) {
    throw new RangeError(
      `${name} must have as many examples as answers, at least one, got ${data.x.rows} and ${data.t.length}.`,
    )
  }
}
