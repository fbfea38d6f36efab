import type { Memory } from './memory'

/** Whether the compiled formula can be used: whether everything lies in one WebAssembly memory. */
export function isNear(memory: Memory): boolean {
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
