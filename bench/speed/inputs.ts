/** What all contestants begin with: files of numbers, the same bytes for all. */
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digits, normal, uniform } from '../../src'
import type { Data, Dtype } from './contests'

/** An array of either kind. */
export type Vector = Float64Array | Float32Array

/** How many examples a batch has, and how many batches there are. */
export const batch = { size: 100, count: 20 } as const

const examples = batch.size * batch.count

/** The network's parameters, in the order of weights.f64. */
export const sizes = { W1: 784 * 50, b1: 50, W2: 50 * 10, b2: 10 } as const

/**
 * Writes the files: params.f64 and grads.f64 with `n` normally spread numbers each, digits.f64 and
 * dense.f64 with examples of 784 numbers, classes.u8 with the answers of both, and weights.f64.
 */
export function writeInputs(folder: string, n: number): void {
  const write = (name: string, values: Float64Array | Uint8Array) =>
    writeFileSync(join(folder, name), values)
  const bell = normal(uniform(8))
  const numbers = (count: number, deviation = 1) =>
    Float64Array.from({ length: count }, () => deviation * bell())
  write('params.f64', numbers(n))
  write('grads.f64', numbers(n))

  const { x, t } = digits(examples, { seed: 1 })
  write('digits.f64', Float64Array.from(x.data))
  write('dense.f64', numbers(examples * 784))
  write('classes.u8', Uint8Array.from(t))
  // He's deviation, as the package itself begins.
  const weights = new Float64Array(sizes.W1 + sizes.b1 + sizes.W2 + sizes.b2)
  weights.set(numbers(sizes.W1, Math.sqrt(2 / 784)))
  weights.set(numbers(sizes.W2, Math.sqrt(2 / 50)), sizes.W1 + sizes.b1)
  write('weights.f64', weights)
}

/** The first `count` numbers of a file. */
export function read(folder: string, name: string, count: number): Float64Array {
  const values = new Float64Array(count)
  const file = openSync(join(folder, `${name}.f64`), 'r')
  const bytes = new Uint8Array(values.buffer)
  for (let at = 0; at < bytes.length; ) {
    const got = readSync(file, bytes, at, bytes.length - at, at)
    if (got === 0) throw new Error(`${name}.f64 has no ${count} numbers.`)
    at += got
  }
  closeSync(file)
  return values
}

/** The examples and answers of each batch. */
export function batches(
  folder: string,
  data: Data,
  dtype: Dtype,
): { x: { data: Vector; rows: number; columns: number }; t: Uint8Array }[] {
  const x = read(folder, data, examples * 784)
  const t = readFileSync(join(folder, 'classes.u8'))
  return Array.from({ length: batch.count }, (_, i) => {
    const part = x.subarray(i * batch.size * 784, (i + 1) * batch.size * 784)
    return {
      x: {
        data: dtype === 'float64' ? part.slice() : Float32Array.from(part),
        rows: batch.size,
        columns: 784,
      },
      t: Uint8Array.from(t.subarray(i * batch.size, (i + 1) * batch.size)),
    }
  })
}
