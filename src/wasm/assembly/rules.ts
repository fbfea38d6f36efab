// The optimizers' formulas, each written once, on 128 bits: two float64 or four float32. They are those
// of src/optimizers, in the same order, so that a float64 comes out the same to the last bit.

const SGD = 0
const MOMENTUM = 1
const NESTEROV = 2
const ADAGRAD = 3
const RMSPROP = 4
const ADAM = 5

/**
 * One step for a few parameters at x, with their gradients at g and what is remembered at a and b.
 * Returns the new parameters. c0 to c9 are what the optimizer's `coefficients` returns.
 */
@inline
function rule<T>(
  name: i32, x: usize, g: usize, a: usize, b: usize,
  c0: v128, c1: v128, c2: v128, c3: v128, c4: v128,
  c5: v128, c6: v128, c7: v128, c8: v128, c9: v128,
): v128 {
  const grad = v128.load(g)
  let x1 = v128.load(x)
  if (name == SGD) {
    x1 = v128.sub<T>(x1, v128.mul<T>(c0, grad))
  } else if (name == MOMENTUM) {
    const v = v128.sub<T>(v128.mul<T>(c1, v128.load(a)), v128.mul<T>(c0, grad))
    v128.store(a, v)
    x1 = v128.add<T>(x1, v)
  } else if (name == NESTEROV) {
    const slope = v128.mul<T>(c0, grad)
    const v = v128.sub<T>(v128.mul<T>(c1, v128.load(a)), slope)
    v128.store(a, v)
    x1 = v128.add<T>(x1, v128.sub<T>(v128.mul<T>(c1, v), slope))
  } else if (name == ADAGRAD) {
    const h = v128.add<T>(v128.load(a), v128.mul<T>(grad, grad))
    v128.store(a, h)
    x1 = v128.sub<T>(x1, v128.div<T>(v128.mul<T>(c0, grad), v128.add<T>(v128.sqrt<T>(h), c1)))
  } else if (name == RMSPROP) {
    const h = v128.add<T>(v128.mul<T>(c1, v128.load(a)), v128.mul<T>(v128.mul<T>(c2, grad), grad))
    v128.store(a, h)
    x1 = v128.sub<T>(x1, v128.div<T>(v128.mul<T>(c0, grad), v128.add<T>(v128.sqrt<T>(h), c3)))
  } else if (name == ADAM) {
    const m = v128.add<T>(v128.mul<T>(c1, v128.load(a)), v128.mul<T>(c3, grad))
    const v = v128.add<T>(v128.mul<T>(c2, v128.load(b)), v128.mul<T>(v128.mul<T>(c4, grad), grad))
    v128.store(a, m)
    v128.store(b, v)
    const root = v128.sqrt<T>(v128.mul<T>(c6, v))
    x1 = v128.sub<T>(x1, v128.div<T>(v128.mul<T>(c0, v128.mul<T>(c5, m)), v128.add<T>(root, c7)))
  }
  v128.store(x, x1)
  return x1
}

/** Scratch: four times 16 bytes, for the last elements, fewer than fill 16. */
const scratch: usize = 2048

/**
 * The step for n elements: 64 bytes at a time, a line of the cache, then 16; the last ones, if they are
 * fewer, in the scratch.
 *
 * @param vectors - How many vectors are remembered.
 * @param count - How many coefficients there are, float64 one after the other at `at`.
 * @returns Whether all new parameters are finite.
 */
