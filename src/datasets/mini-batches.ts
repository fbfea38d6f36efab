import { checkOptions, checkSeed, nameOf } from '../check'
import { type Matrix, matrix } from '../network/matrix'
import { uniform } from '../random'
import { checkData, type Dataset } from './dataset'

/** How to cut data into batches. */
export interface MiniBatchOptions {
  /** How many examples a batch has, a whole number ≥ 1; by default 100. */
  readonly size?: number
  /** How often all examples are gone through, a whole number ≥ 1; by default 1. */
  readonly epochs?: number
  /** Which order, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/**
 * Goes through data in small handfuls, in an order shuffled anew for each epoch; the last handful of an
 * epoch is as short as it comes.
 *
 * The shuffle is Fisher and Yates's: every order is equally likely.
 *
 * @param data - The examples and their answers.
 * @param options - `size`: examples a batch, a whole number ≥ 1, by default 100. `epochs`: how often all
 * are gone through, a whole number ≥ 1, by default 1. `seed`: a whole number from 0 to 4,294,967,295, by
 * default 0.
 * @returns Pairs of examples, one a row, and their classes.
 * @throws RangeError for a number that is not accepted and for other counts of examples and answers,
 * TypeError for an unknown option and what is no data.
 * @example
 * for (const [xBatch, tBatch] of miniBatches(data, { size: 100, seed: 1 })) {
 *   optimizer.update(network.params, network.gradient(xBatch, tBatch))
 * }
 */
export function miniBatches(
  data: Dataset,
  options: MiniBatchOptions = {},
): Generator<[x: Matrix, t: Uint8Array], void, undefined> {
  checkOptions('miniBatches', options, ['size', 'epochs', 'seed'])
  const { size = 100, epochs = 1, seed = 0 } = options
  checkCount('size', size)
  checkCount('epochs', epochs)
  checkSeed(seed)
  checkData('data', data)
  return batches(data, size, epochs, seed)
}

/** By itself, as what stands in a generator is not done before it is asked for the first batch. */
function* batches(
  { x, t }: Dataset,
  size: number,
  epochs: number,
  seed: number,
): Generator<[x: Matrix, t: Uint8Array], void, undefined> {
  const random = uniform(seed)
  const order = Uint32Array.from(t, (_, n) => n)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let n = order.length - 1; n > 0; n--) {
      const other = Math.floor(random() * (n + 1))
      const kept = order[n]!
      order[n] = order[other]!
      order[other] = kept
    }
    for (let start = 0; start < order.length; start += size) {
      const chosen = order.subarray(start, start + size)
      const batch = matrix(chosen.length, x.columns)
      chosen.forEach((n, row) => {
        batch.data.set(x.data.subarray(n * x.columns, (n + 1) * x.columns), row * x.columns)
      })
      yield [batch, Uint8Array.from(chosen, n => t[n]!)]
    }
  }
}

/** Throws unless `value` is a whole number ≥ 1. */
export function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number ≥ 1, got ${nameOf(value)}.`)
  }
}
