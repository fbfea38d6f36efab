/**
 * Functions whose last bit is the same everywhere. The language leaves the last bits of `**`, Math.exp,
 * Math.log, Math.sin, Math.tanh, Math.hypot and their like open, and they differ from one browser or
 * version of Node to the next: without these functions, a walk in the browser would not be the kernel's
 * walk. All they do is add, multiply, divide and take square roots, and there the language leaves nothing
 * open.
 *
 * Source of the method and of the coefficients: Sun Microsystems, fdlibm 5.3, 1993. The errors are below
 * one unit in the last place, that of hypot below one and a quarter.
 */

/**
 * A whole power.
 *
 * @param x - Any number.
 * @param n - A whole number ≥ 0.
 * @example console.log(power(2, 10)) // 1024
 */
export function power(x: number, n: number): number {
  let result = 1
  for (let square = x, rest = n; ; square *= square) {
    if (rest & 1) result *= square
    rest >>>= 1
    if (rest === 0) return result
  }
}

// ln 2 and π/2 in two parts each: a whole number times the first is exact.
const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 }
const halfPi = { high: 1.5707963267341256, low: 6.077100506506192e-11 }

// Sums a₀ + a₁·z + a₂·z² + …, written out, which is quicker than a loop over a list.
const expSeries = (z: number): number =>
  (((4.1381367970572385e-8 * z - 1.6533902205465252e-6) * z + 6.613756321437934e-5) * z -
    0.0027777777777015593) *
    z +
  0.16666666666666602
const logSeries = (z: number): number =>
  (((((0.14798198605116586 * z + 0.15313837699209373) * z + 0.1818357216161805) * z +
    0.22222198432149784) *
    z +
    0.2857142874366239) *
    z +
    0.3999999999940942) *
    z +
  0.6666666666666735
const sinSeries = (z: number): number =>
  ((((1.58969099521155e-10 * z - 2.5050760253406863e-8) * z + 2.7557313707070068e-6) * z -
    0.0001984126982985795) *
    z +
    0.00833333333332249) *
    z -
  0.16666666666666632
const cosSeries = (z: number): number =>
  ((((-1.1359647557788195e-11 * z + 2.087572321298175e-9) * z - 2.7557314351390663e-7) * z +
    2.480158728947673e-5) *
    z -
    0.001388888888887411) *
    z +
  0.0416666666666666

/** A double and its two halves. */
const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)
double[0] = 1
const top = halves[1] === 0 ? 0 : 1

/** 2ᵏ for whole k from −540 to 540, which stands at k + 540: for the halves of any k of a double. */
const powersOfTwo = Float64Array.from({ length: 1081 }, (_, i) => 2 ** (i - 540))

/**
 * eˣ: with x = k·ln 2 + r it is 2ᵏ·eʳ.
 *
 * @param x - Any number.
 * @example console.log(exp(1) - Math.E) // 4.440892098500626e-16
 */
export function exp(x: number): number {
  if (!(x < 710)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN
  if (x < -746) return 0
  const k = Math.floor(x / Math.LN2 + 0.5)
  const high = x - k * ln2.high
  const y = 1 + (high + bend(high, k * ln2.low))
  // In two steps, because 2ᵏ alone may be too large or too small.
  const half = k >> 1
  return y * powersOfTwo[half + 540]! * powersOfTwo[k - half + 540]!
}

/** How much e to the power of high − low is above 1 + high. */
function bend(high: number, low: number): number {
  const r = high - low
  const c = r - r * r * expSeries(r * r)
  return (r * c) / (2 - c) - low
}

/**
 * The hyperbolic tangent, (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) = 1 − 2/(e²ˣ + 1).
 *
 * Source of the fraction near 0: Lambert, Mémoire sur quelques propriétés remarquables des quantités
 * transcendentes, 1761, cut off after the eighth step: x/(1 + x²/(3 + x²/(5 + …/15))).
 *
 * @param x - Any number.
 * @example console.log(tanh(0), tanh(20)) // 0 1
 */
export function tanh(x: number): number {
  const a = Math.abs(x)
  // NaN goes this way, too.
  if (!(a > 0.55)) {
    const z = x * x
    const over = ((z + 594) * z + 45045) * z + 675675
    const under = (((z + 630) * z + 51975) * z + 945945) * z + 2027025
    return x - (x * z * over) / under
  }
  if (a > 20) return x < 0 ? -1 : 1
  // 2a = k·ln 2 + high − low, and e²ᵃ + 1 is the sum of two numbers, as one would be too short.
  const k = Math.floor((2 * a) / Math.LN2 + 0.5)
  const high = 2 * a - k * ln2.high
  const bent = bend(high, k * ln2.low)
  const above1 = high + bent
  const y = 1 + above1
  const scale = powersOfTwo[k + 540]!
  const sum = y * scale + 1
  const lost = (1 - y + above1 + (high - above1 + bent)) * scale + (y * scale - sum + 1)
  const share = 2 / sum
  const t = 1 - share
  const value = t + (1 - t - share + (share * share * lost) / 2)
  return x < 0 ? -value : value
}

/**
 * The length of (x, y): √(x² + y²).
 *
 * @param x - Any number.
 * @param y - Any number.
 * @example console.log(hypot(3, 4)) // 5
 */
export function hypot(x: number, y: number): number {
  const most = Math.max(Math.abs(x), Math.abs(y))
  // Squares of such numbers would be too large or too small.
  const scale = most > 2 ** 500 ? 2 ** -600 : most < 2 ** -400 ? 2 ** 600 : 1
  const [a, b] = [x * scale, y * scale]
  return Math.sqrt(a * a + b * b) / scale
}

/**
 * The natural logarithm: with x = 2ᵏ·(1 + f) it is k·ln 2 + ln(1 + f).
 *
 * @param x - Any number; NaN below 0.
 * @example console.log(log(1)) // 0
 */
export function log(x: number): number {
  argument[0] = x
  replaceByLog(argument)
  return argument[0]!
}

const argument = new Float64Array(1)

/**
 * The same for the number in an array, in place: quicker than returning it ("What V8 does",
 * bench/README.md).
 */
export function replaceByLog(x: Float64Array): void {
  const x0 = x[0]!
  if (!(x0 > 0) || x0 === Number.POSITIVE_INFINITY) {
    x[0] = x0 === 0 ? Number.NEGATIVE_INFINITY : x0 > 0 ? x0 : Number.NaN
    return
  }
  let k = takeApart(x0)
  let mantissa = double[0]!
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    k++
  }
  const f = mantissa - 1
  const s = f / (2 + f)
  const half = 0.5 * f * f
  const rest = s * (half + s * s * logSeries(s * s))
  x[0] = k * ln2.high - (half - (rest + k * ln2.low) - f)
}

