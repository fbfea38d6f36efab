import type { Path } from '../../../types'

/** A path that is drawn. */
export interface Route {
  /** Whose, by its place among the optimizers. */
  readonly optimizer: number
  readonly path: Path
  readonly color: string
  readonly dashed: boolean
}

/** A point of a path: whose, after how many updates. */
export interface Focus {
  readonly optimizer: number
  readonly t: number
}
