import { expect } from 'chai'
import { numericalGradient } from '../../src/descent/numerical-gradient'
import { randomPoints } from '../support/random'

type Vector = ArrayLike<number>

interface Case {
  name: string
  f: (x: Vector) => number
  gradient: (x: Vector) => number[]
  low: number[]
  high: number[]
  /** A bound of the third derivatives: the formula's error is at most h²/6 times it. */
  third: number
  /** A bound of |f| + |x·∇f|: the error from rounding is a few ε/h times it. */
  size: number
}

const bowl: Case = {
  name: 'x²/20 + y²',
  f: x => x[0]! ** 2 / 20 + x[1]! ** 2,
  gradient: x => [x[0]! / 10, 2 * x[1]!],
  low: [-10, -5],
  high: [10, 5],
  third: 0,
  size: 90,
}

const cases: Case[] = [
  bowl,
  {
    name: '(1 − x)² + 100(y − x²)²',
    f: x => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2,
    gradient: x => [
      -2 * (1 - x[0]!) - 400 * x[0]! * (x[1]! - x[0]! ** 2),
      200 * (x[1]! - x[0]! ** 2),
    ],
    low: [-2, -1],
    high: [2, 3],
    third: 2400 * 2.001,
    size: 14_000,
  },
  {
    name: 'sin x · exp y',
    f: x => Math.sin(x[0]!) * Math.exp(x[1]!),
    gradient: x => [Math.cos(x[0]!) * Math.exp(x[1]!), Math.sin(x[0]!) * Math.exp(x[1]!)],
    low: [-3, -1],
    high: [3, 1],
    third: Math.exp(1.001),
    size: 15,
  },
  {
    name: 'xyz, three variables',
    f: x => x[0]! * x[1]! * x[2]!,
    gradient: x => [x[1]! * x[2]!, x[0]! * x[2]!, x[0]! * x[1]!],
    low: [-2, -2, -2],
    high: [2, 2, 2],
    third: 0,
    size: 32,
  },
]

/** The largest error over 200 points. */
function worst({ f, gradient, low, high }: Case, h?: number): number {
  const errors = randomPoints(1, 200, low, high).map(x => {
    const found = numericalGradient(f, x, h)
    expect(found).to.be.an.instanceOf(Float64Array).with.length(x.length)
    return Math.max(...gradient(x).map((g, i) => Math.abs(g - found[i]!)))
  })
  return Math.max(...errors)
}