/** The k of x = 2ᵏ·m with m from 1 to below 2, for a finite x above 0; m is left in `double`. */
function takeApart(x: number): number {
  // Numbers too small for a whole mantissa are made larger first.
  const small = x < 2 ** -1022
  double[0] = small ? x * 2 ** 54 : x
  const k = ((halves[top]! >>> 20) & 0x7ff) - 1023 - (small ? 54 : 0)
  halves[top] = (halves[top]! & 0xfffff) | 0x3ff00000
  return k
}

// 1 ÷ ln 10 and log₁₀ 2 in two parts each: products with the first are exact.
const perLn10 = { high: 0.4342944818781689, low: 2.5082946711645275e-11 }
const log10Of2 = { high: 0.30102999566361177, low: 3.694239077158931e-13 }

/**
 * The logarithm to the base 10: as log, but taken to more digits before the last rounding, so that of 10ⁿ
 * it is n.
 *
 * @param x - Any number; NaN below 0.
 * @example console.log(log10(0.001)) // -3
 */
export function log10(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return log(x)
  let k = takeApart(x)
  let mantissa = double[0]!
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    k++
  }
  const f = mantissa - 1
  const s = f / (2 + f)
  const half = 0.5 * f * f
  const high = short(f - half)
  const low = f - high - half + s * (half + s * s * logSeries(s * s))
  const sum = k * log10Of2.high + high * perLn10.high
  const lost = k * log10Of2.high - sum + high * perLn10.high
  return k * log10Of2.low + (low + high) * perLn10.low + low * perLn10.high + lost + sum
}

// Sums of the power: of log₂ and of 2ᶻ.
const powLogSeries = (z: number): number =>
  ((((0.20697501780033842 * z + 0.23066074577556175) * z + 0.272728123808534) * z +
    0.33333332981837743) *
    z +
    0.4285714285785502) *
    z +
  0.5999999999999946

// 2 ÷ (3·ln 2), log₂ 1.5 and ln 2, the first parts of which have so few digits that products are exact.
const slope = { whole: 0.9617966939259756, high: 0.9617967009544373, low: -7.028461650952758e-9 }
const log2Of1Half = { high: 0.5849624872207642, low: 1.350039202129749e-8 }
const nothing = { high: 0, low: 0 }
const ln2Short = { high: 0.6931471824645996, low: -1.904654299957768e-9 }

/** A number without the lower half of its digits: products of two such are exact. */
function short(x: number): number {
  double[0] = x
  halves[1 - top] = 0
  return double[0]!
}

/**
 * Any power, as `x ** y`: xʸ = 2ᶻ with z = y·log₂ x, which is taken to about 70 bits, because its error
 * is multiplied by y.
 *
 * @param x - Any number; below 0, y has to be whole.
 * @param y - Any number.
 * @returns As in the language if x or y is 0, infinite or NaN.
 * @example console.log(pow(2, 0.5) === Math.SQRT2) // true
 */
