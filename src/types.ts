/** The elements of one parameter, of its gradient or of what is remembered of it. */
export type Vector = Float64Array | Float32Array

/** The kinds of numbers that arrays hold. */
export type Dtype = 'float64' | 'float32'

/** The array that holds numbers of a kind. */
export type VectorOf<D extends Dtype> = D extends 'float32' ? Float32Array : Float64Array

/**
 * What an optimizer changes: named parameters, each a number or a flat vector.
 *
 * @example const params = { x: -7, y: 2 }
 * @example const params = { W1: new Float64Array(784 * 50), b1: new Float64Array(50) }
 */
export type Params = Record<string, number | Float64Array | Float32Array>

/**
 * The gradients that belong to `P`: the same names, each of the same kind.
 *
 * @example const grads: Grads<{ x: number; y: number }> = { x: -0.7, y: 4 }
 */
export type Grads<P extends Params = Params> = {
  readonly [Name in keyof P]: P[Name] extends number
    ? number
    : P[Name] extends Float64Array
      ? Float64Array
      : P[Name] extends Float32Array
        ? Float32Array
        : P[Name]
}

/** Anything that takes parameters a step downhill. */
export interface Optimizer {
  /**
   * Takes one step: changes `params` in place.
   *
   * `G` is there so that a gradient nobody asked for is a type error in the cell, like a missing one.
   */
  update<P extends Params, G extends Grads<P>>(
    params: P,
    grads: G & { readonly [Name in Exclude<keyof G, keyof P>]: never },
  ): void
  /** Forgets everything remembered about earlier steps, as if newly made. */
  reset(): void
}

/** A point of the plane, [x, y]. */
export type Point = readonly [x: number, y: number]

/** The part of the plane that is worth drawing. */
export interface Domain {
  readonly x: readonly [min: number, max: number]
  readonly y: readonly [min: number, max: number]
}

/**
 * A point as a learner writes it, `const start = [-7, 2]`: to TypeScript a list of any length. That it
 * has two numbers is checked when it is used.
 */
export type PointInput = readonly number[]

/** A part of the plane as a learner writes it, `{ x: [-10, 10], y: [-5, 5] }`; checked when it is used. */
export interface DomainInput {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** A function of two variables that can be descended and drawn. */
export interface Surface {
  /** What it is called, for titles. */
  readonly name: string
  /** The function as one writes it, in Unicode: 'x²/20 + y²'. */
  readonly formula: string
  /** The value at (x, y), the loss. */
  f(x: number, y: number): number
  /**
   * The slope at (x, y): [∂f/∂x, ∂f/∂y]. `step` says how many steps a walk took to get there, for a
   * ground whose slopes differ from step to step, as `noisy` makes one.
   */
  gradient(x: number, y: number, step?: number): Point
  /** Where to draw it. */
  readonly domain: Domain
  /** The known lowest points, empty where there is none. */
  readonly minima: readonly Point[]
  /** A good place to start a walk. */
  readonly start: Point
}

/** The settings of an optimizer by name, { lr: 0.1, momentum: 0.9 }. */
export interface Hyperparameters {
  readonly lr?: number
  readonly [name: string]: number | string | undefined
}

/** A walk down a surface, as `descend` returns it. */
export interface Path {
  /** The class name of the optimizer that walked: 'SGD'. */
  readonly optimizer: string
  /** Its hyperparameters by name: { lr: 0.95 }. Of a class of your own, its `lr` if it has one. */
  readonly hyperparameters?: Hyperparameters
  /**
   * What the walk is called: the class, its learning rate, and each other hyperparameter that is not
   * the default: 'SGD 0.95', 'Momentum 0.1, momentum 0.5'.
   */
  readonly label?: string
  /** The name of the surface walked on. */
  readonly surface: string
  /** Every point visited; points[0] is the start, points[t] stands after t updates. */
  readonly points: readonly Point[]
  /** f at every point. */
  readonly losses: readonly number[]
  /** The gradient at every point. */
  readonly gradients: readonly Point[]
  /**
   * The update after which the walk was lost and stopped: not finite any more, or a thousand times
   * farther out than the map is wide; undefined if it was not.
   */
  readonly divergedAt: number | undefined
}
