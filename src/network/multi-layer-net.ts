import { checkOptions, checkSeed, nameOf } from '../check'
import { numericalGradient } from '../descent/numerical-gradient'
import { checkMatrix, type Matrix } from '../matrix'
import { normal, uniform } from '../random'
import type { Dtype, Vector, VectorOf } from '../types'
import { allocator } from '../wasm/allocate'
import { helpers } from '../wasm/helpers'
import { ReLU, Sigmoid, Tanh } from './activations'
import { Affine } from './affine'
import { addCrossEntropy, checkAnswers, toSlopes } from './cross-entropy'
import type { Layer } from './layer'

/** What stands between the affine layers. */
export type Activation = 'relu' | 'sigmoid' | 'tanh'

/** How the weights are initialized. */
export type Initialisation = 'he' | 'lecun' | 'xavier'

/** How to set up a network. */
export interface NetworkOptions<D extends Dtype = Dtype> {
  /** What stands between the affine layers; by default 'relu'. */
  readonly activation?: Activation
  /** How the weights begin; by default 'he' for ReLU and 'lecun' for the others. */
  readonly init?: Initialisation
  /** The kind of its numbers; by default 'float64'. 'float32' is twice as fast, with seven digits. */
  readonly dtype?: D
  /** Which random weights to begin with, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
}

/** With more, a single step would take a learner's whole lesson. */
const mostWeights = 1e7

/** What backpropagation finds. */
export interface LossAndGradient<D extends Dtype = 'float64'> {
  readonly loss: number
  /** The loss's slope along each parameter, named like the params; the next call changes them. */
  readonly grads: Record<string, VectorOf<D>>
}

const activations = { relu: ReLU, sigmoid: Sigmoid, tanh: Tanh }

/** The standard deviation of the weights in a layer with this many inputs and outputs. */
const deviations = {
  he: (inputs: number) => Math.sqrt(2 / inputs),
  lecun: (inputs: number) => Math.sqrt(1 / inputs),
  xavier: (inputs: number, outputs: number) => Math.sqrt(2 / (inputs + outputs)),
}

/**
 * A network that sorts examples into classes: affine layers with an activation between each two of
 * them, and softmax at the end.
 *
 * Its parameters are W1, b1, W2, b2, …, by which any optimizer of the package knows them. Weights begin
 * normally distributed around 0, with standard deviation √(2/inputs) ('he'), √(1/inputs) ('lecun') or
 * √(2/(inputs + outputs)) ('xavier', after Xavier Glorot), biases at 0.
 *
 * Source: He et al., Delving deep into rectifiers, arXiv:1502.01852, 2015, equation 10; LeCun et al.,
 * Efficient backprop, 1998, equation 16; Glorot and Bengio, Understanding the difficulty of training
 * deep feedforward neural networks, 2010, equation 12.
 *
 * @example
 * const network = new MultiLayerNet([784, 50, 10], { seed: 1 })
 * optimizer.update(network.params, network.gradient(x, t))
 */
export class MultiLayerNet<D extends Dtype = 'float64'> {
  /** W1, b1, W2, b2, …; an optimizer changes them in place. */
  readonly params: Record<string, VectorOf<D>> = {}
  /** How many numbers go in, stand between the layers, and come out. */
  readonly sizes: readonly number[]
  /** What stands between the affine layers. */
  readonly activation: Activation
  readonly #grads: Record<string, VectorOf<D>> = {}
  readonly #affines: Affine<VectorOf<D>>[] = []
  readonly #activations: Layer[] = []
  /** Where the numbers of a handful of examples pass through; only the number of its rows changes. */
  #batch: Batch<D>

