import type { Point } from '../../../types'
import type { Pixel } from '../../near'
import type { Projection } from './projection'
import type { Focus, Route } from './route'

/** What the mouse may be on. */
export interface Seen {
  readonly projection: Projection
  readonly routes: readonly Route[]
}

/** How near the mouse has to be to the start, and to another point, in pixels. */
const reach = { start: 14, point: 12 }

/**
 * Lets the mouse drag the start and find points.
 *
 * @param onStart - Is told where the start is dragged to.
 * @param onHover - Is told which point of a path the mouse is near, undefined for none.
 */
export function watchPointer(
  canvas: HTMLCanvasElement,
  seen: () => Seen | undefined,
  onStart: (from: Point) => void,
  onHover: (focus: Focus | undefined) => void,
): void {
  const pixelOf = (event: PointerEvent): Pixel => {
    const { left, top } = canvas.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }
  let isDragging = false
  canvas.addEventListener('pointerdown', event => {
    if (!isOnStart(seen(), pixelOf(event))) return
    isDragging = true
    canvas.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  canvas.addEventListener('pointermove', event => {
    const now = seen()
    if (!now) return
    const pixel = pixelOf(event)
    if (isDragging) return onStart(now.projection.pointAt(pixel))
    canvas.style.cursor = isOnStart(now, pixel) ? 'grab' : 'crosshair'
    onHover(nearest(now, pixel))
  })
  canvas.addEventListener('lostpointercapture', () => {
    isDragging = false
  })
  canvas.addEventListener('pointerleave', () => onHover(undefined))
}

const distance = ([ax, ay]: Pixel, [bx, by]: Pixel): number => Math.hypot(ax - bx, ay - by)

function isOnStart(seen: Seen | undefined, pixel: Pixel): boolean {
  const start = seen?.routes[0]?.path.points[0]
  return start !== undefined && distance(seen!.projection.pixelOf(start), pixel) <= reach.start
}

function nearest({ projection, routes }: Seen, pixel: Pixel): Focus | undefined {
  let found: Focus | undefined
  let within = reach.point
  for (const { optimizer, path } of routes) {
    for (const [t, point] of path.points.entries()) {
      const away = distance(projection.pixelOf(point), pixel)
      if (away >= within) continue
      within = away
      found = { optimizer, t }
    }
  }
  return found
}
