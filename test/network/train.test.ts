import { expect } from 'chai'
import {
  Adam,
  MultiLayerNet,
  matrix,
  miniBatches,
  moons,
  SGD,
  spirals,
  TwoLayerNet,
  train,
} from '../../src'
import { type Progress, train as trainNetwork } from '../../src/network/train'

describe('train', () => {
  const data = moons(130, { seed: 1 })
  const network = () => new TwoLayerNet(2, 8, 2, { seed: 1 })
  const warnings: string[] = []
  const { warn } = console
  beforeEach(() => {
    warnings.length = 0
    console.warn = (text: string) => warnings.push(text)
  })
  afterEach(() => {
    console.warn = warn
  })

  it('does what the loop written out does', async () => {
    const [trained, byHand] = [network(), network()]
    const [optimizer, other] = [new Adam({ lr: 0.01 }), new Adam({ lr: 0.01 })]
    const options = { epochs: 3, seed: 4 }
    const history = await train(trained, data, { optimizer, batchSize: 50, ...options })

    const losses: number[] = []
    const accuracies: number[] = []
    for (const [x, t] of miniBatches(data, { size: 50, ...options })) {
      losses.push(byHand.loss(x, t))
      other.update(byHand.params, byHand.gradient(x, t))
      if (losses.length % 3 === 0) accuracies.push(byHand.accuracy(data.x, data.t))
    }
    expect(trained.params).to.deep.equal(byHand.params)
    expect(history).to.deep.equal({ losses, accuracies, divergedAt: undefined })
  })

  it('measures the accuracy on other data where there are some', async () => {
    const trained = network()
    const test = spirals(50)
    const { accuracies } = await train(trained, data, { optimizer: new Adam(), test })
    expect(accuracies).to.deep.equal([trained.accuracy(test.x, test.t)])
  })

  it('lets others have their turn, and says how far it is', async () => {
    const told: Progress[] = []
    let turns = 0
    const timer = setInterval(() => turns++, 10)
    // Slow on any machine: twenty steps of a thirtieth of a second and more.
    const optimizer = {
      update: () => {
        for (const begun = performance.now(); performance.now() - begun < 34; );
      },
    }
    await trainNetwork(network(), data, { optimizer, epochs: 2, batchSize: 13 }, progress => {
      told.push(progress)
    })
    clearInterval(timer)
    expect(told.length).to.be.above(2)
    expect(turns).to.be.at.least(told.length - 1)
    for (const { step, steps, loss, accuracy } of told) {
      expect(step).to.be.within(1, 20)
      expect(steps).to.equal(20)
      expect(loss).to.be.above(0)
      expect(accuracy).to.be.within(0, 1)
    }
  }).timeout(20_000)

  describe('stops where numbers are not finite', () => {
    const stops = async (trained: MultiLayerNet, lr: number, on = data) => {
      const { divergedAt, losses } = await train(trained, on, {
        optimizer: new SGD({ lr }),
        epochs: 50,
      })
      expect(divergedAt).to.equal(losses.length)
      expect(warnings).to.have.length(1)
      return warnings[0]
    }
    it('and names the parameter that an update threw out', async () => {
      const trained = network()
      const optimizer = {
        update: (params: Record<string, Float64Array>) => {
          params.b1!.fill(Number.POSITIVE_INFINITY, 2, 3)
        },
      }
      const { divergedAt } = await train(trained, data, { optimizer, epochs: 5 })
      expect(divergedAt).to.equal(2)
      expect(warnings[0]).to.match(
        /^Training stopped at step 2: the loss is NaN, and the parameter b1 was the first that is not finite; try a smaller lr\.$/,
      )
    })
    it('and names the parameter that grew too large', async () => {
      expect(await stops(network(), 1e200)).to.match(
        /^Training stopped at step 2: the loss is NaN, and the parameter W\d was the first to grow too large, to \d\.\de\+\d+; try a smaller lr\.$/,
      )
    })
    it('and says so where the data are to blame', async () => {
      const odd = { ...data, x: matrix(1, 2, [0, Number.NaN]), t: Uint8Array.of(1) }
      expect(await stops(network(), 0.1, odd)).to.equal(
        'Training stopped at step 1: an example holds a number that is not finite; look at the data.',
      )
    })
  })

  it('says what is wrong', async () => {
    const wrong: [unknown[], string][] = [
      [[3, data, {}], 'train needs a network, such as new TwoLayerNet(784, 50, 10), got 3.'],
      [[network(), 'x', {}], "data must be examples and answers, such as digits(1000), got 'x'."],
      [
        [network(), data, {}],
        'train needs an optimizer, such as { optimizer: new Adam() }, got undefined.',
      ],
      [
        [network(), data, { optimizer: new SGD(), epochs: 0.5 }],
        'epochs must be a whole number ≥ 1, got 0.5.',
      ],
      [
        [network(), data, { optimizer: new SGD(), size: 5 }],
        "train has no option 'size'; its options are optimizer, epochs, batchSize, seed, test. Write { batchSize: 5 }.",
      ],
      [
        [network(), { ...data, t: data.t.subarray(1) }, { optimizer: new SGD() }],
        'data must have as many examples as answers, at least one, got 130 and 129.',
      ],
    ]
    for (const [args, message] of wrong) {
      const error = await (train as (...all: unknown[]) => Promise<unknown>)(...args).then(
        () => undefined,
        (reason: Error) => reason.message,
      )
      expect(error).to.equal(message)
    }
  })

  it('takes a network of three layers as well', async () => {
    const deep = new MultiLayerNet([2, 5, 5, 2], { activation: 'tanh', seed: 2 })
    const { losses } = await train(deep, data, { optimizer: new Adam({ lr: 0.03 }), epochs: 60 })
    expect(losses.at(-1)).to.be.below(losses[0]! / 3)
  })
})
