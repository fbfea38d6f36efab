import { expect } from 'chai'
import { argmin, mean, median } from '../src'

describe('mean, median, argmin', () => {
  it('of a few numbers, by hand', () => {
    expect(mean([1, 2, 6])).to.equal(3)
    expect(median([6, 1, 2])).to.equal(2)
    expect(argmin([3, 1, 2, 1])).to.equal(1)
  })

  it('take an even number: the mean of the two in the middle', () => {
    expect(median([4, 1, 3, 2])).to.equal(2.5)
  })

  it('sort by size, and leave the values as they were', () => {
    const values = [10, 9, 2, -1, 1e3]
    expect(median(values)).to.equal(9)
    expect(values).to.deep.equal([10, 9, 2, -1, 1e3])
  })

  it('know what is not finite', () => {
    expect(mean([1, Infinity])).to.equal(Infinity)
    expect(median([1, Infinity, Infinity])).to.equal(Infinity)
    expect(median([1, Number.NaN, 2])).to.be.NaN
    expect(argmin([Number.NaN, 2, Number.NaN, 1])).to.equal(3)
    expect(argmin([Infinity, 2])).to.equal(1)
  })

  it('of nothing', () => {
    expect(mean([])).to.be.NaN
    expect(median([])).to.be.NaN
    expect(argmin([])).to.equal(0)
  })

  it('say what they were given', () => {
    for (const [name, f] of Object.entries({ mean, median, argmin })) {
      const start = `${name} takes an array of numbers, such as [1, 2], got `
      expect(() => f(3 as never)).to.throw(TypeError, `${start}3.`)
      expect(() => f(undefined as never)).to.throw(TypeError, `${start}undefined.`)
      expect(() => f([1, '2'] as never)).to.throw(TypeError, `${start}'2' at 1.`)
    }
  })
})
