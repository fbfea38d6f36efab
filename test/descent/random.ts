/** Numbers in [0, 1), the same ones for the same seed (mulberry32), so that a failure can be repeated. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `count` points, evenly spread between the corners `low` and `high`. */
export function randomPoints(
  seed: number,
  count: number,
  low: readonly number[],
  high: readonly number[],
): number[][] {
  const next = random(seed)
  return Array.from({ length: count }, () => low.map((l, i) => l + (high[i]! - l) * next()))
}
