import type { Vector } from '../types'

/**
 * An optimizer's compiled formula, for n elements of a parameter at x: their gradients stand at g, what is
 * remembered about them at a and b, the coefficients at `numbers`, which is quicker than passing them
 * ("What V8 does", bench/README.md). Returns 1 if all new parameters are finite, else 0.
 */
export type Rule = (
  n: number,
  x: number,
  g: number,
  a: number,
  b: number,
  numbers: number,
) => number

/**
 * The compiled loops for one kind of number, over arrays in one memory. Arguments are numbers of
 * elements and addresses in bytes; see assembly/kernels.ts. Beside these stand the optimizers' rules.
 */
export interface Kernels {
  readonly numbers: Float64Array
  /** numbers: the sum of the squares of all n elements goes there */
  squares(n: number, x: number, numbers: number): void
  /** y ← max(0, x) */
  relu(n: number, x: number, y: number): void
  /** dx ← dy where y > 0, else dy·y */
  reluSlope(n: number, y: number, dy: number, dx: number): void
  /** C ← C + A·B; A's element (r, k) stands at A + r·aRow + k·aNext. */
  addProduct(
    C: number,
    A: number,
    aRow: number,
    aNext: number,
    B: number,
    rows: number,
    inner: number,
    columns: number,
  ): void
  /** C ← A·Bᵀ, with inner × 16 bytes of room at scratch. */
  productWithTransposed(
    C: number,
    A: number,
    B: number,
    rows: number,
    inner: number,
    columns: number,
    scratch: number,
  ): void
}

/** A WebAssembly memory with the loops that work in it. */
export interface Arena {
  readonly buffer: ArrayBufferLike
  readonly float64: Kernels
  readonly float32: Kernels
  /** The address of a product's scratch, room for 16 bytes a column, and for how many columns. */
  readonly scratch: number
  readonly mostColumns: number
  /** Whether both arrays lie in it. */
  holds(a: Vector, b: Vector): boolean
  /** New zeros of the kind of `like`; undefined if there is no room left. */
  zeros(like: Vector, length: number): Vector | undefined
}

/** Fewer elements are not worth asking for their memory ("What V8 does", bench/README.md). */
const fewest = 16

/**
 * The memories there are. Kept apart from what makes them, for which a page in the browser has no use.
 */
export const arenas: WeakMap<ArrayBufferLike, Arena> = new WeakMap()

/** The memory that an array lies in; undefined for any other array, and for a few elements. */
export function arenaOf(x: Vector): Arena | undefined {
  return x.length < fewest ? undefined : arenas.get(x.buffer)
}

/** The loops for an array in this memory. */
export function kernelsFor(arena: Arena, x: Vector): Kernels {
  return x instanceof Float64Array ? arena.float64 : arena.float32
}

/** The formula of this name in assembly/rules.ts, for an array in this memory. */
export function ruleFor(arena: Arena, x: Vector, name: string): Rule {
  return (kernelsFor(arena, x) as unknown as Record<string, Rule>)[name]!
}
