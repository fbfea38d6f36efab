// AssemblyScript: TypeScript's syntax, compiled to WebAssembly. Every function takes addresses, in
// bytes, of arrays that lie in the memory it is given, and works on 128 bits at a time: two float64 or
// four float32. `npm run wasm` compiles it; loops and formulas are those of src/optimizers and
// src/network, in the same order, so that a float64 comes out the same to the last bit.

export * from './rules'

/**
 * The sum of all squares: it bounds every element, and is not finite if one of them is not. Four parts
 * are read side by side: the processor fetches ahead in each of them.
 */
function squares<T>(n: usize, x: usize): T {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const part = ((n * width) / 4) & ~31
  const first = x + part
  let s0 = v128.splat<T>(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  for (; x < first; x += 32) {
    const x1 = x + part
    const x2 = x1 + part
    const x3 = x2 + part
    s0 = v128.add<T>(s0, square<T>(x))
    s1 = v128.add<T>(s1, square<T>(x1))
    s2 = v128.add<T>(s2, square<T>(x2))
    s3 = v128.add<T>(s3, square<T>(x3))
    s0 = v128.add<T>(s0, square<T>(x + 16))
    s1 = v128.add<T>(s1, square<T>(x1 + 16))
    s2 = v128.add<T>(s2, square<T>(x2 + 16))
    s3 = v128.add<T>(s3, square<T>(x3 + 16))
  }
  const all = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3))
  let sum: T = v128.extract_lane<T>(all, 0) + v128.extract_lane<T>(all, 1)
  if (sizeof<T>() == 4) sum += v128.extract_lane<T>(all, 2) + v128.extract_lane<T>(all, 3)
  for (x = first + 3 * part; x < end; x += width) sum += load<T>(x) * load<T>(x)
  return sum
}

@inline
function square<T>(x: usize): v128 {
  const x1 = v128.load(x)
  return v128.mul<T>(x1, x1)
}

// ---- ReLU ----

/** y ← 0 where x ≤ 0, else x, which may be NaN. */
function relu<T>(n: usize, x: usize, y: usize): void {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const zero = v128.splat<T>(0)
  for (; x < whole; x += 16, y += 16) {
    const xs = v128.load(x)
    v128.store(y, v128.andnot(xs, v128.le<T>(xs, zero)))
  }
  for (; x < end; x += width, y += width) {
    const x1 = load<T>(x)
    store<T>(y, x1 <= 0 ? 0 : x1)
  }
}

/** dx ← dy·1 where y > 0, else dy·y, with a y of 0 or NaN. */
function reluSlope<T>(n: usize, y: usize, dy: usize, dx: usize): void {
  const width: usize = sizeof<T>()
  const end = y + n * width
  const whole = y + ((n * width) & ~15)
  const zero = v128.splat<T>(0)
  const one = v128.splat<T>(1)
  for (; y < whole; y += 16, dy += 16, dx += 16) {
    const ys = v128.load(y)
    const slopes = v128.bitselect(one, ys, v128.gt<T>(ys, zero))
    v128.store(dx, v128.mul<T>(v128.load(dy), slopes))
  }
  for (; y < end; y += width, dy += width, dx += width) {
    const y1 = load<T>(y)
    const slope: T = y1 > 0 ? 1 : y1
    store<T>(dx, load<T>(dy) * slope)
  }
}

// ---- Products of matrices ----

// This many rows of B at a time stay in the processor's nearest cache while all rows of A pass.
const rowsAtATime: usize = 128

// The processor's registers hold this many sums of 16 bytes, with what is needed beside them.
const sumsAtATime: usize = 8

/**
 * C ← C + A·B, with B inner × columns and C rows × columns, row after row, and A's element (r, k) at
 * A + r·aRow + k·aNext, so that A may lie transposed. Four rows of B are taken together, in the order
 * of src/network/product.ts.
 *
 * Memory must go on for 16 bytes behind the matrices: the last ones of a row are read with what comes
 * after them.
 */
function addProduct<T>(
  C: usize,
  A: usize,
  aRow: usize,
  aNext: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  const bRow: usize = columns * sizeof<T>()
  // A row in parts of about the same width: 13 sums as 7 and 6.
  const sums = (bRow + 15) / 16
  const parts = (sums + sumsAtATime - 1) / sumsAtATime
  for (let k: usize = 0; k < inner; k += rowsAtATime) {
    const count = min(rowsAtATime, inner - k)
    for (let r: usize = 0; r < rows; r++) {
      const a = A + r * aRow + k * aNext
      const b = B + k * bRow
      const c = C + r * bRow
      for (let part: usize = 0, done: usize = 0; part < parts; part++) {
        const width = (sums - done + parts - part - 1) / (parts - part)
        const j = done * 16
        done += width
        const rest = min(bRow - j - (width - 1) * 16, 16)
        switch (<i32>width) {
          case 8:
            addRows8<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 7:
            addRows7<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 6:
            addRows6<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 5:
            addRows5<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 4:
            addRows4<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 3:
            addRows3<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          case 2:
            addRows2<T>(c + j, a, aNext, b + j, bRow, count, rest)
            break
          default:
            addRows1<T>(c + j, a, aNext, b + j, bRow, count, rest)
        }
      }
    }
  }
}

