/** The least and the greatest of the finite `values`; ∞ and −∞ if there are none. */
export function extent(values: Iterable<number | null>): [least: number, greatest: number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  // One by one: Math.min(...values) overflows the stack if there are many.
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return [least, greatest]
}

/**
 * An interval with some room around it, so that nothing stands at its border; −1 to 1 if there is
 * nothing.
 */
export function withRoom([least, greatest]: readonly [number, number]): [number, number] {
  if (least > greatest) return [-1, 1]
  const size = Math.max(Math.abs(least), Math.abs(greatest))
  const isPoint = !(greatest - least > Math.max(1e-300, 1e-12 * size))
  const room = isPoint ? Math.max(1, size / 1000) : (greatest - least) * 0.08
  return [least - room, greatest + room]
}
