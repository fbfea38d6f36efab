import { nameOf } from '../check'
import type { Figure, Mark } from './mark'

const where = { 1: 'over steps', 2: 'on the plane', 3: 'in space' }

/**
 * Throws unless `figure` was given marks, all of one kind.
 *
 * @throws TypeError that says what was given instead, and what to do with it.
 */
export function checkMarks(marks: readonly Mark[]): void {
  if (Array.isArray((marks as unknown as Partial<Mark>)?.data)) {
    const { layout } = marks as unknown as Partial<Figure>
    throw new TypeError(
      layout === undefined
        ? 'figure takes an array of marks, even for a single one: figure([path(walk)]).'
        : 'figure was given a figure: show it with show(…), or put several next to each other with sideBySide([f, g]).',
    )
  }
  if (!Array.isArray(marks) || marks.length === 0) {
    throw new TypeError(
      `figure takes an array of at least one mark, such as [contour(surfaces.bowl)], not ${Array.isArray(marks) ? 'an empty one' : nameOf(marks)}.`,
    )
  }
  const [first] = marks as readonly Mark[]
  for (const mark of marks) {
    if (!Array.isArray(mark?.data) || where[(mark as Mark).dimensions] === undefined) {
      throw new TypeError(
        `figure draws marks, what contour, path, curve, wireframe, … return, not ${insteadOf(mark)}.`,
      )
    }
    if (mark.dimensions !== first!.dimensions) {
      throw new TypeError(
        `figure draws marks of one kind at a time: “${first!.alt}” is ${where[first!.dimensions]}, “${mark.alt}” ${where[(mark as Mark).dimensions]}; make a figure of each.`,
      )
    }
  }
}

/** What was given instead of a mark, and how to draw it. */
function insteadOf(given: unknown): string {
  const { layout, points, f } = Object(given) as Record<string, unknown>
  if (layout !== undefined) {
    return 'a figure: put figures next to each other with sideBySide([f, g])'
  }
  if (Array.isArray(points)) return 'a walk: draw it with path(walk), or curve(walk)'
  if (typeof f === 'function') {
    return 'a surface: draw it with contour(surface), or wireframe(surface)'
  }
  return nameOf(given)
}
