import { checkSeed, nameOf } from './check'
import { cos, log } from './math'

/**
 * A stream of numbers that look random, evenly from 0 to below 1, the same for the same seed.
 *
 * The algorithm is Tommy Ettinger's mulberry32: 32 bits of state, enough for pictures and lessons.
 *
 * @param seed - A whole number from 0 to 4,294,967,295.
 * @returns A function; each call gives the next number.
 * @throws RangeError for another number, TypeError for anything that is not a number.
 * @example
 * const random = uniform(1)
 * console.log(random().toFixed(3), random().toFixed(3)) // 0.627 0.003
 */
export function uniform(seed: number): () => number {
  checkSeed(seed)
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Turns a stream of evenly spread numbers into one of normally spread numbers: mean 0, standard deviation
 * 1.
 *
 * √(−2·ln u₁)·cos(2π·u₂)
 *
 * Source: Box and Muller, A note on the generation of random normal deviates, 1958.
 *
 * @param random - What `uniform` returned.
 * @returns A function; each call gives the next number.
 * @throws TypeError for anything that is not a function.
 * @example const bell = normal(uniform(1))
 */
export function normal(random: () => number): () => number {
  if (typeof random !== 'function') {
    throw new TypeError(`normal takes what uniform(seed) returns, got ${nameOf(random)}.`)
  }
  // 1 - u lies above 0, so the logarithm is finite.
  return () => Math.sqrt(-2 * log(1 - random())) * cos(2 * Math.PI * random())
}
