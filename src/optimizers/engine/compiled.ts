import type { Memory } from './memory'

/**
 * Brings the gradient into the WebAssembly memory of its parameter, unless it is there.
 *
 * @returns Whether the compiled formula can be used: whether all that it needs lies in that memory.
 */
export function bringNear(memory: Memory): boolean {
  const { param, grad, rule, arena, width } = memory
  if (rule === undefined) return false
  if (param.buffer !== arena!.buffer || param.BYTES_PER_ELEMENT !== width) return false
  if (grad.buffer === param.buffer) return true
  memory.nearGrad ??= arena!.zeros(param, param.length)
  if (memory.nearGrad === undefined) return false
  memory.nearGrad.set(grad)
  memory.grad = memory.nearGrad
  return true
}

/** Takes a step with the compiled formula. */
export function stepCompiled(memory: Memory): void {
  const { param, grad, a, b, at } = memory
  const finite = memory.rule!(param.length, param.byteOffset, grad.byteOffset, a, b, at)
  memory.finite = finite === 1 ? param : undefined
}
