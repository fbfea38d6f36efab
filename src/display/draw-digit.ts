import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf } from '../check'
import type { DigitPadSpec, Packed } from '../digit-pad/spec'
import { MultiLayerNet } from '../network/multi-layer-net'
import type { Dtype, Vector } from '../types'
import { inAttribute, inScript } from './figure-html'
import { writer } from './jupyter'

/** Of the network: with more, the notebook would be too large to be published or sent. */
const mostNumbers = 250_000

/**
 * Shows a pad to draw a digit on: while you draw, it says what the network takes it for, and why.
 *
 * The network goes along, and answers in the browser without the kernel: it stays as it is now, however
 * long it is trained afterwards. What is drawn is made as large as the digits of `digits`, put in the middle
 * and drawn with a pen as wide as theirs; MNIST's differ by a pixel or two. Why is ink times slope, pixel by
 * pixel, xᵢ·∂(sₐ − s_b)/∂xᵢ, for the scores s of the first guess a and the second b.
 *
 * Source: Shrikumar et al., Not just a black box: learning important features through propagating
 * activation differences, arXiv:1605.01713, 2016, on gradient × input.
 *
 * @param network - A MultiLayerNet or TwoLayerNet with 784 inputs, 10 outputs and at most 250,000 weights
 * and biases.
 * @throws TypeError for what is no such network; RangeError for other inputs and outputs, and for a larger
 * one; Error outside a notebook.
 * @example drawDigit(new MultiLayerNet([784, 50, 10], { seed: 1 }))
 */
export function drawDigit<D extends Dtype>(network: MultiLayerNet<D>): void {
  checkNetwork(network)
  const write = writer()
  if (!write) {
    throw new Error(
      'drawDigit needs a notebook with the tslab kernel: there is no cell to show under.',
    )
  }
  const data = {
    'text/html': digitPadHtml(digitPadSpec(network)),
    'text/plain': words(network),
  }
  // For who publishes the notebook without its html: what it takes to begin again, in half the length.
  const metadata = { downhill: { digitPad: digitPadSpec(network, true) } }
  write({ data, metadata, transient: {} }, false)
}

function checkNetwork(network: unknown): void {
  if (!(network instanceof MultiLayerNet)) {
    throw new TypeError(
      `drawDigit takes a network, such as new MultiLayerNet([784, 50, 10]), not ${nameOf(network)}.`,
    )
  }
  const { sizes, params } = network
  const [inputs, outputs] = [sizes[0], sizes.at(-1)]
  if (inputs !== 784 || outputs !== 10) {
    throw new RangeError(
      `drawDigit takes a network with 784 inputs, one a pixel, and 10 outputs, one a digit, got ${inputs} and ${outputs}.`,
    )
  }
  const count = Object.values(params).reduce((sum, { length }) => sum + length, 0)
  if (count > mostNumbers) {
    throw new RangeError(
      `drawDigit takes a network with at most 250,000 weights and biases, as they all go into the notebook, got ${count.toLocaleString('en')}.`,
    )
  }
}

/**
 * A network as JSON.
 *
 * @param short - In half the length, with four digits of each number instead of seven.
 */
export function digitPadSpec<D extends Dtype>(
  { sizes, activation, params }: MultiLayerNet<D>,
  short = false,
): DigitPadSpec {
  return { sizes, activation, params: Object.values(params).map(one => pack(one, short)) }
}

function pack(numbers: Vector, short: boolean): Packed {
  let largest = 0
  for (const one of numbers) largest = Math.max(largest, Math.abs(one))
  const unit = largest / 32767
  // Where a network has diverged there is no largest number.
  if (!short || !Number.isFinite(unit)) return { data: inBase64(Float32Array.from(numbers)) }
  const wholes = Int16Array.from(numbers, one => (unit === 0 ? 0 : Math.round(one / unit)))
  return { data: inBase64(wholes), unit }
}

function inBase64({ buffer }: Float32Array | Int16Array): string {
  return Buffer.from(buffer).toString('base64')
}

/**
 * A pad as HTML that works on any page.
 *
 * @param spec - The network.
 * @returns A div and a script, the same for the same spec.
 */
export function digitPadHtml(spec: DigitPadSpec): string {
  const json = inScript(spec)
  const id = createHash('sha256').update(json).digest('hex').slice(0, 16)
  return `<div data-downhill-digit-pad="${id}" style="min-height: 420px">${inAttribute(words(spec))}</div>
<script>
(() => {
  ${bundle()}
  for (const div of document.querySelectorAll('div[data-downhill-digit-pad="${id}"]:not([data-drawn])')) {
    div.dataset.drawn = ''
    downhillDigitPad.start(div, ${json})
  }
})()
</script>
`
}

/** The part that runs in the browser, as the build has made it. */
function bundle(): string {
  return readFileSync(join(__dirname, '..', 'digit-pad.js'), 'utf8')
}

function words({ sizes, activation }: Pick<DigitPadSpec, 'sizes' | 'activation'>): string {
  const hidden = sizes.slice(1, -1)
  const between =
    hidden.length === 0 ? '' : ` with ${hidden.join(' and ')} hidden neurons (${activation})`
  return `A pad to draw a digit on, and what a network${between} takes it for, and why. Run the cell to use it.`
}
