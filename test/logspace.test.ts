import { expect } from 'chai'
import { logspace } from '../src'

describe('logspace', () => {
  it('goes from power to power by the same factor', () => {
    const rates = logspace(-4, 1, 11)
    expect(rates).to.have.length(11)
    expect([rates[0], rates[2], rates[8], rates[10]]).to.deep.equal([1e-4, 1e-3, 1, 10])
    for (let i = 1; i < 11; i++) {
      expect(rates[i]! / rates[i - 1]!).to.be.closeTo(Math.sqrt(10), 1e-14)
    }
    expect(logspace(2, 0, 3)).to.deep.equal([100, 10, 1])
  })

  it('has the same last bits in every engine', () => {
    expect(logspace(-4, 0, 13).map(String).slice(3, 6)).to.deep.equal([
      '0.001',
      '0.002154434690031882',
      '0.0046415888336127815',
    ])
  })

  // biome-ignore format: one row a case
  const errors: [unknown[], string][] = [
    [[-1000, 0, 3], 'logspace: start must be a number from -300 to 300, got -1000.'],
    [[0, Number.NaN, 3], 'logspace: stop must be a number from -300 to 300, got NaN.'],
    [['a', 0, 3], "logspace: start must be a number from -300 to 300, got 'a'."],
    [[0, 1], 'logspace: count must be a number from 2 to 10000, got undefined.'],
    [[0, 1, 1], 'logspace: count must be a number from 2 to 10000, got 1.'],
    [[0, 1, 2.5], 'logspace: count must be a whole number, got 2.5.'],
  ]
  for (const [args, message] of errors) {
    it(`refuses ${args.map(String).join(', ')}`, () => {
      expect(() => logspace(...(args as [number, number, number]))).to.throw(message)
    })
  }
})
