import { checkOptions, nameOf } from '../check'
import type { Dtype, VectorOf } from '../types'
import { makeArena } from './arena'

/** How to allocate. */
export interface AllocateOptions<D extends Dtype = 'float64'> {
  /** 'float64' or 'float32'; by default 'float64'. */
  readonly dtype?: D
}

/** Parameters and their gradients, by name. */
export interface Allocated<Name extends string, D extends Dtype> {
  readonly params: Record<Name, VectorOf<D>>
  readonly grads: Record<Name, VectorOf<D>>
}

/**
 * Makes parameters and gradients, zeros at first, that optimizers change at the speed of C: they lie
 * in WebAssembly memory, where loops over them take two float64 or four float32 at a time. What the
 * optimizer remembers about them goes there too. They are typed arrays like any other, and are freed when
 * nothing refers to them any more; networks keep their own numbers this way.
 *
 * @param lengths - How many elements each parameter has, by name: whole numbers from 0 to 2,147,483,648.
 * @param options - `dtype`: 'float64' or 'float32', by default 'float64'.
 * @returns `params` and `grads`, with these names. If there is no room, they are plain arrays.
 * @throws TypeError for an unknown option or dtype and if `lengths` is not a record; RangeError for a
 * length that is not accepted.
 * @example
 * const { params, grads } = allocate({ W: 784 * 50, b: 50 }, { dtype: 'float32' })
 * grads.b.fill(1)
 * new SGD({ lr: 0.5 }).update(params, grads)
 * console.log(params.b[0]) // -0.5
 */
export function allocate<Name extends string, D extends Dtype = 'float64'>(
  lengths: Readonly<Record<Name, number>>,
  options: AllocateOptions<D> = {},
): Allocated<Name, D> {
  checkOptions('allocate', options, ['dtype'])
  const zeros = allocator(lengths, options.dtype ?? 'float64', 0)
  const make = (): Record<Name, VectorOf<D>> =>
    Object.fromEntries(
      Object.entries<number>(lengths).map(([name, length]) => [name, zeros(length)]),
    ) as Record<Name, VectorOf<D>>
  return { params: make(), grads: make() }
}

/**
 * Returns a function that allocates arrays side by side, with room for parameters of these lengths, their
 * gradients, what an optimizer remembers about them, and `more` elements. `shared` are the loops of threads
 * that are to work in their memory, too.
 */
export function allocator<D extends Dtype>(
  lengths: Readonly<Record<string, number>>,
  dtype: D,
  more: number,
  shared?: string,
): (length: number) => VectorOf<D> {
  checkDtype(dtype)
  checkLengths(lengths)
  const Kind = dtype === 'float32' ? Float32Array : Float64Array
  const all = Object.values(lengths)
  const elements = all.reduce((sum, length) => sum + length, 0)
  // Parameters, gradients, and twice as much as Adam remembers: then a second optimizer has room too.
  const times = 6
  const bytes = (times * elements + more) * Kind.BYTES_PER_ELEMENT
  const arena = makeArena(bytes + 128 * (times * all.length + 64), shared)
  const like = new Kind(0)
  return length => (arena?.zeros(like, length) ?? new Kind(length)) as VectorOf<D>
}

function checkDtype(dtype: string): void {
  if (dtype !== 'float64' && dtype !== 'float32') {
    throw new TypeError(`dtype must be 'float64' or 'float32', got ${nameOf(dtype)}.`)
  }
}

function checkLengths(lengths: Readonly<Record<string, number>>): void {
  const other =
    typeof lengths !== 'object' ||
    lengths === null ||
    Array.isArray(lengths) ||
    ArrayBuffer.isView(lengths) ||
    lengths instanceof Map
  if (other) {
    throw new TypeError(
      `allocate needs the lengths by name, such as { W: 39200, b: 50 }, got ${nameOf(lengths)}.`,
    )
  }
  for (const [name, length] of Object.entries(lengths)) {
    if (!Number.isInteger(length) || length < 0 || length > 2 ** 31) {
      throw new RangeError(
        `the length of '${name}' must be a whole number from 0 to 2,147,483,648, got ${nameOf(length)}.`,
      )
    }
  }
}
