import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOptions, nameOf } from '../check'
import type { DigitPadSpec, DigitSource, Packed } from '../digit-pad/spec'
import { MultiLayerNet } from '../network/multi-layer-net'
import type { Dtype, Vector } from '../types'
import { inAttribute, inScript } from './figure-html'
import { writer } from './jupyter'

/** What a pad needs to know besides the network. */
export interface DrawDigitOptions {
  /** Which digits the network has learned from, as `loadDigits` says it; by default 'drawn'. */
  readonly source?: DigitSource
}

/** Jupyter's servers drop an output of more than 3 MB. */
const mostNumbers = 500_000
/** Up to here seven digits of each are kept, and beyond that four. */
const mostInFull = 100_000

/**
 * Shows a pad to draw a digit on: while you draw, it says what the network takes it for, and why.
 *
 * The network goes along, and answers in the browser without the kernel: it stays as it is now, however
 * long it is trained afterwards. What is drawn is made as large as the digits that it has learned from, and
 * centred as they are. Why is ink times slope, pixel by pixel, xᵢ·∂(sₐ − s_b)/∂xᵢ, for the scores s of the
 * first guess a and the second b.
 *
 * Source: Shrikumar et al., Not just a black box: learning important features through propagating
 * activation differences, arXiv:1605.01713, 2016, on gradient × input.
 *
 * @param network - A MultiLayerNet or TwoLayerNet with 784 inputs, 10 outputs and at most 500,000 weights
 * and biases.
 * @param options - `source`: which digits it has learned from, 'drawn' or 'MNIST', as `loadDigits` says it; by
 * default 'drawn'.
 * @throws TypeError for anything but a network, and for an unknown option or source; RangeError for other inputs and
 * outputs, and for a larger network; Error outside a notebook.
 * @example drawDigit(new MultiLayerNet([784, 50, 10], { seed: 1 }))
 */
export function drawDigit<D extends Dtype>(
  network: MultiLayerNet<D>,
  options: DrawDigitOptions = {},
): void {
  checkNetwork(network)
  checkOptions('drawDigit', options, ['source'])
  const { source = 'drawn' } = options
  if (source !== 'drawn' && source !== 'MNIST') {
    throw new TypeError(`source must be 'drawn' or 'MNIST', got ${nameOf(source)}.`)
  }
  const write = writer()
  if (!write) {
    throw new Error(
      'drawDigit needs a notebook with the tslab kernel: there is no cell to show under.',
    )
  }
  const data = {
    'text/html': digitPadHtml(digitPadSpec(network, source)),
    'text/plain': words(network),
  }
  // For publishing the notebook without its html: what a pad needs to begin again, in half the length.
  const metadata = { downhill: { digitPad: digitPadSpec(network, source, true) } }
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
  const count = countOf(params)
  if (count > mostNumbers) {
    throw new RangeError(
      `drawDigit takes a network with at most 500,000 weights and biases, as they all go into the notebook, got ${count.toLocaleString('en')} of [${sizes.join(', ')}].`,
    )
  }
}

/**
 * A network as JSON.
 *
 * @param source - Which digits it has learned from.
 * @param short - In half the length, with four digits of each number instead of seven; by default where there
 * are many.
 */
export function digitPadSpec<D extends Dtype>(
  { sizes, activation, params }: MultiLayerNet<D>,
  source: DigitSource = 'drawn',
  short: boolean = countOf(params) > mostInFull,
): DigitPadSpec {
  const packed = Object.values(params).map(one => pack(one, short))
  return { sizes, activation, source, params: packed }
}

function countOf(params: Readonly<Record<string, Vector>>): number {
  return Object.values(params).reduce((sum, { length }) => sum + length, 0)
}

function pack(numbers: Vector, short: boolean): Packed {
  let largest = 0
  for (const one of numbers) largest = Math.max(largest, Math.abs(one))
  // Where a network has diverged there is no largest number.
  if (!short || !Number.isFinite(largest)) return { data: inBase64(Float32Array.from(numbers)) }
  // A power of two, so that last bits change nothing of what is published.
  let unit = 2 ** -60
  while (32767 * unit < largest) unit *= 2
  const wholes = Int16Array.from(numbers, one => Math.round(one / unit))
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
