import { uniform } from '../../src/random'

/** `count` points, evenly spread between the corners `low` and `high`, the same for the same seed. */
export function randomPoints(
  seed: number,
  count: number,
  low: readonly number[],
  high: readonly number[],
): number[][] {
  const random = uniform(seed)
  return Array.from({ length: count }, () => low.map((l, i) => l + (high[i]! - l) * random()))
}
