import { checkOptions, checkPowers, nameOf } from '../check'
import { slopeOf } from '../slope'
import type { Domain, DomainInput, Point, PointInput, Surface } from '../types'
import { withOrigin } from './origin'

/** What is known about a function besides its values. */
export interface SurfaceOptions {
  /** [∂f/∂x, ∂f/∂y] at (x, y); by default found by nudging, as numericalGradient does. */
  readonly gradient?: (x: number, y: number) => PointInput
  /** Where to draw it: { x: [min, max], y: [min, max] }; by default from −5 to 5. */
  readonly domain?: DomainInput
  /** Its lowest points, if known. */
  readonly minima?: readonly PointInput[]
  /** Where walks begin; by default near the upper left corner of the domain. */
  readonly start?: PointInput
  /** Its name in titles; by default 'f'. */
  readonly name?: string
  /** How it is written; by default the code of an arrow function. */
  readonly formula?: string
}

/**
 * Makes a surface, to descend and to draw, from a function of your own.
 *
 * @param f - The function: takes x and y, returns a number.
 * @param options - `gradient`: (x, y) => [∂f/∂x, ∂f/∂y], by default found by nudging, as
 * `numericalGradient` does, and at the domain's edge to one side only, so that f is never called outside.
 * `domain`: where to draw it, { x: [min, max], y: [min, max] } with finite min < max, by default −5 to 5
 * both ways. `minima`: its lowest points, by default none. `start`: where walks begin, by default a
 * tenth of the domain away from the upper left corner. `name`: by default 'f'. `formula`: by default the
 * code of an arrow function.
 * @throws TypeError if f is not a function, does not return a number or is written with ^ for a power,
 * and for an unknown option; RangeError for a domain that cannot be drawn and a point that is not two
 * finite numbers.
 * @example
 * const valley = surface((x, y) => x ** 2 + 10 * y ** 2)
 * console.log(valley.f(1, 1)) // 11
 */
export function surface(
  f: (x: number, y: number) => number,
  options: SurfaceOptions = {},
): Surface {
  if (typeof f !== 'function') {
    throw new TypeError(
      `surface takes a function such as (x, y) => x ** 2 + y ** 2, got ${nameOf(f)}.`,
    )
  }
  checkPowers('surface', f)
  checkOptions('surface', options, ['gradient', 'domain', 'minima', 'start', 'name', 'formula'])
  const domain = options.domain ?? { x: [-5, 5], y: [-5, 5] }
  checkDomain('surface', domain)
  const start = options.start ?? [
    domain.x[0] + (domain.x[1] - domain.x[0]) / 10,
    domain.y[1] - (domain.y[1] - domain.y[0]) / 10,
  ]
  checkPoint('start', start)
  if (!Array.isArray(options.minima ?? [])) {
    throw new TypeError(
      `minima must be an array of points such as [[0, 0]], got ${nameOf(options.minima)}.`,
    )
  }
  for (const name of ['name', 'formula'] as const) {
    const text: unknown = options[name]
    if (text !== undefined && typeof text !== 'string') {
      throw new TypeError(`${name} must be a text such as 'f', got ${nameOf(text)}.`)
    }
  }
  const minima = (options.minima ?? []).map(point => {
    checkPoint('each of minima', point)
    return point
  })
  if (options.gradient !== undefined && typeof options.gradient !== 'function') {
    throw new TypeError(
      `gradient must be a function such as (x, y) => [2 * x, 2 * y], got ${nameOf(options.gradient)}.`,
    )
  }
  if (options.gradient) checkPowers('gradient', options.gradient)
  const value: unknown = f(...start)
  if (typeof value !== 'number') {
    throw new TypeError(
      `the function of a surface must return a number, and returned ${nameOf(value)} at (${start.join(', ')}).`,
    )
  }
  // What it returns is checked where a walk begins.
  const gradient = options.gradient as Surface['gradient'] | undefined
  const own: Surface = {
    name: options.name ?? 'f',
    formula: options.formula ?? /^[^={]*=>\s*([^{\s][^;]*)$/.exec(String(f))?.[1] ?? 'f(x, y)',
    f,
    gradient: gradient ?? differences(f, domain),
    domain,
    minima,
    start,
  }
  return withOrigin(own, { f, gradient })
}

/**
 * What numericalGradient finds, but with a first h that suits the size of the domain, and without looking
 * over its edges. Where f is not finite, neither is this, so that a walk can end there.
 */
function differences(
  f: (x: number, y: number) => number,
  domain: Domain,
): (x: number, y: number) => Point {
  const slope = (g: (x: number) => number, x: number, [min, max]: Point): number => {
    // Each end divided on its own, because max - min may be too large for a number.
    const usual = 1e-5 * max - 1e-5 * min
    return x >= min && x <= max ? slopeOf(g, x, usual, min, max) : slopeOf(g, x, usual)
  }
  return (x, y) => [slope(x => f(x, y), x, domain.x), slope(y => f(x, y), y, domain.y)]
}

/**
 * Throws unless `surface` is one.
 *
 * @param what - The name of what was called, for the message.
 * @param surface - What the caller gave.
 * @throws TypeError with what was given.
 */
export function checkSurface(what: string, surface: Surface): void {
  const s: Partial<Surface> | null | undefined = surface
  if (typeof s?.f !== 'function' || typeof s.gradient !== 'function' || s.domain === undefined) {
    throw new TypeError(
      `${what} takes a surface, such as surfaces.bowl or what surface((x, y) => …) returns, not ${nameOf(surface)}.`,
    )
  }
}

/**
 * Throws unless `domain` is { x: [min, max], y: [min, max] } with finite min < max.
 *
 * @param what - The name of what was called, for the message.
 * @param domain - What the caller gave.
 * @throws RangeError with the domain given.
 */
export function checkDomain(what: string, domain: DomainInput): asserts domain is Domain {
  for (const axis of ['x', 'y'] as const) {
    const interval: readonly number[] | undefined = domain?.[axis]
    const [min, max] = Array.isArray(interval) ? interval : []
    const two = interval?.length === 2
    if (!two || !Number.isFinite(min) || !Number.isFinite(max) || !(min! < max!)) {
      throw new RangeError(
        `${what} takes a domain { x: [min, max], y: [min, max] } with finite min < max, not ${JSON.stringify(domain)}.`,
      )
    }
  }
}

/**
 * Throws unless `point` is [x, y], two finite numbers.
 *
 * @param what - The name of what was given, for the message.
 * @param point - What the caller gave.
 * @throws RangeError with the point given.
 */
export function checkPoint(what: string, point: PointInput): asserts point is Point {
  if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
    throw new RangeError(
      `${what} must be a point [x, y] of two finite numbers, got ${Array.isArray(point) ? `[${point.join(', ')}]` : nameOf(point)}.`,
    )
  }
}
