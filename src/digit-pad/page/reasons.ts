import { side } from '../../datasets/draw-stroke'
import { el } from '../../explorer/page/dom'
import type { Answer, Neuron } from '../reason'
import type { DigitPadSpec } from '../spec'
import { difference, why } from '../words'
import { drawSigns } from './pictures'

/** In CSS pixels. */
const sizes = { map: 196, neuron: 84 }

/** Why the network says so: a map of what each pixel speaks for, words, and the neurons that say the most. */
export class Reasons {
  readonly map: HTMLCanvasElement = el('canvas', { role: 'img' })
  readonly element: HTMLElement
  readonly #spec: DigitPadSpec
  readonly #words = el('p')
  readonly #neurons = el('div', { class: 'neurons' })
  readonly #neuronWords = el('p')

  constructor(spec: DigitPadSpec) {
    this.#spec = spec
    this.element = el('div', { class: 'why' }, this.#words, this.#neurons, this.#neuronWords)
  }

  show(answer: Answer | undefined): void {
    const reason = answer?.reason
    const [first, second] = answer?.order ?? []
    const words = why(answer, this.#spec)
    this.#words.textContent = words
    drawSigns(this.map, reason?.pixels ?? new Float64Array(side * side), sizes.map)
    this.map.setAttribute(
      'aria-label',
      reason
        ? `Pixels that speak for ${first} and for ${second}. ${words}`
        : 'Nothing is drawn yet.',
    )
    const neurons = reason?.neurons ?? []
    this.#neurons.replaceChildren(
      ...neurons.map(one => neuronPicture(one, one.adds > 0 ? first : second)),
    )
    this.#neuronWords.textContent =
      neurons.length > 0
        ? `These hidden neurons${this.#spec.sizes.length > 3 ? ' of the last layer' : ''} say the most. Ink on blue wakes such a neuron; ink on orange quiets it.`
        : ''
  }
}

function neuronPicture({ number, adds, slopes }: Neuron, digit: number | undefined): HTMLElement {
  const canvas = el('canvas', { role: 'img', 'aria-label': `What neuron ${number} looks for` })
  drawSigns(canvas, slopes, sizes.neuron)
  return el('div', {}, canvas, `Neuron ${number} speaks for ${digit}: ${difference(adds)}`)
}
