import type { Vector } from '../types'

/** Numbers in rows and columns, row after row in one array: element (i, j) is data[i·columns + j]. */
export interface Matrix<V extends Vector = Float64Array> {
  readonly data: V
  readonly rows: number
  readonly columns: number
}

/** 800 MB; more would end the kernel. */
const most = 1e8

/**
 * A matrix of the given size.
 *
 * @param rows - How many rows, a whole number ≥ 0.
 * @param columns - How many columns, a whole number ≥ 0.
 * @param data - Its elements, row after row; by default zeros.
 * @throws RangeError where the number of elements is another one, or above 100,000,000.
 * @example console.log(matrix(2, 2, [1, 2, 3, 4]).data[3]) // 4
 */
export function matrix(rows: number, columns: number, data?: ArrayLike<number>): Matrix {
  if (!(rows * columns <= most)) {
    throw new RangeError(
      `a matrix of ${rows} rows and ${columns} columns is too large: at most 100,000,000 elements are kept.`,
    )
  }
  if (data !== undefined && data.length !== rows * columns) {
    throw new RangeError(
      `a matrix of ${rows} rows and ${columns} columns has ${rows * columns} elements, got ${data.length}.`,
    )
  }
  return { data: data ? Float64Array.from(data) : new Float64Array(rows * columns), rows, columns }
}

/** A new matrix of the kind and size of another. */
export function alike<V extends Vector>({ data, rows, columns }: Matrix<V>): Matrix<V> {
  return { data: new (data.constructor as new (length: number) => V)(data.length), rows, columns }
}
