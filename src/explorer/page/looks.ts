import { colorOf, others } from '../../figures/palette'
import type { OptimizerSpec } from '../spec'

/** How an optimizer is drawn, and what it is called. */
export interface Look {
  readonly name: string
  readonly color: string
  readonly dashed: boolean
}

/** The first of a class has its house colour; others of the same class get what is left, dashed. */
export function looksOf(optimizers: readonly OptimizerSpec[]): Look[] {
  const taken = optimizers.map(({ method }) => colorOf(method))
  const free = others.filter(color => !taken.includes(color))
  return optimizers.map(({ method }, i) => {
    const again = optimizers.slice(0, i).filter(one => one.method === method).length
    return again === 0
      ? { name: method, color: colorOf(method)!, dashed: false }
      : {
          name: `${method} ${again + 1}`,
          color: free[(again - 1) % free.length] ?? '#666666',
          dashed: true,
        }
  })
}
