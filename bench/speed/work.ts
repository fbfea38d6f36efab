/**
 * What this package does in the contests.
 *
 * It comes from src/dist, what a notebook imports: tsx would add a call to each function that is made.
 */
import {
  allocate,
  type BaseOptimizer,
  descend,
  type Path,
  surfaces,
  TwoLayerNet,
} from '../../src/dist'
import { evenly, sample } from '../../src/dist/figures/grid'
import { catalogue, type Method } from '../../src/dist/optimizers/catalogue'
import { allFinite } from '../../src/dist/wasm/squares'
import type { Options, Task } from './contests'
import { batches, read, sizes, type Vector } from './inputs'
import { natives } from './natives'

/** run(count) does the work `count` times, result() says what came of it. */
export interface Work {
  run(count: number): void
  result(): Vector
}

/** The work for a task, with inputs from a folder, as it begins. */
export function prepare(task: Task, folder: string): Work {
  switch (task.kind) {
    case 'step':
      return step(task, folder)
    case 'look':
      return look(task, folder)
    case 'walk':
      return walk(task)
    case 'grid':
      return grid(task)
    case 'train':
      return train(task, folder)
  }
}

/** The optimizer by its name, with the formula that all contestants compute. */
export function optimizer(method: Method, options: Options): BaseOptimizer {
  return new catalogue[method](options)
}

function step({ method, options, n, dtype, how }: Task & { kind: 'step' }, folder: string): Work {
  const zeros = () => (dtype === 'float64' ? new Float64Array(n) : new Float32Array(n))
  const { params, grads } =
    how === 'allocated'
      ? allocate({ x: n }, { dtype })
      : { params: { x: zeros() }, grads: { x: zeros() } }
  params.x!.set(read(folder, 'params', n))
  grads.x!.set(read(folder, 'grads', n))
  const walker = optimizer(method, options)
  return {
    run: count => {
      for (let i = 0; i < count; i++) walker.update(params, grads)
    },
    result: () => params.x!,
  }
}

function look({ n, dtype }: Task & { kind: 'look' }, folder: string): Work {
  const { x } = allocate({ x: n }, { dtype }).grads
  x.set(read(folder, 'grads', n))
  return {
    run: count => {
      for (let i = 0; i < count; i++) {
        if (!allFinite(x)) throw new Error('A gradient is not finite.')
      }
    },
    result: () => x,
  }
}

function walk({ method, options, from, steps }: Task & { kind: 'walk' }): Work {
  let path: Path | undefined
  return {
    run: count => {
      for (let i = 0; i < count; i++) {
        path = descend(surfaces.bowl, optimizer(method, options), { from, steps })
      }
    },
    result: () => Float64Array.from(path!.points.flat()),
  }
}

function grid({ surface, points, how }: Task & { kind: 'grid' }): Work {
  const drawn = { ...surfaces[surface], ...(how === 'native' && { f: natives[surface]! }) }
  let z: Vector = new Float64Array(0)
  return {
    run: count => {
      for (let i = 0; i < count; i++) {
        z = sample(drawn, evenly(points, drawn.domain.x), evenly(points, drawn.domain.y))
      }
    },
    result: () => z,
  }
}

function train({ method, options, data, dtype }: Task & { kind: 'train' }, folder: string): Work {
  const net = new TwoLayerNet(784, 50, 10, { dtype })
  const begin = read(folder, 'weights', sizes.W1 + sizes.b1 + sizes.W2 + sizes.b2)
  let at = 0
  for (const [name, size] of Object.entries(sizes)) {
    net.params[name]!.set(begin.subarray(at, at + size))
    at += size
  }
  const walker = optimizer(method, options)
  const all = batches(folder, data, dtype)
  let steps = 0
  let last = 0
  return {
    run: count => {
      for (let i = 0; i < count; i++) {
        const { x, t } = all[steps % all.length]!
        const { loss, grads } = net.lossAndGradient(x, t)
        walker.update(net.params, grads)
        last = loss
        steps++
      }
    },
    result: () => {
      const params = Object.keys(sizes).flatMap(name => [...net.params[name]!])
      const values = [last, ...params]
      return dtype === 'float64' ? Float64Array.from(values) : Float32Array.from(values)
    },
  }
}
