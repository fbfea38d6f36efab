/** Whether contestants did the same: what came of their work is compared before it is timed. */
import { readFileSync } from 'node:fs'
import type { Contest, Dtype, Task } from './contests'
import { read, type Vector } from './inputs'

/** How far results may be apart, in parts of the work: float32 has seven digits, which errors add to. */
const tolerances: Readonly<Record<Dtype, number>> = { float64: 1e-9, float32: 1e-4 }

/** The task that has the right result: the first contestant's, in float64. */
export function reference({ contestants }: Contest): Task {
  const { task } = contestants[0]!
  return 'dtype' in task ? { ...task, dtype: 'float64' } : task
}

/** The numbers that a contestant wrote. */
export function readOutcome(file: string, task: Task): Vector {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength)
  return dtypeOf(task) === 'float32' ? new Float32Array(bytes) : new Float64Array(bytes)
}

/**
 * Throws unless a contestant's outcome is the right one.
 *
 * Of parameters it is the way they went that counts, not where they stand: a few small steps would be
 * lost in the size of the numbers that took them.
 */
export function check(
  what: string,
  task: Task,
  outcome: Vector,
  right: Vector,
  folder: string,
): void {
  const rights = partsOf(task, right)
  partsOf(task, outcome).forEach((part, i) => {
    const far = distance(part, rights[i]!, startOf(task, i, part.length, folder))
    if (!(far <= tolerances[dtypeOf(task)])) {
      throw new Error(`${what} did something else: its result is ${far.toExponential(1)} off.`)
    }
  })
}

/** Of a training the last loss and the parameters, else all together. */
function partsOf({ kind }: Task, outcome: Vector): readonly Vector[] {
  return kind === 'train' ? [outcome.subarray(0, 1), outcome.subarray(1)] : [outcome]
}

/** Where the numbers of a part began: parameters at those of the files, what was computed at 0. */
function startOf({ kind }: Task, part: number, length: number, folder: string): Float64Array {
  if (kind === 'step') return read(folder, 'params', length)
  if (kind === 'train' && part === 1) return read(folder, 'weights', length)
  return new Float64Array(length)
}

/** ‖a − b‖ / ‖b − start‖; infinite for another length. */
export function distance(a: Vector, b: Vector, start: Vector): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let apart = 0
  let way = 0
  for (let i = 0; i < b.length; i++) {
    apart += (a[i]! - b[i]!) ** 2
    way += (b[i]! - start[i]!) ** 2
  }
  return Math.sqrt(apart / way)
}

function dtypeOf(task: Task): Dtype {
  return 'dtype' in task ? task.dtype : 'float64'
}
