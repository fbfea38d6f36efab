import type { Arena, Kernels } from './kernels'

/** Threads that share the work on a product. */
export interface Helpers {
  /** The loops for a memory that threads share, in base64. */
  readonly kernels: string
  /** C ← C + A·B, as `addProduct` of the kernels; returns false, and does nothing, if it is not worth while. */
  addProduct(arena: Arena, width: number, ...product: Parameters<Kernels['addProduct']>): boolean
}

let now: Helpers | undefined

/** Who helps: those that `setThreads` asked for. A browser has none, so nothing here imports them. */
export const helpers = (): Helpers | undefined => now

/** Says who helps from now on; undefined for nobody. */
export function setHelpers(some: Helpers | undefined): void {
  now = some
}
