import { descend } from '../../descent/descend'
import type { Path, Surface } from '../../types'
import { classes, make } from '../methods'
import type { ExplorerSpec } from '../spec'

// A path says which class walked it, and minified classes have lost their names.
for (const [name, one] of Object.entries(classes)) {
  Object.defineProperty(one, 'name', { value: name })
}

/** The path of each optimizer. */
export function walksOf(ground: Surface, { optimizers, from, steps }: ExplorerSpec): Path[] {
  return optimizers.map(one => descend(ground, make(one), { from, steps, warn: false }))
}
