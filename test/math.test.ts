import { expect } from 'chai'
import { cos, exp, log, pow, power, sin } from '../src/math'
import { uniform } from '../src/random'

/** How many units in the last place apart. */
function apart(found: number, expected: number): number {
  if (found === expected) return 0
  const last = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(expected), 2 ** -1022))) - 52)
  return Math.abs(found - expected) / last
}

describe('math, the same in every engine', () => {
  const random = uniform(1)
  // biome-ignore format: one row a case
  const ranges: [name: string, mine: (x: number) => number, other: (x: number) => number, from: number, to: number][] = [
    ['exp', exp, Math.exp, -745, 709.7],
    ['exp near 0', exp, Math.exp, -1, 1],
    ['log', log, Math.log, 0, 5],
    ['log of large numbers', log, Math.log, 0, 1e300],
    ['log of small numbers', log, Math.log, 0, 1e-300],
    ['sin', sin, Math.sin, -40, 40],
    ['cos', cos, Math.cos, -40, 40],
    ['sin far out', sin, Math.sin, -1e4, 1e4],
    ['cos far out', cos, Math.cos, -1e4, 1e4],
    ['sin farther out', sin, Math.sin, -1e15, 1e15],
    ['cos farther out', cos, Math.cos, -1e300, 1e300],
  ]
  for (const [name, mine, other, from, to] of ranges) {
    it(`${name}: at most two units in the last place from the engine's`, () => {
      for (let i = 0; i < 20_000; i++) {
        const x = from + (to - from) * random()
        expect(apart(mine(x), other(x)), `at ${x}`).to.be.at.most(2)
      }
    })
  }
  it('pow: at most two units in the last place from the engine’s', () => {
    for (let i = 0; i < 20_000; i++) {
      const [x, y] = [exp(40 * (random() - 0.5)), 40 * (random() - 0.5)]
      expect(apart(pow(x, y), x ** y), `${x} ** ${y}`).to.be.at.most(2)
    }
  })
  it('pow: what the language has where an end of the numbers is near', () => {
    const { POSITIVE_INFINITY: infinity, MAX_VALUE: most, MIN_VALUE: least, NaN: none } = Number
    const positive = [0, 0.5, 1, 1 + 2 ** -52, 2, 3, 33, 1023.5, 1074.4, 1e20, most, least, 1e-310]
    const all = [...positive, ...positive.map(x => -x), infinity, -infinity, none]
    for (const x of all) {
      for (const y of all) {
        const expected = x ** y
        const found = pow(x, y)
        if (Object.is(found, expected)) continue
        expect(apart(found, expected), `${x} ** ${y}`).to.be.at.most(2)
      }
    }
  })
  it('is exact where the answer is', () => {
    expect([exp(0), log(1), sin(0), cos(0), sin(Math.PI / 2), cos(Math.PI)]).to.deep.equal([
      1, 0, 0, 1, 1, -1,
    ])
    expect([pow(9, 0.5), pow(10, -4), pow(-2, 33), pow(2, -1074)]).to.deep.equal([
      3,
      1e-4,
      -(2 ** 33),
      5e-324,
    ])
    expect([power(2, 10), power(0.1, 0), power(-3, 3), power(10, 22)]).to.deep.equal([
      1024, 1, -27, 1e22,
    ])
  })
  it('ends where numbers end', () => {
    const { POSITIVE_INFINITY: infinity, NaN: none } = Number
    expect([exp(infinity), exp(-infinity), exp(none), exp(710)]).to.deep.equal([
      infinity,
      0,
      none,
      infinity,
    ])
    expect([log(0), log(-1), log(infinity), log(none)]).to.deep.equal([
      -infinity,
      none,
      infinity,
      none,
    ])
    expect([sin(infinity), cos(none)]).to.deep.equal([none, none])
    expect(log(5e-324)).to.equal(Math.log(5e-324))
  })
})
