// What an engineer's program does with downhill/core. The test runs it in Node, in pages and in a worker.
import {
  Adam,
  allocate,
  BaseOptimizer,
  descend,
  digits,
  fit,
  MultiLayerNet,
  matrix,
  moons,
  spirals,
  surfaces,
  uniform,
} from 'downhill/core'

export async function numbers() {
  const adam = new Adam({ lr: 0.1 })
  const { params, grads } = allocate({ W: 100 })
  for (let i = 0; i < 100; i++) grads.W[i] = i / 100 - 0.3
  for (let step = 0; step < 3; step++) adam.update(params, grads)

  const walk = descend(surfaces.bowl, new Adam({ lr: 0.3 }), { from: [-7, 2], steps: 30 })

  const network = new MultiLayerNet([2, 20, 2], { seed: 1, activation: 'sigmoid' })
  const random = uniform(1)
  const x = matrix(200, 2, Array.from({ length: 400 }, random))
  const t = Uint8Array.from({ length: 200 }, (_, n) => Number(x.data[2 * n] > x.data[2 * n + 1]))
  // So slow that others get their turn in between.
  const slow = {
    params: network.params,
    accuracy: (x, t) => network.accuracy(x, t),
    lossAndGradient(x, t) {
      for (const begun = performance.now(); performance.now() < begun + 30; );
      return network.lossAndGradient(x, t)
    },
  }
  let turns = 0
  const history = await fit(
    slow,
    { x, t, classes: 2 },
    { optimizer: adam, batchSize: 20 },
    () => turns++,
  )

  // What an engine's own sine and tanh would show in.
  const bent = new MultiLayerNet([2, 20, 2], { seed: 1, activation: 'tanh' })
  const arms = spirals(100, { seed: 1 })
  const bending = await fit(bent, arms, { optimizer: new Adam({ lr: 0.03 }), epochs: 3 })

  return {
    bent: bending.losses,
    data: [arms, moons(100), digits(10)].map(({ x }) => Array.from(x.data)),
    W: Array.from(params.W),
    points: walk.points,
    losses: history.losses,
    W1: Array.from(network.params.W1),
    inWebAssembly: params.W.buffer.byteLength > params.W.byteLength,
    hadTurns: turns > 0,
    isOptimizer: adam instanceof BaseOptimizer,
  }
}