/**
 * Adds to `width` times 16 bytes of a row of C, of the last only the first `rest`, the same of `count`
 * rows of B, each times its factor: a, a + next, …. Written out for each width where it is called, so
 * that the sums stay in registers.
 */
@inline
function addRows<T>(
  width: i32,
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  let at = a
  let row = b
  let k: usize = 0
  let c0 = v128.load(c)
  let c1 = c0
  let c2 = c0
  let c3 = c0
  let c4 = c0
  let c5 = c0
  let c6 = c0
  let c7 = c0
  if (width > 1) c1 = v128.load(c, 16)
  if (width > 2) c2 = v128.load(c, 32)
  if (width > 3) c3 = v128.load(c, 48)
  if (width > 4) c4 = v128.load(c, 64)
  if (width > 5) c5 = v128.load(c, 80)
  if (width > 6) c6 = v128.load(c, 96)
  if (width > 7) c7 = v128.load(c, 112)
  for (; k + 4 <= count; k += 4) {
    const a0 = v128.load_splat<T>(at)
    const a1 = v128.load_splat<T>(at + next)
    const a2 = v128.load_splat<T>(at + 2 * next)
    const a3 = v128.load_splat<T>(at + 3 * next)
    const row1 = row + bRow
    const row2 = row1 + bRow
    const row3 = row2 + bRow
    c0 = v128.add<T>(c0, four<T>(a0, v128.load(row), a1, v128.load(row1), a2, v128.load(row2), a3, v128.load(row3)))
    if (width > 1) {
      c1 = v128.add<T>(c1, four<T>(a0, v128.load(row, 16), a1, v128.load(row1, 16), a2, v128.load(row2, 16), a3, v128.load(row3, 16)))
    }
    if (width > 2) {
      c2 = v128.add<T>(c2, four<T>(a0, v128.load(row, 32), a1, v128.load(row1, 32), a2, v128.load(row2, 32), a3, v128.load(row3, 32)))
    }
    if (width > 3) {
      c3 = v128.add<T>(c3, four<T>(a0, v128.load(row, 48), a1, v128.load(row1, 48), a2, v128.load(row2, 48), a3, v128.load(row3, 48)))
    }
    if (width > 4) {
      c4 = v128.add<T>(c4, four<T>(a0, v128.load(row, 64), a1, v128.load(row1, 64), a2, v128.load(row2, 64), a3, v128.load(row3, 64)))
    }
    if (width > 5) {
      c5 = v128.add<T>(c5, four<T>(a0, v128.load(row, 80), a1, v128.load(row1, 80), a2, v128.load(row2, 80), a3, v128.load(row3, 80)))
    }
    if (width > 6) {
      c6 = v128.add<T>(c6, four<T>(a0, v128.load(row, 96), a1, v128.load(row1, 96), a2, v128.load(row2, 96), a3, v128.load(row3, 96)))
    }
    if (width > 7) {
      c7 = v128.add<T>(c7, four<T>(a0, v128.load(row, 112), a1, v128.load(row1, 112), a2, v128.load(row2, 112), a3, v128.load(row3, 112)))
    }
    at += 4 * next
    row += 4 * bRow
  }
  if (width == 1) storeFirst<T>(c, c0, rest)
  else v128.store(c, c0)
  if (width == 2) storeFirst<T>(c + 16, c1, rest)
  else if (width > 2) v128.store(c, c1, 16)
  if (width == 3) storeFirst<T>(c + 32, c2, rest)
  else if (width > 3) v128.store(c, c2, 32)
  if (width == 4) storeFirst<T>(c + 48, c3, rest)
  else if (width > 4) v128.store(c, c3, 48)
  if (width == 5) storeFirst<T>(c + 64, c4, rest)
  else if (width > 5) v128.store(c, c4, 64)
  if (width == 6) storeFirst<T>(c + 80, c5, rest)
  else if (width > 6) v128.store(c, c5, 80)
  if (width == 7) storeFirst<T>(c + 96, c6, rest)
  else if (width > 7) v128.store(c, c6, 96)
  if (width == 8) storeFirst<T>(c + 112, c7, rest)
  if (k < count) {
    for (let i: i32 = 0; i < width; i++) {
      const bytes: usize = i == width - 1 ? rest : 16
      addLastRows<T>(c + i * 16, at, next, row + i * 16, bRow, count - k, bytes)
    }
  }
}

// One function for each width: in a single one, the sums would not stay in registers ("What V8 does",
// bench/README.md).
function addRows8<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(8, c, a, next, b, bRow, count, rest)
}
function addRows7<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(7, c, a, next, b, bRow, count, rest)
}
function addRows6<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(6, c, a, next, b, bRow, count, rest)
}
function addRows5<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(5, c, a, next, b, bRow, count, rest)
}
function addRows4<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(4, c, a, next, b, bRow, count, rest)
}
function addRows3<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(3, c, a, next, b, bRow, count, rest)
}
function addRows2<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(2, c, a, next, b, bRow, count, rest)
}
function addRows1<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  rest: usize,
): void {
  addRows<T>(1, c, a, next, b, bRow, count, rest)
}

