import type { Walker } from '../descent/descend'

/** What a rule knows about one parameter at one update. */
export interface Moment {
  readonly x: number
  readonly g: number
  /** The slopes of both, in case they are mixed up. */
  readonly slopes: readonly [number, number]
  /** Counted from 1. */
  readonly t: number
  /** What it remembers about this parameter. */
  readonly memory: Record<string, number>
}

/**
 * An optimizer of one line: how a parameter moves.
 *
 * @param move - Returns where it moves to.
 * @param options - `shared`: whether both parameters share what is remembered, by default false.
 */
export function rule(
  move: (moment: Moment) => number,
  { shared = false }: { readonly shared?: boolean } = {},
): Walker {
  let memories: Record<string, Record<string, number>> = {}
  let t = 0
  return {
    update(params, grads) {
      t++
      const slopes = [grads.x, grads.y] as const
      for (const name of ['x', 'y'] as const) {
        memories[shared ? 'both' : name] ??= {}
        const memory = memories[shared ? 'both' : name]!
        params[name] = move({ x: params[name], g: grads[name], slopes, t, memory })
      }
    },
    reset() {
      memories = {}
      t = 0
    },
  }
}
