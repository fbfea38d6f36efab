/** What `import { … } from 'downhill'` gives. */
export { argmin } from './argmin'
export type { Dataset } from './datasets/dataset'
export { type DigitsOptions, digits } from './datasets/digits'
export { type LoadDigitsOptions, loadDigits } from './datasets/load-digits'
export { type MiniBatchOptions, miniBatches } from './datasets/mini-batches'
export { moons } from './datasets/moons'
export { spirals } from './datasets/spirals'
export { split } from './datasets/split'
export type { TwoClassesOptions } from './datasets/two-classes'
export { compareWalks } from './descent/compare-walks'
export { type DescendOptions, descend, type Walker } from './descent/descend'
export { numericalGradient } from './descent/numerical-gradient'
export { type DrawDigitOptions, drawDigit } from './display/draw-digit'
export { type ExploreOptions, explore } from './display/explore'
export { show } from './display/show'
export { train } from './display/train'
export { type CheckWalkOptions, checkWalk } from './exercises/check-walk'
export {
  adagradMistakes,
  adamMistakes,
  type Mistakes,
  momentumMistakes,
  nesterovMistakes,
  rmspropMistakes,
  sgdMistakes,
} from './exercises/mistakes'
export { animate } from './figures/animate'
export { type BandOptions, band } from './figures/band'
export { type ContourOptions, contour } from './figures/contour'
export { type CurveOptions, curve } from './figures/curve'
export { type DotsOptions, dots, type PlaneData } from './figures/dots'
export { type FigureOptions, figure } from './figures/figure'
export { type FlipbookOptions, flipbook } from './figures/flipbook'
export { type HeatOptions, heat } from './figures/heat'
export type { Figure, Frame, Layout, Mark, Trace } from './figures/mark'
export { type PathOptions, path } from './figures/path'
export { type PicturesOptions, pictures } from './figures/pictures'
export { type QuiverOptions, quiver } from './figures/quiver'
export { type RegionsOptions, regions } from './figures/regions'
export { type SideBySideOptions, sideBySide } from './figures/side-by-side'
export { type WireframeOptions, wireframe } from './figures/wireframe'
export { logspace } from './logspace'
export { cos, exp, log, pow, sin } from './math'
export { type Matrix, matrix } from './matrix'
export { mean } from './mean'
export { median } from './median'
export { ReLU, Sigmoid, Tanh } from './network/activations'
export { Affine } from './network/affine'
export type { Layer } from './network/layer'
export {
  type Activation,
  type Initialisation,
  type LossAndGradient,
  MultiLayerNet,
  type NetworkOptions,
} from './network/multi-layer-net'
export type { History, Trainable, TrainOptions } from './network/train'
export { TwoLayerNet } from './network/two-layer-net'
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
export { setThreads } from './wasm/threads'
