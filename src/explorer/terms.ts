import { descend } from '../descent/descend'
import { power } from '../math'
import type { Point, Surface } from '../types'
import { make } from './methods'
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
  const state = optimizer.state as Record<string, { t: number } & Record<string, Float64Array>>
  const slot = (name: string): Point => [state.x![name]![0]!, state.y![name]![0]!]
  const term = (symbol: string, words: string, value: Point): Term => ({ symbol, words, value })
  const each = (f: (axis: 0 | 1) => number): Point => [f(0), f(1)]
  const s = spec.settings as Readonly<Record<string, number>>

  const inner: Term[] = []
  if (spec.method === 'SGD') inner.push(term('η', 'learning rate', [s.lr!, s.lr!]))
  if (spec.method === 'Momentum' || spec.method === 'Nesterov') {
    inner.push(term('v', 'velocity', slot('velocity')))
  }
  if (spec.method === 'AdaGrad' || spec.method === 'RMSprop') {
    const h = slot('h')
    const words = spec.method === 'AdaGrad' ? 'sum of g²' : 'average of g²'
    inner.push(term('h', words, h))
    inner.push(
      term(
        'η/(√h + ε)',
        'effective learning rate',
        each(i => s.lr! / (Math.sqrt(h[i]) + s.eps!)),
      ),
    )
  }
  if (spec.method === 'Adam') {
    const [m, v] = [slot('m'), slot('v')]
    const corrected = spec.settings.biasCorrection !== 'none'
    const [c1, c2] = corrected ? [1 - power(s.beta1!, t + 1), 1 - power(s.beta2!, t + 1)] : [1, 1]
    // Folded into the learning rate, ε stands beside √v and not beside √v̂.
    const folded = spec.settings.biasCorrection === 'step' ? Math.sqrt(c2) : 1
    inner.push(term('m', 'average of g', m))
    inner.push(term('v', 'average of g²', v))
    inner.push(
      term(
        'm̂',
        'm, corrected',
        each(i => m[i] / c1),
      ),
    )
    inner.push(
      term(
        'v̂',
        'v, corrected',
        each(i => v[i] / c2),
      ),
    )
    inner.push(
      term(
        'η/(√v̂ + ε)',
        'effective learning rate',
        each(i => s.lr! / (Math.sqrt(v[i] / c2) + s.eps! / folded)),
      ),
    )
  }
  return [
    term('x', 'where it stands', here),
    term('g', 'slope', gradient),
    ...inner,
    term(
      'Δx',
      'step',
      each(i => next[i] - here[i]),
    ),
  ]
}
