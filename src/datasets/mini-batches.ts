import { checkCount, checkOptions, checkSeed } from '../check'
import { type Matrix, matrix } from '../matrix'
import { uniform } from '../random'
import { checkData, type Dataset } from './dataset'

/** How to cut data into batches. */
export interface MiniBatchOptions {
  /** How many examples a batch has, a whole number ≥ 1; by default 100. */
  readonly size?: number
  /** How often to go through all examples, a whole number ≥ 1; by default 1. */
  readonly epochs?: number
  /** Which order they come in, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/**
 * Goes through data in small handfuls, in an order shuffled anew for each epoch; the last handful of an
 * epoch may be shorter.
 *
 * The shuffle is Fisher and Yates's: every order is equally likely.
 *
 * @param data - The examples and their answers.
 * @param options - `size`: examples per batch, a whole number ≥ 1, by default 100. `epochs`: how often to
 * go through all of them, a whole number ≥ 1, by default 1. `seed`: a whole number from 0 to
 * 4,294,967,295, by default 0.
 * @returns Pairs of examples, one per row, and their classes.
 * @throws RangeError for a number that is not accepted and if there are not as many answers as examples,
 * TypeError for an unknown option and anything that is not data.
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

/** A function of its own, because a generator does nothing until it is asked for its first batch. */
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
