// AssemblyScript: TypeScript's syntax, compiled to WebAssembly. Every function takes addresses, in
// bytes, of arrays that lie in the memory it is given, and works on 128 bits at a time: two float64 or
// four float32. `npm run wasm` compiles it; loops and formulas are those of src/optimizers and
// src/network, in the same order, so that a float64 comes out the same to the last bit.

// ---- Optimizers: x the parameters, g their gradient, n elements of each ----
//
// Each returns whether all new parameters are finite: x − x has no bit set for a finite x, and is NaN
// for any other.

function sgd<T>(n: usize, x: usize, g: usize, lr: T): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~63)
  const lrs = v128.splat<T>(lr)
  let lost = v128.splat<T>(0)
  // Four at a time: it has so little to compute that counting would take as long.
  for (; x < whole; x += 64, g += 64) {
    const x0 = v128.sub<T>(v128.load(x), v128.mul<T>(lrs, v128.load(g)))
    const x1 = v128.sub<T>(v128.load(x, 16), v128.mul<T>(lrs, v128.load(g, 16)))
    const x2 = v128.sub<T>(v128.load(x, 32), v128.mul<T>(lrs, v128.load(g, 32)))
    const x3 = v128.sub<T>(v128.load(x, 48), v128.mul<T>(lrs, v128.load(g, 48)))
    v128.store(x, x0)
    v128.store(x, x1, 16)
    v128.store(x, x2, 32)
    v128.store(x, x3, 48)
    // One test for four: a sum is not finite where one of its terms is not, or where all are huge.
    const sum = v128.add<T>(v128.add<T>(x0, x1), v128.add<T>(x2, x3))
    lost = v128.or(lost, v128.sub<T>(sum, sum))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width) {
    const x1: T = load<T>(x) - lr * load<T>(g)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

function momentum<T>(n: usize, x: usize, g: usize, v: usize, lr: T, mu: T): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const lrs = v128.splat<T>(lr)
  const mus = v128.splat<T>(mu)
  let lost = v128.splat<T>(0)
  for (; x < whole; x += 16, g += 16, v += 16) {
    const vs = v128.sub<T>(v128.mul<T>(mus, v128.load(v)), v128.mul<T>(lrs, v128.load(g)))
    const xs = v128.add<T>(v128.load(x), vs)
    v128.store(v, vs)
    v128.store(x, xs)
    lost = v128.or(lost, v128.sub<T>(xs, xs))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width, v += width) {
    const v1: T = mu * load<T>(v) - lr * load<T>(g)
    const x1: T = load<T>(x) + v1
    store<T>(v, v1)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

function nesterov<T>(n: usize, x: usize, g: usize, v: usize, lr: T, mu: T): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const lrs = v128.splat<T>(lr)
  const mus = v128.splat<T>(mu)
  let lost = v128.splat<T>(0)
  for (; x < whole; x += 16, g += 16, v += 16) {
    const slope = v128.mul<T>(lrs, v128.load(g))
    const vs = v128.sub<T>(v128.mul<T>(mus, v128.load(v)), slope)
    const xs = v128.add<T>(v128.load(x), v128.sub<T>(v128.mul<T>(mus, vs), slope))
    v128.store(v, vs)
    v128.store(x, xs)
    lost = v128.or(lost, v128.sub<T>(xs, xs))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width, v += width) {
    const slope: T = lr * load<T>(g)
    const v1: T = mu * load<T>(v) - slope
    const x1: T = load<T>(x) + (mu * v1 - slope)
    store<T>(v, v1)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

function adagrad<T>(n: usize, x: usize, g: usize, h: usize, lr: T, eps: T): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const lrs = v128.splat<T>(lr)
  const epss = v128.splat<T>(eps)
  let lost = v128.splat<T>(0)
  for (; x < whole; x += 16, g += 16, h += 16) {
    const gs = v128.load(g)
    const hs = v128.add<T>(v128.load(h), v128.mul<T>(gs, gs))
    const step = v128.div<T>(v128.mul<T>(lrs, gs), v128.add<T>(v128.sqrt<T>(hs), epss))
    const xs = v128.sub<T>(v128.load(x), step)
    v128.store(h, hs)
    v128.store(x, xs)
    lost = v128.or(lost, v128.sub<T>(xs, xs))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width, h += width) {
    const g1 = load<T>(g)
    const h1: T = load<T>(h) + g1 * g1
    const x1: T = load<T>(x) - (lr * g1) / (sqrt<T>(h1) + eps)
    store<T>(h, h1)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

// `rest` is 1 − rho: as a float32 of its own it is right to the last digit, as a difference it is not.
function rmsprop<T>(n: usize, x: usize, g: usize, h: usize, lr: T, rho: T, rest: T, eps: T): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const lrs = v128.splat<T>(lr)
  const rhos = v128.splat<T>(rho)
  const rests = v128.splat<T>(rest)
  const epss = v128.splat<T>(eps)
  let lost = v128.splat<T>(0)
  for (; x < whole; x += 16, g += 16, h += 16) {
    const gs = v128.load(g)
    const squares = v128.mul<T>(v128.mul<T>(rests, gs), gs)
    const hs = v128.add<T>(v128.mul<T>(rhos, v128.load(h)), squares)
    const step = v128.div<T>(v128.mul<T>(lrs, gs), v128.add<T>(v128.sqrt<T>(hs), epss))
    const xs = v128.sub<T>(v128.load(x), step)
    v128.store(h, hs)
    v128.store(x, xs)
    lost = v128.or(lost, v128.sub<T>(xs, xs))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width, h += width) {
    const g1 = load<T>(g)
    const h1: T = rho * load<T>(h) + rest * g1 * g1
    const x1: T = load<T>(x) - (lr * g1) / (sqrt<T>(h1) + eps)
    store<T>(h, h1)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

function adam<T>(
  n: usize,
  x: usize,
  g: usize,
  m: usize,
  v: usize,
  lr: T,
  beta1: T,
  rest1: T,
  beta2: T,
  rest2: T,
  eps: T,
): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~63)
  const lrs = v128.splat<T>(lr)
  const beta1s = v128.splat<T>(beta1)
  const rest1s = v128.splat<T>(rest1)
  const beta2s = v128.splat<T>(beta2)
  const rest2s = v128.splat<T>(rest2)
  const epss = v128.splat<T>(eps)
  let lost = v128.splat<T>(0)
  // Four at a time, a line of the cache of each array.
  for (; x < whole; x += 64, g += 64, m += 64, v += 64) {
    const g0 = v128.load(g)
    const m0 = v128.add<T>(v128.mul<T>(beta1s, v128.load(m)), v128.mul<T>(rest1s, g0))
    const square0 = v128.mul<T>(v128.mul<T>(rest2s, g0), g0)
    const v0 = v128.add<T>(v128.mul<T>(beta2s, v128.load(v)), square0)
    const step0 = v128.div<T>(v128.mul<T>(lrs, m0), v128.add<T>(v128.sqrt<T>(v0), epss))
    const x0 = v128.sub<T>(v128.load(x), step0)
    v128.store(m, m0)
    v128.store(v, v0)
    v128.store(x, x0)
    lost = v128.or(lost, v128.sub<T>(x0, x0))

    const g1 = v128.load(g, 16)
    const m1 = v128.add<T>(v128.mul<T>(beta1s, v128.load(m, 16)), v128.mul<T>(rest1s, g1))
    const square1 = v128.mul<T>(v128.mul<T>(rest2s, g1), g1)
    const v1 = v128.add<T>(v128.mul<T>(beta2s, v128.load(v, 16)), square1)
    const step1 = v128.div<T>(v128.mul<T>(lrs, m1), v128.add<T>(v128.sqrt<T>(v1), epss))
    const x1 = v128.sub<T>(v128.load(x, 16), step1)
    v128.store(m, m1, 16)
    v128.store(v, v1, 16)
    v128.store(x, x1, 16)
    lost = v128.or(lost, v128.sub<T>(x1, x1))

    const g2 = v128.load(g, 32)
    const m2 = v128.add<T>(v128.mul<T>(beta1s, v128.load(m, 32)), v128.mul<T>(rest1s, g2))
    const square2 = v128.mul<T>(v128.mul<T>(rest2s, g2), g2)
    const v2 = v128.add<T>(v128.mul<T>(beta2s, v128.load(v, 32)), square2)
    const step2 = v128.div<T>(v128.mul<T>(lrs, m2), v128.add<T>(v128.sqrt<T>(v2), epss))
    const x2 = v128.sub<T>(v128.load(x, 32), step2)
    v128.store(m, m2, 32)
    v128.store(v, v2, 32)
    v128.store(x, x2, 32)
    lost = v128.or(lost, v128.sub<T>(x2, x2))

    const g3 = v128.load(g, 48)
    const m3 = v128.add<T>(v128.mul<T>(beta1s, v128.load(m, 48)), v128.mul<T>(rest1s, g3))
    const square3 = v128.mul<T>(v128.mul<T>(rest2s, g3), g3)
    const v3 = v128.add<T>(v128.mul<T>(beta2s, v128.load(v, 48)), square3)
    const step3 = v128.div<T>(v128.mul<T>(lrs, m3), v128.add<T>(v128.sqrt<T>(v3), epss))
    const x3 = v128.sub<T>(v128.load(x, 48), step3)
    v128.store(m, m3, 48)
    v128.store(v, v3, 48)
    v128.store(x, x3, 48)
    lost = v128.or(lost, v128.sub<T>(x3, x3))
  }
  let finite = !v128.any_true(lost)
  for (; x < end; x += width, g += width, m += width, v += width) {
    const g1 = load<T>(g)
    const m1: T = beta1 * load<T>(m) + rest1 * g1
    const v1: T = beta2 * load<T>(v) + rest2 * g1 * g1
    const x1: T = load<T>(x) - (lr * m1) / (sqrt<T>(v1) + eps)
    store<T>(m, m1)
    store<T>(v, v1)
    store<T>(x, x1)
    if (x1 - x1 != 0) finite = false
  }
  return finite
}

// 0 times anything finite is 0, so one sum tells of all elements. Four parts are read side by side: the
// processor fetches ahead in each of them.
function finite<T>(n: usize, x: usize): bool {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const part = ((n * width) / 4) & ~31
  const first = x + part
  const zero = v128.splat<T>(0)
  let s0 = zero
  let s1 = zero
  let s2 = zero
  let s3 = zero
  for (; x < first; x += 32) {
    const x1 = x + part
    const x2 = x1 + part
    const x3 = x2 + part
    s0 = v128.add<T>(s0, v128.mul<T>(zero, v128.load(x)))
    s1 = v128.add<T>(s1, v128.mul<T>(zero, v128.load(x1)))
    s2 = v128.add<T>(s2, v128.mul<T>(zero, v128.load(x2)))
    s3 = v128.add<T>(s3, v128.mul<T>(zero, v128.load(x3)))
    s0 = v128.add<T>(s0, v128.mul<T>(zero, v128.load(x, 16)))
    s1 = v128.add<T>(s1, v128.mul<T>(zero, v128.load(x1, 16)))
    s2 = v128.add<T>(s2, v128.mul<T>(zero, v128.load(x2, 16)))
    s3 = v128.add<T>(s3, v128.mul<T>(zero, v128.load(x3, 16)))
  }
  let sum: T = 0
  for (x = first + 3 * part; x < end; x += width) sum += (0 as T) * load<T>(x)
  const all = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3))
  return sum == 0 && !v128.any_true(v128.ne<T>(all, zero))
}

// ---- ReLU ----

/** y ← x where x > 0, else 0. */
function relu<T>(n: usize, x: usize, y: usize): void {
  const width: usize = sizeof<T>()
  const end = x + n * width
  const whole = x + ((n * width) & ~15)
  const zero = v128.splat<T>(0)
  for (; x < whole; x += 16, y += 16) {
    const xs = v128.load(x)
    v128.store(y, v128.and(xs, v128.gt<T>(xs, zero)))
  }
  for (; x < end; x += width, y += width) {
    const x1 = load<T>(x)
    store<T>(y, x1 > 0 ? x1 : 0)
  }
}

/** dx ← dy·1 where y > 0, else dy·0. */
function reluSlope<T>(n: usize, y: usize, dy: usize, dx: usize): void {
  const width: usize = sizeof<T>()
  const end = y + n * width
  const whole = y + ((n * width) & ~15)
  const zero = v128.splat<T>(0)
  const one = v128.splat<T>(1)
  for (; y < whole; y += 16, dy += 16, dx += 16) {
    const slopes = v128.and(one, v128.gt<T>(v128.load(y), zero))
    v128.store(dx, v128.mul<T>(v128.load(dy), slopes))
  }
  for (; y < end; y += width, dy += width, dx += width) {
    const slope: T = load<T>(y) > 0 ? 1 : 0
    store<T>(dx, load<T>(dy) * slope)
  }
}

// ---- Products of matrices ----

// So many rows of B at a time stay in the processor's nearest cache while all rows of A pass.
const rowsAtATime: usize = 128

// So many sums of 16 bytes, with what is needed beside them, the processor's registers hold.
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

// A function each: together in one, V8 would not keep the sums in registers.
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
    // So many rows of B, their first elements side by side, then their second ones, …
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
//
// `at` is where an optimizer's hyperparameters stand, float64 one after the other.

export function sgd64(n: usize, x: usize, g: usize, at: usize): bool {
  return sgd<f64>(n, x, g, load<f64>(at))
}
export function momentum64(n: usize, x: usize, g: usize, v: usize, at: usize): bool {
  return momentum<f64>(n, x, g, v, load<f64>(at), load<f64>(at + 8))
}
export function nesterov64(n: usize, x: usize, g: usize, v: usize, at: usize): bool {
  return nesterov<f64>(n, x, g, v, load<f64>(at), load<f64>(at + 8))
}
export function adagrad64(n: usize, x: usize, g: usize, h: usize, at: usize): bool {
  return adagrad<f64>(n, x, g, h, load<f64>(at), load<f64>(at + 8))
}
export function rmsprop64(n: usize, x: usize, g: usize, h: usize, at: usize): bool {
  return rmsprop<f64>(n, x, g, h, load<f64>(at), load<f64>(at + 8), 1 - load<f64>(at + 8), load<f64>(at + 16))
}
export function adam64(n: usize, x: usize, g: usize, m: usize, v: usize, at: usize): bool {
  const lr = load<f64>(at)
  const beta1 = load<f64>(at + 8)
  const rest1 = 1 - load<f64>(at + 8)
  const beta2 = load<f64>(at + 16)
  const rest2 = 1 - load<f64>(at + 16)
  return adam<f64>(n, x, g, m, v, lr, beta1, rest1, beta2, rest2, load<f64>(at + 24))
}
export function sgd32(n: usize, x: usize, g: usize, at: usize): bool {
  return sgd<f32>(n, x, g, <f32>load<f64>(at))
}
export function momentum32(n: usize, x: usize, g: usize, v: usize, at: usize): bool {
  return momentum<f32>(n, x, g, v, <f32>load<f64>(at), <f32>load<f64>(at + 8))
}
export function nesterov32(n: usize, x: usize, g: usize, v: usize, at: usize): bool {
  return nesterov<f32>(n, x, g, v, <f32>load<f64>(at), <f32>load<f64>(at + 8))
}
export function adagrad32(n: usize, x: usize, g: usize, h: usize, at: usize): bool {
  return adagrad<f32>(n, x, g, h, <f32>load<f64>(at), <f32>load<f64>(at + 8))
}
export function rmsprop32(n: usize, x: usize, g: usize, h: usize, at: usize): bool {
  return rmsprop<f32>(n, x, g, h, <f32>load<f64>(at), <f32>load<f64>(at + 8), <f32>(1 - load<f64>(at + 8)), <f32>load<f64>(at + 16))
}
export function adam32(n: usize, x: usize, g: usize, m: usize, v: usize, at: usize): bool {
  const lr = <f32>load<f64>(at)
  const beta1 = <f32>load<f64>(at + 8)
  const rest1 = <f32>(1 - load<f64>(at + 8))
  const beta2 = <f32>load<f64>(at + 16)
  const rest2 = <f32>(1 - load<f64>(at + 16))
  return adam<f32>(n, x, g, m, v, lr, beta1, rest1, beta2, rest2, <f32>load<f64>(at + 24))
}
export function finite64(n: usize, x: usize): bool {
  return finite<f64>(n, x)
}
export function finite32(n: usize, x: usize): bool {
  return finite<f32>(n, x)
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
