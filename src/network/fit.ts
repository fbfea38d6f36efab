import { checkCount, checkOptions, checkSeed, nameOf } from '../check'
import { checkData, type Dataset } from '../datasets/dataset'
import { miniBatches } from '../datasets/mini-batches'
import type { Matrix } from '../matrix'
import { Overflow } from '../optimizers/engine/overflow'
import { allFinite } from '../wasm/squares'
import type { LossAndGradient } from './multi-layer-net'

/** A network that can be trained: MultiLayerNet, TwoLayerNet, or one of your own. */
export interface Trainable {
  readonly params: Record<string, Float64Array>
  lossAndGradient(x: Matrix, t: ArrayLike<number>): LossAndGradient
  accuracy(x: Matrix, t: ArrayLike<number>): number
}

/** How to train. */
export interface TrainOptions {
  /** What changes the parameters. */
  readonly optimizer: {
    update(params: Record<string, Float64Array>, grads: Record<string, Float64Array>): void
  }
  /** How often to go through all examples, a whole number ≥ 1; by default 1. */
  readonly epochs?: number
  /** How many examples an update looks at, a whole number ≥ 1; by default 100. */
  readonly batchSize?: number
  /** Which order the examples come in, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
  /** Other examples to measure the accuracy on; by default the training examples. */
  readonly test?: Dataset
}

/** What happened during training. */
export interface History {
  /** The loss of each batch, before the update that it led to. */
  readonly losses: number[]
  /** The share of right guesses, from 0 to 1, after each epoch. */
  readonly accuracies: number[]
  /**
   * The step at which training stopped because its loss or gradient was not finite or its update would
   * have made a number that is not; undefined if that never happened.
   */
  divergedAt: number | undefined
}

/** How far training has come. */
export interface Progress {
  readonly step: number
  readonly steps: number
  /** The loss of the last batch. */
  readonly loss: number
  /** The share of right guesses in the last batch. */
  readonly accuracy: number
}

/** In milliseconds: how often progress is reported, and everything else gets its turn. */
const turn = 100

/**
 * Trains a network on mini-batches, and says every tenth of a second how far it has come; `train` is this
 * with a display.
 *
 * @param network - What to train, in place: MultiLayerNet, TwoLayerNet, or anything with their params,
 * lossAndGradient and accuracy.
 * @param data - The examples and their answers.
 * @param options - As for `train`: `optimizer`; `epochs`, by default 1; `batchSize`, by default 100;
 * `seed`, by default 0; `test`, by default the training examples.
 * @param onProgress - Is told how far it has come; other things get their turn meanwhile.
 * @returns A promise of what happened: `losses`, one per step; `accuracies`, one per epoch; `divergedAt`.
 * @throws TypeError for anything but a network, data and an optimizer and for an unknown option;
 * RangeError for a number that is not accepted.
 * @example
 * const history = await fit(new TwoLayerNet(2, 16, 2), spirals(200), { optimizer: new Adam(), epochs: 3 })
 * console.log(history.losses.length, history.accuracies.length) // 6 3
 */
export async function fit(
  network: Trainable,
  data: Dataset,
  options: TrainOptions,
  onProgress?: (progress: Progress) => void,
): Promise<History> {
  checkTraining(network, data, options)
  const { optimizer, epochs = 1, batchSize = 100, seed = 0, test = data } = options
  const stepsAnEpoch = Math.ceil(data.t.length / batchSize)
  const steps = epochs * stepsAnEpoch
  const history: History = { losses: [], accuracies: [], divergedAt: undefined }
  let spoke = performance.now()

  for (const [x, t] of miniBatches(data, { size: batchSize, epochs, seed })) {
    const { loss, grads } = network.lossAndGradient(x, t)
    const step = history.losses.push(loss)
    const reason =
      whyLost(loss, grads, network.params, x) ?? overflow(optimizer, network.params, grads)
    if (reason !== undefined) {
      history.divergedAt = step
      console.warn(`Training stopped at step ${step}: ${reason}`)
      break
    }

    if (step % stepsAnEpoch === 0) history.accuracies.push(network.accuracy(test.x, test.t))
    if (performance.now() - spoke >= turn) {
      onProgress?.({ step, steps, loss, accuracy: network.accuracy(x, t) })
      // The stop button, and everything else that waits, gets its turn.
      // A browser has no setImmediate.
      await new Promise<void>(resolve => (globalThis.setImmediate ?? setTimeout)(resolve))
      spoke = performance.now()
    }
  }
  return history
}

/** Takes the step; if it would make a number that is not finite, changes nothing and says why. */
function overflow(
  optimizer: TrainOptions['optimizer'],
  params: Record<string, Float64Array>,
  grads: Record<string, Float64Array>,
): string | undefined {
  try {
    optimizer.update(params, grads)
    return undefined
  } catch (error) {
    if (error instanceof Overflow) return error.message
    throw error
  }
}

/** Says what was the first to be no longer finite, and what to do; undefined while everything is. */
function whyLost(
  loss: number,
  grads: Record<string, Float64Array>,
  params: Record<string, Float64Array>,
  x: Matrix,
): string | undefined {
  if (!allFinite(x.data)) return 'an example holds a number that is not finite; look at the data.'
  const lostParam = Object.keys(params).find(name => !allFinite(params[name]!))
  // Backpropagation goes from the last parameter to the first.
  const lostGradient = Object.keys(grads).findLast(name => !allFinite(grads[name]!))
  if (Number.isFinite(loss) && !lostParam && !lostGradient) return undefined

  const what = `the loss is ${loss}`
  if (lostParam) {
    return `${what}, and the parameter ${lostParam} was the first that is not finite; try a smaller lr.`
  }
  if (Number.isFinite(loss)) {
    return `${what}, and the gradient of ${lostGradient} was the first that is not finite; try a smaller lr.`
  }
  const [grown, size] = Object.entries(params)
    .map(([name, values]) => [name, largest(values)] as const)
    .reduce((largest, one) => (one[1] > largest[1] ? one : largest))
  return `${what}, and the parameter ${grown} was the first to grow too large, to ${size.toPrecision(2)}; try a smaller lr.`
}

const largest = (values: Float64Array): number =>
  values.reduce((size, value) => Math.max(size, Math.abs(value)), 0)

function checkTraining(network: Trainable, data: Dataset, options: TrainOptions): void {
  const given: Partial<Trainable> | null | undefined = network
  if (typeof given?.lossAndGradient !== 'function' || typeof given.params !== 'object') {
    throw new TypeError(
      `train needs a network, such as new TwoLayerNet(784, 50, 10), got ${nameOf(network)}.`,
    )
  }
  checkData('data', data)
  checkOptions('train', options, ['optimizer', 'epochs', 'batchSize', 'seed', 'test'])
  if (typeof options.optimizer?.update !== 'function') {
    throw new TypeError(
      `train needs an optimizer, such as { optimizer: new Adam() }, got ${nameOf(options.optimizer)}.`,
    )
  }
  const { epochs = 1, batchSize = 100, seed = 0, test = data } = options
  checkCount('epochs', epochs)
  checkCount('batchSize', batchSize)
  checkSeed(seed)
  checkData('test', test)
}
