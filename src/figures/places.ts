import { nameOf } from '../check'

/**
 * Where the values of a curve stand: at `x`, or one step apart, from `first` on.
 *
 * @param what - The name of what was called, for the message.
 * @param count - How many values there are.
 * @param options - What the caller gave.
 * @throws RangeError for another number of places, for a `first` that is not a whole number, and for both.
 */
export function placesOf(
  what: string,
  count: number,
  { x, first = 0 }: { readonly x?: readonly number[]; readonly first?: number },
): readonly number[] {
  if (!Number.isInteger(first) || (x !== undefined && first !== 0)) {
    throw new RangeError(
      `first must be a whole number, the step of ${what}'s first value, and is not for places given as x, got ${nameOf(first)}.`,
    )
  }
  const places = x ?? Array.from({ length: count }, (_, i) => first + i)
  if (!Array.isArray(places) || places.length !== count) {
    throw new RangeError(
      `${what} needs as many places in x as there are values from left to right, ${count}, got ${Array.isArray(places) ? places.length : nameOf(places)}.`,
    )
  }
  return places
}
