import { descend } from '../descent/descend'
import { derivedOf, type State } from '../optimizers/base-optimizer'
import type { Point, Surface } from '../types'
import { classes, make } from './methods'
import type { OptimizerSpec } from './spec'

/** One quantity of an update, along x and along y. */
export interface Term {
  /** As formulas write it: 'm̂'. */
  readonly symbol: string
  readonly words: string
  readonly value: Point
}

/**
 * All that goes into the update after `t` updates, and what comes of it.
 *
 * @returns Undefined where the walk does not get that far.
 */
export function termsAt(
  ground: Surface,
  spec: OptimizerSpec,
  from: Point,
  t: number,
): Term[] | undefined {
  const optimizer = make(spec)
  const walk = descend(ground, optimizer, { from, steps: t + 1, warn: false })
  const [here, next] = [walk.points[t], walk.points[t + 1]]
  const gradient = walk.gradients[t]
  if (!here || !next || !gradient) return undefined
  const { x, y } = optimizer.state as Readonly<Record<string, State<string>>>
  const { slots } = classes[spec.method]!.about
  const [alongX, alongY] = [derivedOf(optimizer, x!), derivedOf(optimizer, y!)]
  return [
    { symbol: 'x', words: 'where it stands', value: here },
    { symbol: 'g', words: 'slope', value: gradient },
    ...Object.entries(slots).map(([slot, [symbol, words]]): Term => {
      return { symbol, words, value: [x![slot]![0]!, y![slot]![0]!] }
    }),
    ...alongX.map(([symbol, words, value], i): Term => {
      return { symbol, words, value: [value, alongY[i]![2]] }
    }),
    { symbol: 'Δx', words: 'step', value: [next[0] - here[0], next[1] - here[1]] },
  ]
}
