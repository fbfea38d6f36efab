import { nameOf } from './check'
import type { Vector } from './types'

/** Numbers in rows and columns, row after row in one array: element (i, j) is data[i·columns + j]. */
export interface Matrix<V extends Vector = Float64Array> {
  readonly data: V
  readonly rows: number
  readonly columns: number
}

/** 800 MB; more would end the kernel. */
const mostElements = 1e8

/**
 * A matrix of the given size.
 *
 * @param rows - How many rows, a whole number ≥ 0.
 * @param columns - How many columns, a whole number ≥ 0.
 * @param data - Its elements, row after row; by default zeros.
 * @throws RangeError if a size is not a whole number, and if the number of elements does not fit or is
 * above 100,000,000; TypeError for data that is not an array.
 * @example console.log(matrix(2, 2, [1, 2, 3, 4]).data[3]) // 4
 */
export function matrix(rows: number, columns: number, data?: ArrayLike<number>): Matrix {
  checkSize('rows', rows)
  checkSize('columns', columns)
  if (!(rows * columns <= mostElements)) {
    throw new RangeError(
      `a matrix of ${rows} rows and ${columns} columns is too large: at most 100,000,000 elements are accepted.`,
    )
  }
  if (data !== undefined && typeof data?.length !== 'number') {
    throw new TypeError(`the data of a matrix must be an array of numbers, got ${nameOf(data)}.`)
  }
  if (data !== undefined && data.length !== rows * columns) {
    throw new RangeError(
      `a matrix of ${rows} rows and ${columns} columns has ${rows * columns} elements, got ${data.length}.`,
    )
  }
  return { data: data ? Float64Array.from(data) : new Float64Array(rows * columns), rows, columns }
}

function checkSize(name: string, size: number): void {
  if (!Number.isInteger(size) || size < 0) {
    throw new RangeError(`${name} must be a whole number ≥ 0, got ${nameOf(size)}.`)
  }
}

/**
 * Throws unless a matrix holds as many elements as its rows and columns say.
 *
 * @param name - What is checked, for the message: 'x'.
 * @param x - What the caller gave.
 * @throws TypeError for anything that is not a matrix, RangeError that names both numbers.
 */
export function checkMatrix(name: string, x: Matrix<Vector>): void {
  const given: Partial<Matrix<Vector>> | null | undefined = x
  const data: unknown = given?.data
  if (!(data instanceof Float64Array || data instanceof Float32Array)) {
    throw new TypeError(`${name} must be a matrix, such as matrix(2, 3), got ${nameOf(x)}.`)
  }
  checkSize(`the number of rows of ${name}`, x.rows)
  checkSize(`the number of columns of ${name}`, x.columns)
  if (x.data.length !== x.rows * x.columns) {
    throw new RangeError(
      `${name} has ${x.rows} rows and ${x.columns} columns, which make ${x.rows * x.columns} elements, but its data has ${x.data.length}.`,
    )
  }
}

/** A new matrix of the same kind and size as another. */
export function alike<V extends Vector>({ data, rows, columns }: Matrix<V>): Matrix<V> {
  return { data: new (data.constructor as new (length: number) => V)(data.length), rows, columns }
}