/** The last one to three rows: those that are not there are the first one again, times 0. */
function addLastRows<T>(
  c: usize,
  a: usize,
  next: usize,
  b: usize,
  bRow: usize,
  count: usize,
  bytes: usize,
): void {
  const zero: T = 0
  const f0 = load<T>(a)
  const f1: T = count > 1 ? load<T>(a + next) : zero
  const f2: T = count > 2 ? load<T>(a + 2 * next) : zero
  const b0 = v128.load(b)
  const b1 = count > 1 ? v128.load(b + bRow) : b0
  const b2 = count > 2 ? v128.load(b + 2 * bRow) : b0
  const sum = four<T>(
    v128.splat<T>(f0),
    b0,
    v128.splat<T>(f1),
    b1,
    v128.splat<T>(f2),
    b2,
    v128.splat<T>(zero),
    b0,
  )
  storeFirst<T>(c, v128.add<T>(v128.load(c), sum), bytes)
}

@inline
function four<T>(
  a0: v128,
  b0: v128,
  a1: v128,
  b1: v128,
  a2: v128,
  b2: v128,
  a3: v128,
  b3: v128,
): v128 {
  const two = v128.add<T>(v128.mul<T>(a0, b0), v128.mul<T>(a1, b1))
  return v128.add<T>(v128.add<T>(two, v128.mul<T>(a2, b2)), v128.mul<T>(a3, b3))
}

/** Stores the first 4, 8, 12 or 16 bytes. */
@inline
function storeFirst<T>(c: usize, value: v128, bytes: usize): void {
  if (bytes == 16) {
    v128.store(c, value)
  } else if (bytes == 4) {
    v128.store_lane<u32>(c, value, 0)
  } else {
    v128.store_lane<u64>(c, value, 0)
    if (bytes == 12) v128.store_lane<u32>(c, value, 2, 8)
  }
}

/**
 * C ← A·Bᵀ, with A rows × inner, B columns × inner and C rows × columns: sums of products of rows, from
 * the first element to the last. `scratch` is room for inner × 16 bytes.
 */
function productWithTransposed<T>(
  C: usize,
  A: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  scratch: usize,
): void {
  const width: usize = sizeof<T>()
  const lanes: usize = 16 / sizeof<T>()
  const row = inner * width
  for (let j: usize = 0; j < columns; j += lanes) {
    // This many rows of B, their first elements side by side, then their second ones, …
    const count = min(lanes, columns - j)
    for (let k: usize = 0; k < inner; k++) {
      for (let lane: usize = 0; lane < count; lane++) {
        store<T>(scratch + k * 16 + lane * width, load<T>(B + (j + lane) * row + k * width))
      }
    }
    for (let r: usize = 0; r < rows; r++) {
      let sum = v128.splat<T>(0)
      for (let k: usize = 0; k < inner; k++) {
        const factor = v128.load_splat<T>(A + r * row + k * width)
        sum = v128.add<T>(sum, v128.mul<T>(factor, v128.load(scratch + k * 16)))
      }
      storeFirst<T>(C + (r * columns + j) * width, sum, count * width)
    }
  }
}

// ---- What is called from outside, for either kind of number ----

export function squares64(n: usize, x: usize, at: usize): void {
  store<f64>(at, squares<f64>(n, x))
}
export function squares32(n: usize, x: usize, at: usize): void {
  store<f64>(at, <f64>squares<f32>(n, x))
}
export function relu64(n: usize, x: usize, y: usize): void {
  relu<f64>(n, x, y)
}
export function relu32(n: usize, x: usize, y: usize): void {
  relu<f32>(n, x, y)
}
export function reluSlope64(n: usize, y: usize, dy: usize, dx: usize): void {
  reluSlope<f64>(n, y, dy, dx)
}
export function reluSlope32(n: usize, y: usize, dy: usize, dx: usize): void {
  reluSlope<f32>(n, y, dy, dx)
}
export function addProduct64(
  C: usize,
  A: usize,
  aRow: usize,
  aNext: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  addProduct<f64>(C, A, aRow, aNext, B, rows, inner, columns)
}
export function addProduct32(
  C: usize,
  A: usize,
  aRow: usize,
  aNext: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  addProduct<f32>(C, A, aRow, aNext, B, rows, inner, columns)
}
export function productWithTransposed64(
  C: usize,
  A: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  scratch: usize,
): void {
  productWithTransposed<f64>(C, A, B, rows, inner, columns, scratch)
}
export function productWithTransposed32(
  C: usize,
  A: usize,
  B: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  scratch: usize,
): void {
  productWithTransposed<f32>(C, A, B, rows, inner, columns, scratch)
}