  /**
   * @param sizes - How many numbers go in, stand between the layers, and come out: at least two whole
   * numbers ≥ 1; the last is the number of classes. At most 10,000,000 weights in all.
   * @param options - `activation`: 'relu', 'sigmoid' or 'tanh', by default 'relu'. `init`: 'he', 'lecun'
   * or 'xavier', by default 'he' for ReLU and 'lecun' for the others. `dtype`:
   * 'float64' or 'float32', by default 'float64'. `seed`: a whole number from 0 to
   * 4,294,967,295, by default 0.
   * @throws RangeError for sizes and a seed that are not accepted, TypeError for an unknown option, activation or dtype.
   */
  constructor(sizes: readonly number[], options: NetworkOptions<D> = {}) {
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
    checkOptions(new.target.name, options, ['activation', 'init', 'dtype', 'seed'])
    const { activation = 'relu', seed = 0 } = options
    const dtype = options.dtype ?? ('float64' as D)
    const { init = activation === 'relu' ? 'he' : 'lecun' } = options
    checkChoice('activation', activation, Object.keys(activations))
    checkChoice('init', init, Object.keys(deviations))
    checkSeed(seed)
    this.sizes = [...sizes]
    this.activation = activation

    const lengths: Record<string, number> = {}
    for (let layer = 1; layer < sizes.length; layer++) {
      lengths[`W${layer}`] = sizes[layer - 1]! * sizes[layer]!
      lengths[`b${layer}`] = sizes[layer]!
    }
    // The examples, and the outputs of each layer and their slopes.
    const more = atATime * sizes.reduce((sum, size) => sum + 2 * size, 0)
    const zeros = allocator(lengths, dtype, more, helpers()?.kernels)
    for (const name of Object.keys(lengths)) this.params[name] = zeros(lengths[name]!)
    for (const name of Object.keys(lengths)) this.#grads[name] = zeros(lengths[name]!)

    const bell = normal(uniform(seed))
    for (let layer = 1; layer < sizes.length; layer++) {
      const deviation = deviations[init](sizes[layer - 1]!, sizes[layer]!)
      const [W, b] = [this.params[`W${layer}`]!, this.params[`b${layer}`]!]
      for (let i = 0; i < W.length; i++) W[i] = deviation * bell()
      const grads = { W: this.#grads[`W${layer}`]!, b: this.#grads[`b${layer}`]! }
      this.#affines.push(new Affine(W, b, grads) as Affine<VectorOf<D>>)
      if (layer > 1) this.#activations.push(new activations[activation]())
    }
    const room = (size: number): VectorOf<D> => zeros(atATime * size)
    this.#batch = {
      rows: atATime,
      x: matrixOf(room(sizes[0]!), atATime, sizes[0]!),
      outputs: sizes.slice(1).map(size => matrixOf(room(size), atATime, size)),
      slopes: sizes.slice(1, -1).map(size => matrixOf(room(size), atATime, size)),
    }
  }

