import type { Dtype } from '../types'
import { MultiLayerNet, type NetworkOptions } from './multi-layer-net'

/**
 * A network with one hidden layer: affine, activation, affine, softmax.
 *
 * @param inputs - How many numbers an example has.
 * @param hidden - How many numbers its hidden layer has.
 * @param outputs - How many classes there are.
 * @param options - As for MultiLayerNet.
 * @example const network = new TwoLayerNet(784, 50, 10, { seed: 1 })
 */
export class TwoLayerNet<D extends Dtype = 'float64'> extends MultiLayerNet<D> {
  constructor(inputs: number, hidden: number, outputs: number, options: NetworkOptions<D> = {}) {
    super([inputs, hidden, outputs], options)
  }
}
