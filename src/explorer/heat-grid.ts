import { descend } from '../descent/descend'
import type { Surface } from '../types'
import { make, scales } from './methods'
import type { ExplorerSpec, OptimizerSpec } from './spec'

/** The final losses over a grid of two settings of an optimizer. */
export interface HeatGrid {
  /** The settings' names; twice the same one makes a single row. */
  readonly names: readonly [x: string, y: string]
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Row by row from the lowest; null for walks that diverged. */
  readonly losses: readonly (readonly (number | null)[])[]
}

/** Places along each side. */
const places = 25

/** Walks once for each cell. */
export function heatGrid(
  ground: Surface,
  spec: OptimizerSpec,
  [x, y]: HeatGrid['names'],
  { from, steps }: ExplorerSpec,
): HeatGrid {
  const xs = along(x)
  const ys = x === y ? [Number(spec.settings[y])] : along(y)
  const finalLoss = (settings: OptimizerSpec['settings']): number | null => {
    const optimizer = make({ ...spec, settings: { ...spec.settings, ...settings } })
    const { losses, divergedAt } = descend(ground, optimizer, { from, steps, warn: false })
    return divergedAt === undefined ? losses.at(-1)! : null
  }
  return { names: [x, y], xs, ys, losses: ys.map(v => xs.map(u => finalLoss({ [y]: v, [x]: u }))) }
}

function along(name: string): number[] {
  const { min, max, at } = scales[name]!
  return Array.from({ length: places }, (_, i) => at(min + ((max - min) * i) / (places - 1)))
}

/** Where a setting stands on its side of the grid: from 0 to 1, in the middle of a cell. */
export function shareAlong(name: string, value: number): number {
  const { min, max, of } = scales[name]!
  return (((of(value) - min) / (max - min)) * (places - 1) + 0.5) / places
}
