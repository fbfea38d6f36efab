import { nameOf } from '../check'
import { cos, sin } from '../math'
import type { Point, Surface } from '../types'
import { made } from './origin'
import { checkSurface } from './surface'

/**
 * Turns a surface around (0, 0), counterclockwise.
 *
 * g(p) = f(R⁻¹p), ∇g(p) = R·∇f(R⁻¹p), R the rotation by the angle
 *
 * Nothing about the surface changes but the directions of its axes, so what a method loses by it, it
 * owed to the axes. The domain becomes the smallest that holds the turned one.
 *
 * @param surface - What to turn.
 * @param degrees - By how much, a finite number of degrees.
 * @throws TypeError for what is no surface, RangeError for an angle that is not finite.
 * @example
 * const turned = rotate(surfaces.bowl, 90)
 * console.log(turned.f(2, 7).toFixed(2)) // 6.45
 */
export function rotate(surface: Surface, degrees: number): Surface {
  checkSurface('rotate', surface)
  if (!Number.isFinite(degrees)) {
    throw new RangeError(`rotate takes a finite number of degrees, got ${nameOf(degrees)}.`)
  }
  // Of many turns, what is left over: exact, and near enough for cos and sin.
  const angle = ((degrees % 360) * Math.PI) / 180
  const cosine = cos(angle)
  const sine = sin(angle)
  const turn = ([x, y]: Point): Point => [cosine * x - sine * y, sine * x + cosine * y]
  const turnBack = (x: number, y: number): Point => [cosine * x + sine * y, cosine * y - sine * x]

  const { x: xs, y: ys } = surface.domain
  const corners = xs.flatMap(x => ys.map(y => turn([x, y])))
  const over = (axis: 0 | 1): [number, number] => {
    const values = corners.map(corner => corner[axis])
    return [Math.min(...values), Math.max(...values)]
  }
  const turned: Surface = {
    name: `${surface.name} turned by ${degrees}°`,
    formula: `${surface.formula}, turned by ${degrees}°`,
    f: (x, y) => surface.f(...turnBack(x, y)),
    gradient: (x, y, step) => turn(surface.gradient(...turnBack(x, y), step)),
    domain: { x: over(0), y: over(1) },
    minima: surface.minima.map(turn),
    start: turn(surface.start),
  }
  return made(turned, { turned: surface, degrees })
}