export function pow(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= 32) {
    return y < 0 ? 1 / power(x, -y) : power(x, y)
  }
  if (y === 0.5 && x > 0) return Math.sqrt(x)
  if (x < 0 && Number.isFinite(x) && Number.isInteger(y)) {
    return y % 2 === 0 ? pow(-x, y) : -pow(-x, y)
  }
  // In the cases left to the language here, it leaves no digits open.
  if (!(x > 0 && x < Number.POSITIVE_INFINITY && Math.abs(y) < 2 ** 64)) {
    return x > 0 && x !== 1 && Number.isFinite(y)
      ? x > 1 === y > 0
        ? Number.POSITIVE_INFINITY
        : 0
      : x ** y
  }
  // x = 2ᵏ·m with m between √¾ and √3, which is c·(1 + s)/(1 − s) with c = 1 or 1.5.
  let k = takeApart(x)
  let m = double[0]!
  let c = 1
  if (m > 1.7320508) {
    m /= 2
    k++
  } else if (m > 1.2247448) c = 1.5
  const difference = m - c
  const inverse = 1 / (m + c)
  const s = difference * inverse
  const sHigh = short(s)
  const sumHigh = short(m + c)
  const sumLow = m - (sumHigh - c)
  const sLow = inverse * (difference - sHigh * sumHigh - sHigh * sumLow)
  // log₂ of (1 + s)/(1 − s): 2s + 2s³/3 + …, as a factor of s.
  const rest = s * s * (s * s) * powLogSeries(s * s) + sLow * (sHigh + s)
  const square = sHigh * sHigh
  const factorHigh = short(3 + square + rest)
  const factorLow = rest - (factorHigh - 3 - square)
  const product = sHigh * factorHigh
  const productRest = sLow * factorHigh + factorLow * s
  const high = short(product + productRest)
  const low = productRest - (high - product)
  const base = c === 1 ? nothing : log2Of1Half
  const logHigh = slope.high * high
  const logLow = slope.low * high + low * slope.whole + base.low
  const log2High = short(logHigh + logLow + base.high + k)
  const log2Low = logLow - (log2High - k - base.high - logHigh)
  // z = y·log₂ x in two parts, then 2ᶻ.
  const yHigh = short(y)
  const zLow = (y - yHigh) * log2High + y * log2Low
  let zHigh = yHigh * log2High
  const n = Math.floor(zLow + zHigh + 0.5)
  if (n > 1024) return Number.POSITIVE_INFINITY
  if (n < -1076) return 0
  zHigh -= n
  const z = short(zLow + zHigh)
  const r = z * ln2Short.high + ((zLow - (z - zHigh)) * Math.LN2 + z * ln2Short.low)
  const e = r - r * r * expSeries(r * r)
  const half = n >> 1
  return (1 - ((r * e) / (e - 2) - r)) * powersOfTwo[half + 540]! * powersOfTwo[n - half + 540]!
}

/** π/2 · 2¹²⁰⁰: enough digits for the largest number that there is. */
const halfPiFar =
  0x1921fb54442d18469898cc51701b839a252049c1114cf98e804177d4c76273644a29410f31c6809bbdf2a33679a748636605614dbe4be286e9fc26adadaa3848bc90b6aecc4bcfd8de89885d34c6fdad617feb96de80d6fdbdc70d7f6b5133f4b5d3e4822f8963fcc9250cca3d9c8b67b8400f97142c77e0b31b4906c38aba734d22c7f51fa499ebf06caba47b9475b2c38c5e6ac410an

/** Sine and cosine of x + quarters·π/2, for the x at which a double is a whole multiple of 2⁻³³. */
function farWave(x: number, quarters: number): number {
  const multiple = Math.abs(x) < 2 ** 53 ? BigInt(x * 2 ** 33) : BigInt(x) << 33n
  const scaled = multiple << 1167n
  const n = (scaled * 2n + (x < 0 ? -halfPiFar : halfPiFar)) / (2n * halfPiFar)
  const rest = (scaled - n * halfPiFar) >> 1000n
  const r = Number(rest)
  const lost = Number(rest - BigInt(r))
  return turned(r / 2 ** 200, lost / 2 ** 200, Number(BigInt.asUintN(2, n)) + quarters)
}

/** Sine and cosine of x + quarters·π/2. */
function wave(x: number, quarters: number): number {
  if (!(Math.abs(x) < 1e6)) return Number.isFinite(x) ? farWave(x, quarters) : Number.NaN
  const n = Math.floor(x / (Math.PI / 2) + 0.5)
  const high = x - n * halfPi.high
  const low = n * halfPi.low
  const r = high - low
  // What r has lost by its rounding.
  return turned(r, high - r - low, n + quarters)
}

/** The sine of r + lost, turned by a number of quarters. */
function turned(r: number, lost: number, quarters: number): number {
  const z = r * r
  const quarter = quarters & 3
  const value =
    (quarter & 1) === 0
      ? r + (r * z * sinSeries(z) + lost)
      : 1 - (0.5 * z - (z * z * cosSeries(z) - r * lost))
  return quarter < 2 ? value : -value
}

/**
 * The sine.
 *
 * @param x - An angle in radians.
 * @example console.log(sin(Math.PI / 2)) // 1
 */
export const sin = (x: number): number => wave(x, 0)

/**
 * The cosine.
 *
 * @param x - An angle in radians.
 * @example console.log(cos(0)) // 1
 */
export const cos = (x: number): number => wave(x, 1)
