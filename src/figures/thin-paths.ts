import { extremesOf } from './extent'
import { inked, type View } from './ink'
import type { Mark, Trace } from './mark'
import { lineBreak, picked } from './picked'

/** A path of at most this many points is drawn as it is. */
const shortPath = 1000

/** As many dots as a browser draws in a second or two. */
const mostDots = 3000

/**
 * Leaves out of long paths what cannot be seen in a view: steps that run where others were drawn
 * before, or outside. Their first and last points stay, and so do those farthest to each side, and
 * `also`. If there are thousands of dots, only some are drawn: the lines show the way.
 *
 * @param marks - What to draw; shorter paths and all others are left as they are.
 * @param view - What is shown.
 * @param also - Numbers of updates whose points stay, for an animation.
 */
export function thinnedPaths(
  marks: readonly Mark[],
  view: View,
  also: readonly number[] = [],
): readonly Mark[] {
  const counts = marks.map(({ isLine, data: [trace] }) =>
    isLine ? (trace!.x as number[]).length : 0,
  )
  const long = counts.filter(count => count > shortPath).length
  // Each frame of an animation has its own points.
  const mostPoints = Math.max(200, Math.floor((also.length > 0 ? 1000 : 4000) / long))
  const dots = Math.ceil(mostDots / counts.filter(count => count > 0).length)
  const isCrowded = counts.reduce((sum, count) => sum + Math.min(count, mostPoints), 0) > mostDots
  return marks.map((mark, i) => {
    if (counts[i] === 0 || (counts[i]! <= shortPath && !isCrowded)) return mark
    const [trace, ...rest] = mark.data as [Trace, ...Trace[]]
    const marker = { ...(trace.marker as object), maxdisplayed: Math.min(500, dots) }
    if (counts[i]! <= shortPath) return { ...mark, data: [{ ...trace, marker }, ...rest] }
    const kept = seen(trace.x as number[], trace.y as number[], view, mostPoints, also)
    const count = kept.filter(t => t !== lineBreak).length
    return {
      ...mark,
      data: [picked({ ...trace, marker }, kept), ...rest],
      alt: `${mark.alt}, ${count} of its points drawn, because the others could not be seen`,
    }
  })
}

/** The points to draw, in order. */
function seen(
  xs: readonly number[],
  ys: readonly number[],
  view: View,
  mostPoints: number,
  also: readonly number[],
): number[] {
  const x = inPixels(xs, view.x, view.width)
  const y = inPixels(ys, view.y, view.height)
  const always = new Set([
    0,
    xs.length - 1,
    ...extremesOf(x),
    ...extremesOf(y),
    ...also.filter(t => t < xs.length),
  ])
  const steps = differentSteps(x, y, view).concat([...always])
  steps.sort((a, b) => a - b)
  // Coarser until they are few enough; at last the whole view is one cell, and a line or two fill it.
  const largest = 1.5 * Math.max(view.width, view.height)
  for (let cell = 1; cell < largest; cell *= 1.5) {
    for (const share of [0, 0.5]) {
      const kept = inked({
        x,
        y,
        view,
        steps,
        cell,
        share,
        always,
        mostPoints: mostPoints + 2 * always.size,
      })
      if (kept !== undefined) return kept
    }
  }
  return [...always].sort((a, b) => a - b).flatMap(t => [t, lineBreak])
}

/** The points whose step goes from one pixel to another as no step before, or is not all in sight. */
function differentSteps(x: Float64Array, y: Float64Array, { width, height }: View): number[] {
  const pixels = (Math.floor(width) + 1) * (Math.floor(height) + 1)
  const pixelOf = (t: number): number => {
    const isInside = x[t]! >= 0 && x[t]! <= width && y[t]! >= 0 && y[t]! <= height
    return isInside ? Math.floor(x[t]!) + (Math.floor(width) + 1) * Math.floor(y[t]!) : -1
  }
  const known = new Set<number>()
  const steps: number[] = []
  let before = pixelOf(0)
  for (let t = 1; t < x.length; t++) {
    const pixel = pixelOf(t)
    const step = before * pixels + pixel
    if (before < 0 || pixel < 0 || !known.has(step)) {
      known.add(step)
      steps.push(t)
    }
    before = pixel
  }
  return steps
}

function inPixels(
  values: readonly number[],
  [min, max]: readonly [number, number],
  length: number,
): Float64Array {
  return Float64Array.from(values, value => ((value - min) / (max - min)) * length)
}
