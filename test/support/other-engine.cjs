// Makes an engine that rounds otherwise: all of Math that the language leaves open is one or two units off
// in the last place, or none, depending on what it is given. `node --require` loads it.
const open =
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh'
const bits = new Uint32Array(2)
const double = new Float64Array(bits.buffer)

for (const name of open.split(' ')) {
  const own = Math[name]
  Math[name] = (...given) => {
    const result = own(...given)
    // 0 and 1 are where they should be in every engine.
    if (result === 0 || Math.abs(result) === 1 || !Number.isFinite(result)) return result
    let mixed = 1
    for (const x of given) {
      double[0] = x
      mixed = Math.imul(mixed ^ bits[0] ^ Math.imul(bits[1], 0x9e3779b1), 0x85ebca6b)
      mixed ^= mixed >>> 15
    }
    return result * (1 + (mixed % 3) * 2 ** -52)
  }
}
