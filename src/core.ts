/** What `import { … } from 'downhill/core'` gives: all that computes. It runs in any browser and worker. */
export { argmin } from './argmin'
export type { Dataset } from './datasets/dataset'
export { type DigitsOptions, digits } from './datasets/digits'
export { type MiniBatchOptions, miniBatches } from './datasets/mini-batches'
export { moons } from './datasets/moons'
export { spirals } from './datasets/spirals'
export { split } from './datasets/split'
export type { TwoClassesOptions } from './datasets/two-classes'
export { compareWalks } from './descent/compare-walks'
export { type DescendOptions, descend, type Walker } from './descent/descend'
export { numericalGradient } from './descent/numerical-gradient'
export { logspace } from './logspace'
export { cos, exp, log, pow, sin } from './math'
export { type Matrix, matrix } from './matrix'
export { mean } from './mean'
export { median } from './median'
export { ReLU, Sigmoid, Tanh } from './network/activations'
export { Affine } from './network/affine'
export { fit, type History, type Progress, type Trainable, type TrainOptions } from './network/fit'
export type { Layer } from './network/layer'
export {
  type Activation,
  type Initialisation,
  type LossAndGradient,
  MultiLayerNet,
  type NetworkOptions,
} from './network/multi-layer-net'
export { TwoLayerNet } from './network/two-layer-net'
export type { About } from './optimizers/about'
export { AdaGrad, type AdaGradOptions } from './optimizers/adagrad'
export { Adam, type AdamOptions, type BiasCorrection } from './optimizers/adam'
export { BaseOptimizer, type State } from './optimizers/base-optimizer'
export { Momentum, type MomentumOptions } from './optimizers/momentum'
export { Nesterov } from './optimizers/nesterov'
export { RMSprop, type RMSpropOptions } from './optimizers/rmsprop'
export { SGD, type SGDOptions } from './optimizers/sgd'
export { normal, uniform } from './random'
export { type NoisyOptions, noisy } from './surfaces/noisy'
export { rotate } from './surfaces/rotate'
export { type SurfaceOptions, surface } from './surfaces/surface'
export { type SurfaceName, surfaces } from './surfaces/surfaces'
export type {
  Domain,
  DomainInput,
  Dtype,
  Grads,
  Hyperparameters,
  Optimizer,
  Params,
  Path,
  Point,
  PointInput,
  Surface,
  Vector,
  VectorOf,
} from './types'
export { type Allocated, type AllocateOptions, allocate } from './wasm/allocate'
