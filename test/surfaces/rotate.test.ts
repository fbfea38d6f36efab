import { expect } from 'chai'
import { descend, Momentum, numericalGradient, type Point, rotate, SGD, surfaces } from '../../src'
import { randomPoints } from '../support/random'

const { bowl } = surfaces

describe('rotate', () => {
  it('by 90° takes x to y and y to −x', () => {
    const turned = rotate(bowl, 90)
    for (const [x = 0, y = 0] of randomPoints(1, 20, [-10, -5], [10, 5])) {
      expect(turned.f(-y, x)).to.be.closeTo(bowl.f(x, y), 1e-12)
    }
    expect(turned.domain.x.map(Math.round)).to.deep.equal([-5, 5])
    expect(turned.domain.y.map(Math.round)).to.deep.equal([-10, 10])
    const [x, y] = turned.start
    expect(Math.hypot(x + 2, y + 7)).to.be.below(1e-12)
  })

  it('has the gradient that the finite differences have', () => {
    const turned = rotate(surfaces.beale, 30)
    for (const [x = 0, y = 0] of randomPoints(2, 50, [-2, -2], [2, 2])) {
      const numeric = numericalGradient(([u, v]) => turned.f(u!, v!), [x, y])
      turned.gradient(x, y).forEach((g, i) => {
        expect(g).to.be.closeTo(numeric[i]!, 1e-5 * Math.max(1, Math.abs(g)))
      })
    }
  })

  it('turns the minima along', () => {
    const turned = rotate(surfaces.himmelblau, 45)
    for (const minimum of turned.minima) expect(turned.f(...minimum)).to.be.below(1e-25)
  })

  // A step of SGD or Momentum is made of gradients only, and those turn along.
  for (const optimizer of [new SGD({ lr: 0.5 }), new Momentum({ lr: 0.1 })]) {
    it(`is not noticed by ${optimizer.constructor.name}`, () => {
      const straight = descend(bowl, optimizer)
      const askew = descend(rotate(bowl, 45), optimizer)
      straight.losses.forEach((loss, t) => {
        expect(askew.losses[t]).to.be.closeTo(loss, 1e-12)
      })
    })
  }

  it('says what is wrong', () => {
    expect(() => rotate(bowl, Number.NaN)).to.throw(
      RangeError,
      'rotate takes a finite number of degrees, got NaN.',
    )
    expect(() => rotate(3 as never, 45)).to.throw(TypeError, 'rotate takes a surface')
    const point: Point = rotate(bowl, 0).start
    expect(point).to.deep.equal(bowl.start)
  })

  it('takes any number of turns', () => {
    for (const turns of [1, -3, 1e6, 1e9]) {
      const turned = rotate(surfaces.bowl, 90 + 360 * turns)
      expect(turned.f(2, 7)).to.be.closeTo(6.45, 1e-9)
      expect(turned.domain.x[1]).to.be.closeTo(5, 1e-9)
    }
  })
})