describe('numericalGradient', () => {
  for (const test of cases) {
    for (const h of [undefined, 1e-3, 1e-5]) {
      it(`is the gradient of ${test.name}, h ${h ?? 'by default'}`, () => {
        const step = h ?? 1e-4
        const bound = (step ** 2 / 6) * test.third + (8 * Number.EPSILON * test.size) / step
        expect(worst(test, h)).to.be.at.most(bound)
      })
    }
  }

  it('is worse with a smaller h: of the slope at −7, h = 1e-12 leaves three right digits', () => {
    expect(worst(bowl)).to.be.below(1e-8)
    expect(worst(bowl, 1e-12)).to.be.above(1e-4)
    const [slope] = numericalGradient(bowl.f, [-7, 2], 1e-12)
    expect(Math.abs(slope! + 0.7) / 0.7).to.be.within(1e-4, 2e-3)
  })

  describe('by default finds an h that suits the function, from 1e-12 to 1e12', () => {
    type F = (x: number) => number
    // The powers of ten between which rounding leaves so many digits at all.
    // biome-ignore format: one row a case
    const known: [name: string, f: F, slope: F, low?: number, high?: number, within?: number][] = [
      ['x²', x => x ** 2, x => 2 * x],
      ['10²⁰·x²', x => 1e20 * x ** 2, x => 2e20 * x],
      ['10⁻²⁰·x²', x => 1e-20 * x ** 2, x => 2e-20 * x],
      ['3x', x => 3 * x, () => 3],
      ['x³', x => x ** 3, x => 3 * x ** 2],
      ['√x', Math.sqrt, x => 0.5 / Math.sqrt(x)],
      ['ln x', Math.log, x => 1 / x],
      ['1/x', x => 1 / x, x => -1 / x ** 2],
      ['x·ln x', x => x * Math.log(x), x => Math.log(x) + 1],
      ['(x − 1)²', x => (x - 1) ** 2, x => 2 * (x - 1)],
      ['√(x² + 1)', x => Math.hypot(x, 1), x => x / Math.hypot(x, 1), -6],
      ['x² + 1', x => x ** 2 + 1, x => 2 * x, -6],
      ['1/(1 + x²)', x => 1 / (1 + x ** 2), x => (-2 * x) / (1 + x ** 2) ** 2, -6],
      ['e⁻ˣ', x => Math.exp(-x), x => -Math.exp(-x), -12, 2],
      ['sin x', Math.sin, Math.cos, -12, 6],
      ['cos 10⁵x', x => Math.cos(1e5 * x), x => -1e5 * Math.sin(1e5 * x), -12, 1],
    ]
    for (const [name, f, slope, low = -12, high = 12, within = 1e-6] of known) {
      it(name, () => {
        for (let k = low; k <= high; k++) {
          const x = 3 * 10 ** k
          const [found] = numericalGradient(([x]) => f(x!), [x])
          const right = slope(x)
          expect(Math.abs(found! - right), `at ${x}`).to.be.at.most(within * Math.abs(right))
        }
      })
    }
    it('is 0 where the ground is level', () => {
      for (const f of [() => 5, (x: number) => 1 + x ** 2, Math.cos, (x: number) => x ** 4]) {
        expect(numericalGradient(([x]) => f(x!), [0])[0]).to.be.closeTo(0, 1e-12)
      }
    })
    it('does not look beyond a bend', () => {
      for (const at of [-0.3, -2e-4, -1, 2e-3]) {
        for (const slope of [1, 1e-7]) {
          const [found] = numericalGradient(([x]) => 1 + slope * Math.max(0, x!), [at])
          expect(found).to.be.closeTo(at > 0 ? slope : 0, 1e-10)
        }
      }
    })
    it('of several variables, of each its own', () => {
      const [a, b] = numericalGradient(([x, y]) => Math.sqrt(x!) + y! ** 2, [1e-6, 1e4])
      expect(a).to.be.closeTo(500, 2)
      expect(b).to.be.closeTo(2e4, 1e-3)
    })
    it('and says where the function is not defined at all', () => {
      expect(() => numericalGradient(([x]) => Math.sqrt(x!), [-1])).to.throw(
        RangeError,
        'returned NaN at [-0.9999].',
      )
    })
  })

  it('of no variables is empty', () => {
    expect(numericalGradient(() => 1, [])).to.deep.equal(new Float64Array(0))
  })

  it('hands f a Float64Array and leaves x as it is, also when f writes into what it gets', () => {
    for (const x of [Object.freeze([1, 2]), new Float32Array([1, 2]), new Float64Array([1, 2])]) {
      numericalGradient(given => {
        expect(given).to.be.an.instanceOf(Float64Array)
        const value = given[0]! + given[1]!
        given.fill(99)
        return value
      }, x)
      expect([...x]).to.deep.equal([1, 2])
    }
  })

  it('takes digits in a string for a number, and does not append h to them', () => {
    const found = numericalGradient(x => x[0]! ** 2, ['3'] as never)
    expect(found[0]).to.be.closeTo(6, 1e-9)
  })

  it('nudges one variable at a time', () => {
    const seen: number[][] = []
    numericalGradient(x => seen.push([...x]), [1, 2], 0.5)
    expect(seen).to.deep.equal([
      [1.5, 2],
      [0.5, 2],
      [1, 2.5],
      [1, 1.5],
    ])
  })

  it('leaves x as it is when f throws, at any call', () => {
    for (let last = 0; last < 4; last++) {
      const x = new Float64Array([1, 2])
      let calls = 0
      const f = (): number => {
        if (calls++ === last) throw new Error('mine')
        return 0
      }
      expect(() => numericalGradient(f, x)).to.throw(Error, 'mine')
      expect([...x]).to.deep.equal([1, 2])
    }
  })

  const f = (x: Vector): number => x[0]!
  // biome-ignore format: one row a case
  const errors: [string, unknown, unknown, unknown, ErrorConstructor, string][] = [
    ['no function', 3, [1], 1e-4, TypeError, 'numericalGradient takes a function of an array, got 3.'],
    ['x a number', f, 1, 1e-4, TypeError, 'numericalGradient takes x as an array of numbers, got 1.'],
    ['x null', f, null, 1e-4, TypeError, 'numericalGradient takes x as an array of numbers, got null.'],
    ['x a string', f, '12', 1e-4, TypeError, "numericalGradient takes x as an array of numbers, got '12'."],
    ['x an object', f, { x: 1 }, 1e-4, TypeError, 'numericalGradient takes x as an array of numbers, got an object of another kind.'],
    ['x NaN', () => 0, [1, NaN], 1e-4, RangeError, 'x must hold finite numbers, got NaN at index 1.'],
    ['x infinite', () => 0, new Float64Array([-Infinity]), 1e-4, RangeError, 'x must hold finite numbers, got -Infinity at index 0.'],
    ['x with a gap', () => 0, [1, undefined], 1e-4, RangeError, 'x must hold finite numbers, got undefined at index 1.'],
    ['x of words', f, ['one'], 1e-4, RangeError, "x must hold finite numbers, got 'one' at index 0."],
    ['h 0', f, [1], 0, RangeError, 'h must be a finite number > 0, got 0.'],
    ['h below 0', f, [1], -1e-4, RangeError, 'h must be a finite number > 0, got -0.0001.'],
    ['h NaN', f, [1], NaN, RangeError, 'h must be a finite number > 0, got NaN.'],
    ['h infinite', f, [1], Infinity, RangeError, 'h must be a finite number > 0, got Infinity.'],
    ['f NaN', () => NaN, [1], 0.5, RangeError, 'numericalGradient needs a function that returns a finite number, and it returned NaN at [1.5].'],
    ['f infinite below', (x: Vector) => 1 / Math.max(0, x[0]!), [0], 0.5, RangeError, 'numericalGradient needs a function that returns a finite number, and it returned Infinity at [-0.5].'],
    ['f returns nothing', () => {}, [1, 2], 0.5, RangeError, 'numericalGradient needs a function that returns a finite number, and it returned undefined at [1.5, 2].'],
    ['f returns a string', () => '1', [1], 0.5, RangeError, "numericalGradient needs a function that returns a finite number, and it returned '1' at [1.5]."],
  ]
  for (const [name, f, x, h, type, message] of errors) {
    it(`refuses: ${name}`, () => {
      const call = (): unknown => numericalGradient(f as never, x as never, h as never)
      expect(call).to.throw(type).with.property('message', message)
    })
  }
})
