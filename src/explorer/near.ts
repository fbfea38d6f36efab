/** The part of a plot inside its axes, in pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A place on a canvas. */
export type Pixel = readonly [number, number]

/** How far around a plot lines are drawn, in pixels: a browser cannot place what is much farther out. */
const around = 1e4

/**
 * The part of the line from `a` to `b` near the box, undefined if there is none; its direction stays the
 * same.
 */
export function near(box: Box, a: Pixel, b: Pixel): readonly [Pixel, Pixel] | undefined {
  let [first, last] = [0, 1]
  const sides = [
    [a[0], b[0] - a[0], box.left, box.left + box.width],
    [a[1], b[1] - a[1], box.top, box.top + box.height],
  ] as const
  for (const [from, by, low, high] of sides) {
    const [one, other] = [(low - around - from) / by, (high + around - from) / by]
    if (by === 0) {
      if (from < low - around || from > high + around) return undefined
      continue
    }
    first = Math.max(first, Math.min(one, other))
    last = Math.min(last, Math.max(one, other))
  }
  if (first > last) return undefined
  const at = (t: number, end: Pixel): Pixel =>
    t === 0 || t === 1 ? end : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
  return [at(first, a), at(last, b)]
}
