import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Activation, MultiLayerNet, matrix } from '../../src'
import { catalogue, type Method } from '../../src/dist/optimizers/catalogue'

interface Reference {
  torch: string
  sizes: number[]
  x: number[]
  t: number[]
  start: Record<string, number[]>
  runs: {
    activation: Activation
    optimizer: Method
    options: object
    losses: number[]
    params: Record<string, number[]>
  }[]
}

// Made by test/reference/make_training.py.
const file = join(__dirname, '..', 'reference', 'training.json')
const { torch, sizes, x, t, start, runs }: Reference = JSON.parse(readFileSync(file, 'utf8'))

function expectClose(ours: ArrayLike<number>, theirs: readonly number[], what: string): void {
  expect(ours).to.have.length(theirs.length)
  theirs.forEach((value, i) => {
    const error = Math.abs(ours[i]! - value) / Math.max(1e-3, Math.abs(value))
    expect(error, `${what}[${i}]: ${ours[i]} and ${value}`).to.be.below(1e-9)
  })
}

describe(`training for 50 steps, beside PyTorch ${torch}`, () => {
  for (const { activation, optimizer, options, losses, params } of runs) {
    it(`${optimizer}, ${activation}`, () => {
      const network = new MultiLayerNet(sizes, { activation })
      for (const [name, values] of Object.entries(start)) network.params[name]!.set(values)
      const examples = matrix(t.length, sizes[0]!, x)
      const walker = new catalogue[optimizer](options)
      const ours = losses.map((_, step) => {
        const loss = network.loss(examples, t)
        if (step < losses.length - 1) walker.update(network.params, network.gradient(examples, t))
        return loss
      })
      expectClose(ours, losses, 'loss')
      for (const [name, values] of Object.entries(params)) {
        expectClose(network.params[name]!, values, name)
      }
    })
  }
})
