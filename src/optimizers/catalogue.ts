import type { About } from './about'
import { AdaGrad } from './adagrad'
import { Adam } from './adam'
import type { BaseOptimizer } from './base-optimizer'
import { Momentum } from './momentum'
import { Nesterov } from './nesterov'
import { RMSprop } from './rmsprop'
import { SGD } from './sgd'

/** The names of the package's optimizers. */
export type Method = 'SGD' | 'Momentum' | 'Nesterov' | 'AdaGrad' | 'RMSprop' | 'Adam'

/** A class of optimizers, and what is to be known about it. */
export interface OptimizerClass {
  new (options?: object): BaseOptimizer
  readonly about: About
}

/** The package's optimizers by name, in the order in which the course explains them. */
export const catalogue: Readonly<Record<Method, OptimizerClass>> = {
  SGD,
  Momentum,
  Nesterov,
  AdaGrad,
  RMSprop,
  Adam,
}
