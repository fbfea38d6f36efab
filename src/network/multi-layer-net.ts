import { checkOptions, nameOf } from '../check'
import { numericalGradient } from '../descent/numerical-gradient'
import { normal, uniform } from '../random'
import { ReLU, Sigmoid, Tanh } from './activations'
import { Affine } from './affine'
import type { Layer } from './layer'
import type { Matrix } from './matrix'
import { SoftmaxWithLoss } from './softmax-with-loss'

/** What stands between the affine layers. */
export type Activation = 'relu' | 'sigmoid' | 'tanh'

/** How the weights begin. */
export type Initialisation = 'he' | 'xavier'

/** How to set up a network. */
export interface NetworkOptions {
  /** What stands between the affine layers; by default 'relu'. */
  readonly activation?: Activation
  /** How the weights begin; by default 'he' for ReLU and 'xavier' for the others. */
  readonly init?: Initialisation
  /** Which random weights, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/** A step with more would take a learner's whole lesson. */
const mostWeights = 1e7

/** What backpropagation finds. */
export interface LossAndGradient {
  readonly loss: number
  /** The loss's slope along each parameter, named like the params. */
  readonly grads: Record<string, Float64Array>
}

const activations = { relu: ReLU, sigmoid: Sigmoid, tanh: Tanh }

/** The standard deviation of a weight of a layer with so many inputs. */
const deviations = {
  he: (inputs: number) => Math.sqrt(2 / inputs),
  xavier: (inputs: number) => Math.sqrt(1 / inputs),
}

/**
 * A network that sorts examples into classes: affine layers with an activation between each two of
 * them, and softmax at the end.
 *
 * Its parameters are W1, b1, W2, b2, …, by which any optimizer of the package knows them. Weights begin
 * normally spread around 0, with deviation √(2/inputs) ('he') or √(1/inputs) ('xavier'), biases at 0.
 *
 * Source: He et al., Delving deep into rectifiers, arXiv:1502.01852, 2015; Glorot and Bengio,
 * Understanding the difficulty of training deep feedforward neural networks, 2010.
 *
 * @example
 * const network = new MultiLayerNet([784, 50, 10], { seed: 1 })
 * optimizer.update(network.params, network.gradient(x, t))
 */
export class MultiLayerNet {
  /** W1, b1, W2, b2, …; an optimizer changes them in place. */
  readonly params: Record<string, Float64Array> = {}
  readonly #affines: Affine[] = []
  readonly #layers: Layer[] = []
  readonly #last: SoftmaxWithLoss = new SoftmaxWithLoss()

  /**
   * @param sizes - How many numbers go in, stand between the layers, and come out: at least two whole
   * numbers ≥ 1; the last is the number of classes. At most 10,000,000 weights in all.
   * @param options - `activation`: 'relu', 'sigmoid' or 'tanh', by default 'relu'. `init`: 'he' or
   * 'xavier', by default 'he' for ReLU and 'xavier' for the others. `seed`: a whole number, by default 0.
   * @throws RangeError for sizes that are not accepted, TypeError for an unknown option or activation.
   */
  constructor(sizes: readonly number[], options: NetworkOptions = {}) {
    if (
      !Array.isArray(sizes) ||
      sizes.length < 2 ||
      !sizes.every(n => Number.isInteger(n) && n >= 1)
    ) {
      throw new RangeError(
        `sizes must be at least two whole numbers ≥ 1, such as [784, 50, 10], got ${Array.isArray(sizes) ? `[${sizes.join(', ')}]` : nameOf(sizes)}.`,
      )
    }
    const weights = sizes.slice(1).reduce((sum, size, i) => sum + size * sizes[i]!, 0)
    if (weights > mostWeights) {
      throw new RangeError(
        `sizes [${sizes.join(', ')}] ask for ${weights} weights, and at most 10,000,000 are accepted.`,
      )
    }
    checkOptions(new.target.name, options, ['activation', 'init', 'seed'])
    const { activation = 'relu', seed = 0 } = options
    const { init = activation === 'relu' ? 'he' : 'xavier' } = options
    checkChoice('activation', activation, Object.keys(activations))
    checkChoice('init', init, Object.keys(deviations))

    const bell = normal(uniform(seed))
    for (let layer = 1; layer < sizes.length; layer++) {
      const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!]
      const deviation = deviations[init](inputs)
      const W = Float64Array.from({ length: inputs * outputs }, () => deviation * bell())
      const affine = new Affine(W, new Float64Array(outputs))
      this.params[`W${layer}`] = affine.W
      this.params[`b${layer}`] = affine.b
      this.#affines.push(affine)
      if (layer > 1) this.#layers.push(new activations[activation]())
      this.#layers.push(affine)
    }
  }

  /** The scores of each class, one example a row; the largest is the guess. */
  predict(x: Matrix): Matrix {
    return this.#layers.reduce((input, layer) => layer.forward(input), x)
  }

  /** How bad the guesses are: the mean of −ln p(right answer), ≥ 0. */
  loss(x: Matrix, t: ArrayLike<number>): number {
    return this.#last.forward(this.predict(x), t)
  }

  /** The share of right guesses, from 0 to 1. */
  accuracy(x: Matrix, t: ArrayLike<number>): number {
    const { data, rows, columns } = this.predict(x)
    let right = 0
    for (let n = 0; n < rows; n++) {
      const scores = data.subarray(n * columns, (n + 1) * columns)
      if (scores.indexOf(Math.max(...scores)) === t[n]) right++
    }
    return right / rows
  }

  /** The loss's slope along each parameter, by backpropagation: new arrays, named like the params. */
  gradient(x: Matrix, t: ArrayLike<number>): Record<string, Float64Array> {
    return this.lossAndGradient(x, t).grads
  }

  /** Both at once: backpropagation computes the loss on its way. */
  lossAndGradient(x: Matrix, t: ArrayLike<number>): LossAndGradient {
    const loss = this.loss(x, t)
    const dout = this.#layers
      .slice(1)
      .reduceRight((slope, layer) => layer.backward(slope), this.#last.backward())
    this.#affines[0]!.backwardToParams(dout)
    const grads = Object.fromEntries(
      this.#affines.flatMap(({ grads: { W, b } }, i) => [
        [`W${i + 1}`, W.slice()],
        [`b${i + 1}`, b.slice()],
      ]),
    )
    return { loss, grads }
  }

  /** The same by central differences: slow, and for checking `gradient`. */
  numericalGradient(x: Matrix, t: ArrayLike<number>): Record<string, Float64Array> {
    return Object.fromEntries(
      Object.entries(this.params).map(([name, param]) => {
        const before = param.slice()
        const slopes = numericalGradient(nudged => {
          param.set(nudged)
          return this.loss(x, t)
        }, before)
        param.set(before)
        return [name, slopes]
      }),
    )
  }
}

function checkChoice(name: string, value: string, accepted: readonly string[]): void {
  if (!accepted.includes(value)) {
    throw new TypeError(`${name} must be one of ${accepted.join(', ')}, got ${nameOf(value)}.`)
  }
}