  /** The scores of each class, one example per row; the largest is the guess. */
  predict(x: Matrix<Vector>): Matrix<VectorOf<D>> {
    this.#checkInputs(x)
    const classes = this.#affines.at(-1)!.b.length
    const like = this.#batch.x.data
    const data = new (like.constructor as new (length: number) => VectorOf<D>)(x.rows * classes)
    for (let first = 0; first < x.rows; first += atATime) {
      data.set(this.#forward(x, first).data, first * classes)
    }
    return { data, rows: x.rows, columns: classes }
  }

  /** How bad the guesses are: the mean of −ln p(right answer), ≥ 0. */
  loss(x: Matrix<Vector>, t: ArrayLike<number>): number {
    this.#checkExamples(x, t)
    let sum = 0
    for (let first = 0; first < x.rows; first += atATime) {
      const scores = this.#forward(x, first)
      sum = addCrossEntropy(sum, scores, t, first)
    }
    return sum / x.rows
  }

  /** The share of right guesses, from 0 to 1. */
  accuracy(x: Matrix<Vector>, t: ArrayLike<number>): number {
    this.#checkExamples(x, t)
    let right = 0
    for (let first = 0; first < x.rows; first += atATime) {
      const { data, rows, columns } = this.#forward(x, first)
      for (let n = 0; n < rows; n++) {
        let guess = -1
        let highest = Number.NEGATIVE_INFINITY
        for (let j = 0; j < columns; j++) {
          const score = data[n * columns + j]!
          // A network with a score that is not a number knows nothing.
          if (score > highest || Number.isNaN(score)) {
            highest = score
            guess = j
          }
        }
        if (guess === t[first + n] && !Number.isNaN(highest)) right++
      }
    }
    return right / x.rows
  }

  /** The loss's slope along each parameter, by backpropagation: new arrays, named like the params. */
  gradient(x: Matrix<Vector>, t: ArrayLike<number>): Record<string, VectorOf<D>> {
    const { grads } = this.lossAndGradient(x, t)
    return Object.fromEntries(
      Object.entries(grads).map(([name, slopes]) => [name, slopes.slice() as VectorOf<D>]),
    )
  }

  /**
   * Both at once: backpropagation computes the loss on its way. The slopes are in the network's own
   * arrays, which the next call changes; nothing new is made.
   */
  lossAndGradient(x: Matrix<Vector>, t: ArrayLike<number>): LossAndGradient<D> {
    this.#checkExamples(x, t)
    for (const grad of Object.values(this.#grads)) grad.fill(0)
    let sum = 0
    for (let first = 0; first < x.rows; first += atATime) {
      const scores = this.#forward(x, first)
      sum = addCrossEntropy(sum, scores, t, first)
      toSlopes(scores, t, first, x.rows)
      this.#backward()
    }
    return { loss: sum / x.rows, grads: this.#grads }
  }

  /** Sends the examples from `first` on through the layers, as many as are taken at a time. */
  #forward(x: Matrix<Vector>, first: number): Matrix<VectorOf<D>> {
    const rows = Math.min(atATime, x.rows - first)
    if (rows !== this.#batch.rows) this.#batch = withRows(this.#batch, rows)
    const { x: examples, outputs } = this.#batch
    const all = rows === x.rows
    examples.data.set(all ? x.data : x.data.subarray(first * x.columns, (first + rows) * x.columns))
    let y = this.#affines[0]!.forward(examples, outputs[0]!)
    for (let i = 1; i < this.#affines.length; i++) {
      // The activation's output takes the place of its input, which is no longer needed.
      this.#activations[i - 1]!.forward(y, y)
      y = this.#affines[i]!.forward(y, outputs[i]!)
    }
    return y
  }

  /** Sends the slopes along the scores, which stand where the scores stood, back through the layers. */
  #backward(): void {
    const { outputs, slopes } = this.#batch
    let dout = outputs.at(-1)!
    for (let i = this.#affines.length - 1; i > 0; i--) {
      this.#affines[i]!.addGrads(dout)
      dout = this.#affines[i]!.backwardToInput(dout, slopes[i - 1]!)
      this.#activations[i - 1]!.backward(dout, dout)
    }
    this.#affines[0]!.addGrads(dout)
  }

  #checkInputs(x: Matrix<Vector>): void {
    checkMatrix('x', x)
    const inputs = this.#batch.x.columns
    if (x.columns !== inputs) {
      throw new RangeError(`the network takes ${inputs} inputs per example, got ${x.columns}.`)
    }
  }

  #checkExamples(x: Matrix<Vector>, t: ArrayLike<number>): void {
    this.#checkInputs(x)
    checkAnswers(x.rows, this.#affines.at(-1)!.b.length, t)
  }

  /** The same by central differences: slow, and for checking `gradient`. */
  numericalGradient(x: Matrix<Vector>, t: ArrayLike<number>): Record<string, Float64Array> {
    // A loss in float32 has seven digits, too few to work out how far to nudge.
    const h = this.#batch.x.data instanceof Float32Array ? 1e-2 : undefined
    return Object.fromEntries(
      Object.entries(this.params).map(([name, param]) => {
        const before = Float64Array.from(param)
        try {
          const slopes = numericalGradient(
            nudged => {
              param.set(nudged)
              return this.loss(x, t)
            },
            before,
            h,
          )
          return [name, slopes]
        } finally {
          param.set(before)
        }
      }),
    )
  }
}

function checkChoice(name: string, value: string, accepted: readonly string[]): void {
  if (!accepted.includes(value)) {
    throw new TypeError(`${name} must be one of ${accepted.join(', ')}, got ${nameOf(value)}.`)
  }
}

/**
 * How many examples go through the layers at a time; a multiple of four, as the products take four at
 * once.
 */
const atATime = 128

interface Batch<D extends Dtype> {
  readonly rows: number
  readonly x: Matrix<VectorOf<D>>
  readonly outputs: readonly Matrix<VectorOf<D>>[]
  readonly slopes: readonly Matrix<VectorOf<D>>[]
}

/** The same arrays for another number of examples. */
function withRows<D extends Dtype>({ x, outputs, slopes }: Batch<D>, rows: number): Batch<D> {
  const part = ({ data, columns }: Matrix<VectorOf<D>>): Matrix<VectorOf<D>> => {
    const Kind = data.constructor as new (
      buffer: ArrayBufferLike,
      offset: number,
      length: number,
    ) => VectorOf<D>
    return matrixOf(new Kind(data.buffer, data.byteOffset, rows * columns), rows, columns)
  }
  return { rows, x: part(x), outputs: outputs.map(part), slopes: slopes.map(part) }
}

function matrixOf<V extends Vector>(data: V, rows: number, columns: number): Matrix<V> {
  return { data, rows, columns }
}
