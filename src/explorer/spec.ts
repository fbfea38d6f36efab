import type { Domain, Point } from '../types'

/** What an explorer shows, as JSON: all that the browser gets from the kernel. */
export interface ExplorerSpec {
  readonly ground: GroundSpec
  /** By how many degrees the ground is turned. */
  readonly degrees: number
  /** The standard deviation σ of the noise in the slopes, 0 for none. */
  readonly sigma: number
  /** Which noise. */
  readonly seed: number
  /** Whether each step has noise of its own. */
  readonly fresh: boolean
  readonly optimizers: readonly OptimizerSpec[]
  readonly from: Point
  readonly steps: number
  /** Two settings of the first optimizer whose heat map is open from the beginning. */
  readonly map?: readonly [x: string, y: string]
}

/** One of the package's surfaces by name, or a learner's own as the text of its functions. */
export type GroundSpec =
  | { readonly name: string }
  | {
      readonly name: string
      readonly formula: string
      readonly f: string
      readonly gradient: string | undefined
      readonly domain: Domain
      readonly start: Point
    }

/** A class of the package and its hyperparameters. */
export interface OptimizerSpec {
  readonly method: string
  readonly settings: Readonly<Record<string, number | string>>
}
