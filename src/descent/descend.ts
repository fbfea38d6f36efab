import { checkOptions, nameOf } from '../check'
import { BaseOptimizer, stepperOf } from '../optimizers/base-optimizer'
import { Overflow } from '../optimizers/engine/overflow'
import { checkPoint, checkSurface } from '../surfaces/surface'
import type { Path, Point, PointInput, Surface } from '../types'
import { inDigits, labelOf } from './label'

/** Where to walk from, and how far. */
export interface DescendOptions {
  /** The point to start at, [x, y]; by default the surface's own start. */
  readonly from?: PointInput
  /** How many updates, a whole number from 0 to 1,000,000; by default 30. */
  readonly steps?: number
  /** Whether to warn when the walk is lost or does not move; by default true. */
  readonly warn?: boolean
}

/**
 * An optimizer of the package, or anything else that changes x and y, such as a class written in a cell.
 */
export interface Walker {
  update(params: { x: number; y: number }, grads: { x: number; y: number }): void
  reset?(): void
}

const mostSteps = 1e6

/** A walk that is this many times farther out than the map is wide does not come back. */
const beyond = 1000

/**
 * Walks an optimizer down a surface.
 *
 * It begins with `optimizer.reset()`, so the same call gives the same walk. A walk that runs off to
 * infinity is stopped, with one warning, and returned as far as it got. A warning also says so if the
 * `update` of a class of your own changes nothing or turns numbers into NaN.
 *
 * @param surface - What to walk on: its f and gradient are used.
 * @param optimizer - What takes the steps: its update gets { x, y } and their gradients.
 * @param options - `from`: the start, [x, y], two finite numbers, by default surface.start. `steps`:
 * how many updates, a whole number from 0 to 1,000,000, by default 30. `warn`: whether to warn when the
 * walk is lost or does not move, by default true; false is for trying many learning rates.
 * @returns The path: points, losses and gradients, one more of each than there were updates, because the
 * first belongs to the start.
 * @throws TypeError for anything but a surface and an optimizer and for an unknown option; RangeError for
 * a start or a number of steps that is not accepted, and if the surface is not finite at the start.
 * @example
 * const walk = descend(surfaces.bowl, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 })
 * console.log(walk.points[1]) // [ -6.335, -1.7999999999999998 ]
 */
export function descend(
  surface: Surface,
  optimizer: Walker,
  options: DescendOptions = {},
): Required<Path> {
  checkSurface('descend', surface)
  if (typeof optimizer?.update !== 'function') {
    throw new TypeError(
      `descend needs an optimizer, such as new SGD({ lr: 0.1 }), with a method update(params, grads), not ${nameOf(optimizer)}.`,
    )
  }
  checkOptions('descend', options, ['from', 'steps', 'warn'])
  const { from = surface.start, steps = 30, warn = true } = options
  checkPoint('from', from)
  checkSteps(steps)

  optimizer.reset?.()
  const params = { x: from[0]!, y: from[1]! }
  // The package's own optimizers need not check what they are given at each step.
  const own =
    optimizer instanceof BaseOptimizer && optimizer.update === BaseOptimizer.prototype.update
  const step = own && steps > 0 ? stepperOf(optimizer, ['x', 'y']) : undefined
  const position = Float64Array.of(params.x, params.y)
  const slope = new Float64Array(2)
  const limit = beyond * farthest(surface, from)
  const points: Point[] = []
  const losses: number[] = []
  const gradients: Point[] = []
  let divergedAt: number | undefined

  for (let t = 0; t <= steps; t++) {
    const { x, y } = params
    const loss = surface.f(x, y)
    const gradient = surface.gradient(x, y, t)
    const [gx, gy] = gradient
    // Written out, because an array and its every() at each step would take a sixth of a walk's time.
    const finite =
      Number.isFinite(x) &&
      Number.isFinite(y) &&
      Number.isFinite(loss) &&
      Number.isFinite(gx) &&
      Number.isFinite(gy)
    if (!finite && t === 0) {
      throw new RangeError(
        `${surface.name} must have a finite value and slope at the start (${x}, ${y}), got ${loss} and [${gradient.join(', ')}].`,
      )
    }
    if (finite) {
      points.push([x, y])
      losses.push(loss)
      gradients.push(gradient)
    }
    if (!finite || Math.abs(x) > limit || Math.abs(y) > limit) {
      divergedAt = t
      if (warn) {
        const nan = firstNaN(optimizer, params, points.at(-1)!, gradients.at(-1)!)
        console.warn(
          nan
            ? `The walk of ${optimizer.constructor.name} on ${surface.name} ends: update ${t} ${nan}`
            : `The walk of ${optimizer.constructor.name} on ${surface.name} diverged: after update ${t} it stands at (${x}, ${y}) with loss ${loss}; try a smaller lr.`,
        )
      }
      break
    }
    if (t === steps) break
    try {
      if (step === undefined) {
        optimizer.update(params, { x: gx, y: gy })
      } else {
        slope[0] = gx
        slope[1] = gy
        step(position, slope)
        params.x = position[0]!
        params.y = position[1]!
      }
    } catch (error) {
      if (!(error instanceof Overflow)) throw error
      divergedAt = t + 1
      if (warn) {
        console.warn(
          `The walk of ${optimizer.constructor.name} on ${surface.name} ends with update ${t + 1}: ${error.message}`,
        )
      }
      break
    }
  }
  if (
    warn &&
    !own &&
    steps > 0 &&
    divergedAt === undefined &&
    neverMoved(optimizer, points, gradients)
  ) {
    console.warn(
      `The walk of ${optimizer.constructor.name} stays where it started: its update changed nothing. An update has to change the object it is given, as in params.x -= this.lr * grads.x.`,
    )
  }
  return {
    optimizer: optimizer.constructor.name,
    ...called(optimizer),
    surface: surface.name,
    points,
    losses,
    gradients,
    divergedAt,
  }
}

