/** Stands for what the package is about to have: allocate, dtype, setThreads. Goes when it has them. */
import * as downhill from '../../src/dist'
import type { Dtype } from './contests'

type Vector = Float64Array | Float32Array
type Vectors = Record<string, Vector>

export interface Network {
  params: Vectors
  lossAndGradient(
    x: { data: Vector; rows: number; columns: number },
    t: Uint8Array,
  ): { loss: number; grads: Vectors }
}

// biome-ignore lint/suspicious/noExplicitAny: what is not there yet has no type
const there = downhill as any

export function allocate(
  lengths: Record<string, number>,
  { dtype }: { dtype: Dtype },
): { params: Vectors; grads: Vectors } {
  if ('allocate' in there) return there.allocate(lengths, { dtype })
  const zeros = () =>
    Object.fromEntries(
      Object.entries(lengths).map(([name, n]) => [
        name,
        dtype === 'float64' ? new Float64Array(n) : new Float32Array(n),
      ]),
    )
  return { params: zeros(), grads: zeros() }
}

export function setThreads(n: number): void {
  if ('setThreads' in there) there.setThreads(n)
}

export function network(dtype: Dtype): Network {
  if ('allocate' in there) return new there.TwoLayerNet(784, 50, 10, { dtype, seed: 1 })
  return new there.TwoLayerNet(784, 50, 10, { seed: 1 })
}
