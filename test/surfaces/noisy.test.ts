import { expect } from 'chai'
import { descend, noisy, rotate, SGD, surfaces } from '../../src'
import { randomPoints } from '../support/random'

const { bowl } = surfaces

describe('noisy', () => {
  const shaky = noisy(bowl, { noise: 0.5, seed: 7 })
  const errors = randomPoints(1, 20_000, [-10, -5], [10, 5]).map(([x, y]) => {
    const [gx, gy] = bowl.gradient(x!, y!)
    const [nx, ny] = shaky.gradient(x!, y!)
    return [nx - gx, ny - gy] as const
  })
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length

  it('leaves the values alone', () => expect(shaky.f(-7, 2)).to.equal(bowl.f(-7, 2)))

  // The standard error of a mean of n errors is σ/√n: five of them are as good as never passed.
  it('errs around 0, with deviation σ, and independently in x and y', () => {
    const five = (5 * 0.5) / Math.sqrt(errors.length)
    expect(mean(errors.map(e => e[0]))).to.be.closeTo(0, five)
    expect(mean(errors.map(e => e[1]))).to.be.closeTo(0, five)
    expect(mean(errors.map(e => e[0] ** 2))).to.be.closeTo(
      0.25,
      5 * 0.25 * Math.sqrt(2 / errors.length),
    )
    expect(mean(errors.map(e => e[0] * e[1]))).to.be.closeTo(
      0,
      (5 * 0.25) / Math.sqrt(errors.length),
    )
  })

  it('is spread like a bell: 68 % within σ, 95 % within 2σ', () => {
    const within = (limit: number): number =>
      errors.filter(e => Math.abs(e[0]) < limit).length / errors.length
    expect(within(0.5)).to.be.closeTo(0.6827, 0.02)
    expect(within(1)).to.be.closeTo(0.9545, 0.01)
  })

  it('errs the same way at the same point, and another way with another seed', () => {
    expect(shaky.gradient(1, 2)).to.deep.equal(shaky.gradient(1, 2))
    expect(shaky.gradient(0, 1)).to.deep.equal(shaky.gradient(-0, 1))
    expect(shaky.gradient(1, 2)).not.to.deep.equal(
      noisy(bowl, { noise: 0.5, seed: 8 }).gradient(1, 2),
    )
    const walk = () => descend(shaky, new SGD({ lr: 0.1 })).points
    expect(walk()).to.deep.equal(walk())
  })

  it('errs anew at each step if asked to, in the same way for all who walk', () => {
    const fresh = noisy(bowl, { noise: 0.5, seed: 7, fresh: true })
    const errorAt = (x: number, y: number, step: number) => {
      const [[gx, gy], [nx, ny]] = [bowl.gradient(x, y), fresh.gradient(x, y, step)]
      return [nx - gx, ny - gy].map(error => error.toFixed(9))
    }
    expect(errorAt(1, 2, 3)).to.deep.equal(errorAt(-4, 0, 3))
    expect(errorAt(1, 2, 3)).not.to.deep.equal(errorAt(1, 2, 4))
    // A walk asks with its steps: at rest, with no learning rate, it gets another slope each time.
    const { gradients } = descend(fresh, new SGD({ lr: 0 }), { steps: 20 })
    expect(new Set(gradients.map(String)).size).to.equal(21)
    const turned = descend(rotate(fresh, 30), new SGD({ lr: 0 }), { steps: 20 })
    expect(new Set(turned.gradients.map(String)).size).to.equal(21)
    const errors = Array.from({ length: 20_000 }, (_, t) => fresh.gradient(0, 0, t)[0])
    expect(mean(errors)).to.be.closeTo(0, (5 * 0.5) / Math.sqrt(errors.length))
    expect(mean(errors.map(e => e ** 2))).to.be.closeTo(0.25, 1.25 * Math.sqrt(2 / errors.length))
    expect(() => noisy(bowl, { fresh: 1 as never })).to.throw(
      TypeError,
      'fresh must be true or false, got 1.',
    )
  })

  it('with σ = 0 is the surface itself', () => {
    expect(noisy(bowl, { noise: 0 }).gradient(-7, 2)).to.deep.equal(bowl.gradient(-7, 2))
  })

  it('says what is wrong', () => {
    expect(() => noisy(bowl, { noise: -1 })).to.throw(
      RangeError,
      'noise must be a finite number ≥ 0, got -1.',
    )
    expect(() => noisy(bowl, { seed: 0.5 })).to.throw(
      RangeError,
      'seed must be a whole number from 0 to 4,294,967,295, got 0.5.',
    )
    expect(() => noisy(bowl, { sigma: 1 } as object)).to.throw(
      TypeError,
      "noisy has no option 'sigma'; its options are noise, seed, fresh. Write { noise: 1 }.",
    )
  })
})