@inline
function step<T>(
  name: i32, vectors: i32, count: i32,
  n: usize, x: usize, g: usize, a: usize, b: usize, at: usize,
): bool {
  const c0 = coefficient<T>(0, count, at)
  const c1 = coefficient<T>(1, count, at)
  const c2 = coefficient<T>(2, count, at)
  const c3 = coefficient<T>(3, count, at)
  const c4 = coefficient<T>(4, count, at)
  const c5 = coefficient<T>(5, count, at)
  const c6 = coefficient<T>(6, count, at)
  const c7 = coefficient<T>(7, count, at)
  const c8 = coefficient<T>(8, count, at)
  const c9 = coefficient<T>(9, count, at)
  const bytes: usize = n * sizeof<T>()
  const lines = x + (bytes & ~63)
  let lost = v128.splat<T>(0)
  while (x < lines) {
    const x0 = rule<T>(name, x, g, a, b, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
    const x1 = rule<T>(name, x + 16, g + 16, a + 16, b + 16, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
    const x2 = rule<T>(name, x + 32, g + 32, a + 32, b + 32, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
    const x3 = rule<T>(name, x + 48, g + 48, a + 48, b + 48, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
    // One test for four, because a sum is not finite if one of its terms is not.
    lost = v128.or(lost, lostIn<T>(v128.add<T>(v128.add<T>(x0, x1), v128.add<T>(x2, x3))))
    x += 64
    g += 64
    if (vectors > 0) a += 64
    if (vectors > 1) b += 64
  }
  for (let left = bytes & 63; left > 0; ) {
    const few = left < 16
    const to = x
    const toA = a
    const toB = b
    if (few) {
      x = beside<T>(scratch, x, left)
      g = beside<T>(scratch + 16, g, left)
      if (vectors > 0) a = beside<T>(scratch + 32, a, left)
      if (vectors > 1) b = beside<T>(scratch + 48, b, left)
    }
    lost = v128.or(lost, lostIn<T>(rule<T>(name, x, g, a, b, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)))
    if (few) {
      copy(to, x, left)
      if (vectors > 0) copy(toA, a, left)
      if (vectors > 1) copy(toB, b, left)
      break
    }
    x += 16
    g += 16
    if (vectors > 0) a += 16
    if (vectors > 1) b += 16
    left -= 16
  }
  return !v128.any_true(lost)
}

@inline
function coefficient<T>(i: i32, count: i32, at: usize): v128 {
  const zero: T = 0
  if (i < count) return v128.splat<T>(<T>load<f64>(at + 8 * i))
  return v128.splat<T>(zero)
}

/** No bit is set where all are finite. */
@inline
function lostIn<T>(x: v128): v128 {
  return v128.sub<T>(x, x)
}

/** Copies 4, 8 or 12 bytes to the scratch, with ones beside them. */
@inline
function beside<T>(to: usize, from: usize, bytes: usize): usize {
  const one: T = 1
  v128.store(to, v128.splat<T>(one))
  copy(to, from, bytes)
  return to
}

/** Copies 4, 8 or 12 bytes. */
@inline
function copy(to: usize, from: usize, bytes: usize): void {
  if (bytes & 8) store<u64>(to, load<u64>(from))
  if (bytes & 4) store<u32>(to + (bytes & 8), load<u32>(from + (bytes & 8)))
}

// What is called from outside, for either kind of number. `at` is where the coefficients stand.

export function sgd64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(SGD, 0, 1, n, x, g, a, b, at) }
export function sgd32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(SGD, 0, 1, n, x, g, a, b, at) }
export function momentum64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(MOMENTUM, 1, 2, n, x, g, a, b, at) }
export function momentum32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(MOMENTUM, 1, 2, n, x, g, a, b, at) }
export function nesterov64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(NESTEROV, 1, 2, n, x, g, a, b, at) }
export function nesterov32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(NESTEROV, 1, 2, n, x, g, a, b, at) }
export function adagrad64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(ADAGRAD, 1, 2, n, x, g, a, b, at) }
export function adagrad32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(ADAGRAD, 1, 2, n, x, g, a, b, at) }
export function rmsprop64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(RMSPROP, 1, 4, n, x, g, a, b, at) }
export function rmsprop32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(RMSPROP, 1, 4, n, x, g, a, b, at) }
export function adam64(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f64>(ADAM, 2, 8, n, x, g, a, b, at) }
export function adam32(n: usize, x: usize, g: usize, a: usize, b: usize, at: usize): bool { return step<f32>(ADAM, 2, 8, n, x, g, a, b, at) }