/** The hyperparameters of the optimizer that walked, and what to call its walk. */
function called(optimizer: Walker): Pick<Required<Path>, 'hyperparameters' | 'label'> {
  if (optimizer instanceof BaseOptimizer) {
    const { hyperparameters } = optimizer
    return { hyperparameters, label: labelOf(optimizer, hyperparameters) }
  }
  const { lr } = optimizer as { lr?: unknown }
  const { name } = optimizer.constructor
  return Number.isFinite(lr)
    ? { hyperparameters: { lr: lr as number }, label: `${name} ${inDigits(lr as number)}` }
    : { hyperparameters: {}, label: name }
}

/**
 * Whether a learner's own class had a slope to follow and a learning rate, and still did not take a step.
 */
function neverMoved(
  optimizer: Walker,
  points: readonly Point[],
  gradients: readonly Point[],
): boolean {
  const [[x, y], [gx, gy]] = [points[0]!, gradients[0]!]
  if ((gx === 0 && gy === 0) || (optimizer as { lr?: unknown }).lr === 0) return false
  return points.every(point => point[0] === x && point[1] === y)
}

/**
 * How a walk turned from numbers into NaN in one update, as the end of a sentence: numbers that grow do
 * not do that, but one that is undefined does. Undefined if it did not happen.
 */
function firstNaN(
  optimizer: Walker,
  params: { x: number; y: number },
  before: Point,
  slopes: Point,
): string | undefined {
  if (optimizer instanceof BaseOptimizer) return undefined
  const axis = (['x', 'y'] as const).find(
    name => !(typeof params[name] === 'number' && !Number.isNaN(params[name])),
  )
  if (axis === undefined) return undefined
  const i = axis === 'x' ? 0 : 1
  const turned = `turned ${axis} from ${before[i]} into ${params[axis]}, where the slope is ${slopes[i]}.`
  const missing = Object.entries(optimizer).find(
    ([, value]) => value === undefined || Number.isNaN(value),
  )
  return missing
    ? `${turned} Its ${missing[0]} is ${missing[1]}: write this.${missing[0]} = ${missing[0]} in the constructor.`
    : `${turned} NaN comes from 0/0, from the root of a negative number, or from a number that is not defined, such as this.lr where the constructor says lr = lr.`
}

/** How far from 0 the map or the start reaches. */
function farthest({ domain }: Surface, from: PointInput): number {
  const { x, y } = domain
  const { abs } = Math
  return Math.max(abs(x[0]), abs(x[1]), abs(y[0]), abs(y[1]), abs(from[0]!), abs(from[1]!))
}

function checkSteps(steps: number): void {
  if (!Number.isInteger(steps) || steps < 0 || steps > mostSteps) {
    throw new RangeError(`steps must be a whole number from 0 to 1,000,000, got ${nameOf(steps)}.`)
  }
}
