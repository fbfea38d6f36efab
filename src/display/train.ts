import { randomUUID } from 'node:crypto'
import type { Dataset } from '../datasets/dataset'
import {
  type History,
  type Progress,
  type Trainable,
  type TrainOptions,
  train as trainNetwork,
} from '../network/train'
import { type Content, writer } from './jupyter'

/**
 * Trains a network on mini-batches, and shows under the cell how far it has come.
 *
 * The stop button of the notebook works meanwhile. If a loss or a gradient is no longer finite, training
 * stops and a warning says which parameter went first.
 *
 * @param network - What to train, in place: MultiLayerNet, TwoLayerNet, or anything with their params,
 * lossAndGradient and accuracy.
 * @param data - The examples and their answers.
 * @param options - `optimizer`: what changes the parameters; it is not reset. `epochs`: how often to go
 * through all examples, by default 1. `batchSize`: how many an update looks at, by default 100. `seed`:
 * which order they come in, by default 0. `test`: other examples to measure the accuracy on, by default
 * the training examples.
 * @returns A promise of what happened: `losses`, one per step; `accuracies`, one per epoch; `divergedAt`.
 * @throws TypeError for anything but a network, data and an optimizer and for an unknown option;
 * RangeError for a number that is not accepted.
 * @example
 * const history = await train(network, data, { optimizer: new Adam({ lr: 0.002 }), epochs: 5 })
 * show(figure([curve(history.losses, { name: 'Adam' })], { title: 'Training', yTitle: 'loss' }))
 */
export async function train(
  network: Trainable,
  data: Dataset,
  options: TrainOptions,
): Promise<History> {
  const write = writer()
  if (!write) return trainNetwork(network, data, options)
  const transient = { display_id: randomUUID() }
  const begun = performance.now()
  let shown = false
  const display = (text: string, share: number): void => {
    write(contentOf(text, share, transient), shown)
    shown = true
  }
  const history = await trainNetwork(network, data, options, progress => {
    const seconds = (performance.now() - begun) / 1000
    display(underWay(progress, seconds), progress.step / progress.steps)
  })
  // Without clocks: what stays in the notebook is the same every time.
  display(ended(history, options), 1)
  return history
}

function underWay({ step, steps, loss, accuracy }: Progress, seconds: number): string {
  const left = Math.ceil((seconds / step) * (steps - step))
  return `step ${step} of ${steps} · loss ${loss.toPrecision(3)} · accuracy ${percent(accuracy)} · ${(step / seconds).toPrecision(3)} steps/s · ${left} s left`
}

function ended({ losses, accuracies, divergedAt }: History, { test }: TrainOptions): string {
  if (divergedAt !== undefined) return `stopped at step ${divergedAt}`
  return `${losses.length} steps · loss ${losses.at(-1)!.toPrecision(3)} · accuracy ${percent(accuracies.at(-1)!)} on the ${test ? 'test' : 'training'} data`
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function contentOf(text: string, share: number, transient: Content['transient']): Content {
  const done = (100 * share).toFixed(0)
  const html = `<div style="font-size: 13px; font-variant-numeric: tabular-nums"><div role="progressbar" aria-label="Training" aria-valuenow="${done}" style="height: 4px; margin: 4px 0; background: #c5ccd566"><div style="height: 4px; width: ${done}%; background: #0072B2"></div></div>${text}</div>`
  return { data: { 'text/html': html, 'text/plain': text }, metadata: {}, transient }
}
