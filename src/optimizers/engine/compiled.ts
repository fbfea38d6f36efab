import type { Vector } from '../../types'
import { kernelsFor } from '../../wasm/kernels'
import type { Memory } from './memory'

/**
 * Takes a step with the compiled formula.
 *
 * @returns Whether it could: whether everything lies in one WebAssembly memory.
 */
export function stepCompiled(memory: Memory, coefficients: readonly number[]): boolean {
  const { param, rule, arena, vectors, width } = memory
  if (rule === undefined || param.buffer !== arena!.buffer) return false
  if (param.BYTES_PER_ELEMENT !== width) return false
  const grad = gradNear(memory)
  if (grad === undefined) return false
  const { numbers } = kernelsFor(arena!, param)
  for (let i = 0; i < coefficients.length; i++) numbers[i] = coefficients[i]!
  const a = vectors.length > 0 ? vectors[0]!.byteOffset : 0
  const b = vectors.length > 1 ? vectors[1]!.byteOffset : 0
  const finite = rule(param.length, param.byteOffset, grad.byteOffset, a, b, numbers.byteOffset)
  memory.finite = finite === 1 ? param : undefined
  return true
}

/** The gradient, or a copy of it near the parameter; undefined if there is no room. */
function gradNear(memory: Memory): Vector | undefined {
  const { arena, grad, param } = memory
  if (grad.buffer === param.buffer) return grad
  memory.nearGrad ??= arena?.zeros(param, param.length)
  memory.nearGrad?.set(grad)
  return memory.nearGrad
}
