import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { cos, exp, hypot, log, log10, pow, power, sin, tanh } from '../src/math'
import { uniform } from '../src/random'

/** How many units in the last place apart. */
function apart(found: number, expected: number): number {
  return found === expected ? 0 : Math.abs(found - expected) / last(expected)
}

/** The unit in the last place of a number. */
function last(x: number): number {
  return 2 ** (Math.floor(Math.log2(Math.max(Math.abs(x), 2 ** -1022))) - 52)
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
    ['log10', log10, Math.log10, 0, 5],
    ['log10 of large numbers', log10, Math.log10, 0, 1e300],
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
  /** The arguments, the nearest double, and what is left, in units of its last place. */
  const reference: Record<string, number[][]> = JSON.parse(
    readFileSync(join(__dirname, 'reference', 'math.json'), 'utf8'),
  )
  const functions = { cos, exp, hypot, log, log10, pow, sin, tanh }
  for (const [name, mine] of Object.entries(functions)) {
    const most = name === 'hypot' ? 1.25 : 1
    it(`${name}: at most ${most} in the last place from 60 digits`, () => {
      expect(reference[name]).to.have.length.above(50)
      for (const row of reference[name]!) {
        const [rest, nearest] = [row.at(-1)!, row.at(-2)!]
        const given = row.slice(0, -2)
        const found = (mine as (...given: number[]) => number)(...given)
        const error = Math.abs((found - nearest) / last(nearest) - rest)
        expect(error, `${name}(${given.join(', ')}) = ${found}`).to.be.below(most)
      }
    })
  }
  it('tanh: goes on where its two formulas meet, and is odd', () => {
    const [below, above] = [tanh(0.55), tanh(0.55 + 2 ** -53)]
    expect(above - below).to.be.within(0, 2 ** -53)
    for (let i = 0; i < 2000; i++) {
      const x = 22 * random()
      expect(tanh(-x)).to.equal(-tanh(x))
      expect(tanh(x)).to.be.at.most(1)
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
    for (let n = -307; n <= 308; n++) expect(log10(Number(`1e${n}`))).to.equal(n)
    expect([hypot(3, 4), hypot(-5e-320, 0), hypot(0, 1e308), hypot(0, 0)]).to.deep.equal([
      5, 5e-320, 1e308, 0,
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
    expect([tanh(infinity), tanh(-infinity), tanh(none)]).to.deep.equal([1, -1, none])
    expect([log10(0), log10(-1), log10(infinity)]).to.deep.equal([-infinity, none, infinity])
    expect([hypot(1, -infinity), hypot(none, 1), hypot(1e308, 1.7e308)]).to.deep.equal([
      infinity,
      none,
      infinity,
    ])
    expect(log(5e-324)).to.equal(Math.log(5e-324))
  })
})
