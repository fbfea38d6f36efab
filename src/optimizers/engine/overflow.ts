import type { Vector } from '../../types'
import { addSquares, firstLost, squares } from '../../wasm/squares'
import type { Memory } from './memory'
import type { Settings } from './settings'

/**
 * Thrown by an update whose formula would give a number that is not finite. `descend` and `train` then
 * end, and keep what they have.
 */
export class Overflow extends RangeError {}

/**
 * As long as no number is above this, no formula overflows: well below the largest number of each kind.
 */
const largest = { wide: 1e150, narrow: 1e30 }

/**
 * Whether an update of the package's own formulas is sure to leave this parameter finite, judged by its
 * gradient's squares, whose sum has just shown that the gradient is finite.
 */
export function staysFinite(
  { param, size }: Memory,
  { lr }: { readonly lr: number },
  { stretch }: Settings,
): boolean {
  const sum = size[1]!
  const limit = param instanceof Float32Array ? largest.narrow : largest.wide
  // What is remembered grows by no more than this; the last term is for squares too small to be numbers.
  const next = size[0]! + sum + (1 + lr) * Math.sqrt(sum) + 1e-20
  if (!(next < limit && stretch < limit && stretch * next < limit)) return false
  size[0] = next
  return true
}

/** Throws if a parameter, or anything remembered about it, is not finite. */
export function checkResult(memory: Memory, eps: unknown): void {
  const { param, slots, vectors, size } = memory
  let reach = 0
  for (let k = 0; k <= vectors.length; k++) {
    const x = k < vectors.length ? vectors[k]! : param
    addSquares(x)
    const lost = firstLost(x)
    if (lost !== -1) throw overflow(memory, x, lost, slots[k], eps)
    if (x !== param) reach = Math.max(reach, Math.sqrt(squares[0]!))
  }
  // Not before: if the update fails, the vectors are what they were.
  size[0] = reach
}

/** What to say where element i of x, the parameter or a slot, is not finite. */
export function overflow(
  { name, number, param, grad }: Memory,
  x: Vector,
  i: number,
  slot: string | undefined,
  eps?: unknown,
): Overflow {
  const what = slot === undefined ? '' : `${slot} of `
  const where = param === number ? '' : ` at index ${i}`
  const mend =
    slot !== undefined
      ? 'that is too large for the formula, so scale the gradients down'
      : eps === 0 && grad[i] === 0
        ? 'with eps 0 that is 0/0, so set eps to 1e-7'
        : 'try a smaller lr'
  return new Overflow(
    `this update would turn ${what}the parameter '${name}' into ${x[i]}${where}, where its gradient is ${grad[i]}: ${mend}.`,
  )
}
