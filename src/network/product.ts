import type { Vector } from '../types'
import { helpers } from '../wasm/helpers'
import { arenaOf, kernelsFor } from '../wasm/kernels'

/**
 * Adds the product of two matrices to a third.
 *
 * C ← C + A·B, A rows × inner, B inner × columns
 *
 * Four rows of B are added at a time, which reads and writes C a quarter as often: three times as fast
 * as one by one.
 */
export function addProduct<V extends Vector>(
  C: V,
  A: V,
  B: V,
  rows: number,
  inner: number,
  columns: number,
): void {
  if (compiled(C, A, inner, 1, B, rows, inner, columns)) return
  for (let n = 0; n < rows; n++) {
    for (let i = 0; i < inner; i += 4) {
      addRows(C, n * columns, A, n * inner + i, 1, Math.min(4, inner - i), B, i * columns, columns)
    }
  }
}

/**
 * Adds the product of a transposed matrix and another to a third.
 *
 * C ← C + Aᵀ·B, A rows × inner, B rows × columns
 */
export function addProductOfTransposed<V extends Vector>(
  C: V,
  A: V,
  B: V,
  rows: number,
  inner: number,
  columns: number,
): void {
  if (compiled(C, A, 1, inner, B, inner, rows, columns)) return
  for (let n = 0; n < rows; n += 4) {
    const count = Math.min(4, rows - n)
    for (let i = 0; i < inner; i++) {
      addRows(C, i * columns, A, n * inner + i, inner, count, B, n * columns, columns)
    }
  }
}

/**
 * The product of a matrix and a transposed one.
 *
 * C ← A·Bᵀ, A rows × inner, B columns × inner
 */
export function productWithTransposed<V extends Vector>(
  C: V,
  A: V,
  B: V,
  rows: number,
  inner: number,
  columns: number,
): void {
  const arena = arenaOf(C)
  if (arena?.holds(A, B) && inner <= arena.mostColumns) {
    const { byteOffset: b } = B
    const loops = kernelsFor(arena, C)
    loops.productWithTransposed(C.byteOffset, A.byteOffset, b, rows, inner, columns, arena.scratch)
    return
  }
  for (let n = 0; n < rows; n++) {
    for (let i = 0; i < columns; i++) {
      let sum = 0
      for (let j = 0; j < inner; j++) sum += A[n * inner + j]! * B[i * inner + j]!
      C[n * columns + i] = sum
    }
  }
}

/**
 * C ← C + A·B with the compiled loops, if all three lie in WebAssembly memory, otherwise returns false;
 * A's element (r, k) stands at r·aRow + k·aNext.
 */
function compiled(
  C: Vector,
  A: Vector,
  aRow: number,
  aNext: number,
  B: Vector,
  rows: number,
  inner: number,
  columns: number,
): boolean {
  const arena = arenaOf(C)
  if (!arena?.holds(A, B)) return false
  const width = C.BYTES_PER_ELEMENT
  const c = C.byteOffset
  const a = A.byteOffset
  const b = B.byteOffset
  const loops = kernelsFor(arena, C)
  if (
    !helpers()?.addProduct(arena, width, c, a, aRow * width, aNext * width, b, rows, inner, columns)
  ) {
    loops.addProduct(c, a, aRow * width, aNext * width, b, rows, inner, columns)
  }
  return true
}

/** Adds to a row of C the next rows of B, at most four, each times its factor: A[a], A[a + stride], …. */
function addRows(
  C: Vector,
  c: number,
  A: Vector,
  a: number,
  stride: number,
  count: number,
  B: Vector,
  b: number,
  columns: number,
): void {
  const a0 = A[a]!
  const a1 = count > 1 ? A[a + stride]! : 0
  const a2 = count > 2 ? A[a + 2 * stride]! : 0
  const a3 = count > 3 ? A[a + 3 * stride]! : 0
  // A row that is not there has the factor 0, and any other row will do in its place.
  const b1 = count > 1 ? b + columns : b
  const b2 = count > 2 ? b + 2 * columns : b
  const b3 = count > 3 ? b + 3 * columns : b
  for (let j = 0; j < columns; j++) {
    C[c + j]! += a0 * B[b + j]! + a1 * B[b1 + j]! + a2 * B[b2 + j]! + a3 * B[b3 + j]!
  }
}
