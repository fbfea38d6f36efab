import type { Vector } from '../../types'
import { type Memories, Memory, type RawState, stateOf } from './memory'
import { overflow } from './overflow'

/** Takes one step, given all parameters and all gradients side by side. */
export type Stepper = (params: Float64Array, grads: Float64Array) => void

/**
 * Begins anew with parameters that are numbers. The formula goes over them in one loop, so a walk takes
 * half the time, and `state` shows the same as after `update`. A step throws an Overflow once anything
 * remembered is no longer finite; `descend` looks at the parameters.
 */
export function makeStepper(
  names: readonly string[],
  memories: Memories,
  step: (x: Vector, g: Vector, state: RawState) => void,
): Stepper {
  const { slots } = memories.facts
  const vectors = slots.map(() => new Float64Array(names.length))
  const all = stateOf(slots, vectors)
  memories.clear()
  const each = names.map((name, i) => {
    const parts = vectors.map(vector => vector.subarray(i, i + 1))
    const memory = new Memory(name, 0, memories.facts, parts)
    memories.all.push(memory)
    return memory
  })
  return (params, grads) => {
    all.t++
    for (let i = 0; i < each.length; i++) each[i]!.state.t++
    step(params, grads, all)
    for (let k = 0; k < vectors.length; k++) {
      for (let i = 0; i < names.length; i++) {
        if (Number.isFinite(vectors[k]![i])) continue
        each[i]!.grad = grads.subarray(i, i + 1)
        throw overflow(each[i]!, each[i]!.vectors[k]!, 0, slots[k])
      }
    }
  }
}
