import type { Surface } from '../types'

/** How a surface was made, if not by hand. */
export type Origin =
  | { readonly turned: Surface; readonly degrees: number }
  | {
      readonly shaken: Surface
      readonly noise: number
      readonly seed: number
      readonly fresh: boolean
    }
  | { readonly f: Surface['f']; readonly gradient: Surface['gradient'] | undefined }

const origins = new WeakMap<Surface, Origin>()

/** Remembers how a surface was made, for the explorer, which makes it again in the browser. */
export function withOrigin(surface: Surface, origin: Origin): Surface {
  origins.set(surface, origin)
  return surface
}

/** How a surface was made; undefined for one written by hand. */
export const originOf = (surface: Surface): Origin | undefined => origins.get(surface)
