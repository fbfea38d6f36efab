import { nameOf } from '../check'
import { cos, sin } from '../math'
import type { Point, Surface } from '../types'
import { withOrigin } from './origin'
import { checkSurface } from './surface'

/**
 * Turns a surface around (0, 0), counterclockwise.
 *
 * g(p) = f(R⁻¹p), ∇g(p) = R·∇f(R⁻¹p), R the rotation by the angle
 *
 * Nothing about the surface changes except the directions of its axes, so whatever a method loses by
 * turning, it owed to the axes. The domain becomes the smallest one that holds the turned one.
 *
 * @param surface - What to turn.
 * @param degrees - By how much, a finite number of degrees.
 * @throws TypeError for anything that is not a surface, RangeError for an angle that is not finite.
 * @example
 * const turned = rotate(surfaces.bowl, 90)
 * console.log(turned.f(2, 7).toFixed(2)) // 6.45
 */
export function rotate(surface: Surface, degrees: number): Surface {
  checkSurface('rotate', surface)
  if (!Number.isFinite(degrees)) {
    throw new RangeError(`rotate takes a finite number of degrees, got ${nameOf(degrees)}.`)
  }
  // What is left over after whole turns: exact, and small enough for cos and sin.
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
  return withOrigin(turned, { turned: surface, degrees })
}
