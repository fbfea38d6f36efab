import { expect } from 'chai'
import { checkNumber, checkOptions, checkPowers, checkTexts, nameOf } from '../src/check'
import { SGD } from '../src/optimizers/sgd'

describe('checkOptions', () => {
  it('accepts some, all or none of the options', () => {
    for (const options of [{}, { a: 1 }, { b: undefined, a: 1 }]) {
      expect(() => checkOptions('f', options, ['a', 'b'])).not.to.throw()
    }
  })

  // biome-ignore format: one row a case
  const errors: [string, unknown, string[], string][] = [
    ['an unknown option', { c: 1 }, ['a', 'b'], "f has no option 'c'; its options are a, b."],
    ['one among known ones', { a: 1, A: 1, b: 2 }, ['a', 'b'], "f has no option 'A'; its options are a, b. Write { a: 1 }."],
    ['one that is undefined', { c: undefined }, ['a'], "f has no option 'c'; its option is a."],
    ['the name of an inherited property', { toString: 1 }, ['a'], "f has no option 'toString'; its option is a."],
    ['a number', 0.1, ['a', 'b'], 'f takes its options as an object, { a, b }, not 0.1.'],
    ['null', null, ['a'], 'f takes its options as an object, { a }, not null.'],
    ['undefined', undefined, ['a'], 'f takes its options as an object, { a }, not undefined.'],
    ['an array', [], ['a'], 'f takes its options as an object, { a }, not an array.'],
    ['a string', 'a', ['a'], "f takes its options as an object, { a }, not 'a'."],
    ['a learning rate', 0.1, ['lr', 'momentum'], 'f takes its options as an object, { lr, momentum }, not 0.1. Write { lr: 0.1 }.'],
    ['a title', 'SGD', ['width', 'title'], "f takes its options as an object, { width, title }, not 'SGD'. Write { title: 'SGD' }."],
  ]
  for (const [name, options, accepted, message] of errors) {
    it(`refuses: ${name}`, () => {
      const call = (): void => checkOptions('f', options as object, accepted)
      expect(call).to.throw(TypeError).with.property('message', message)
    })
  }
})

describe('checkOptions, of what is meant', () => {
  // biome-ignore format: one row a case
  const meant: [given: object, accepted: string[], mend: string | undefined][] = [
    [{ learningRate: 0.1 }, ['lr'], '{ lr: 0.1 }'],
    [{ learning_rate: 0.1 }, ['lr'], '{ lr: 0.1 }'],
    [{ Lr: 0.1 }, ['lr'], '{ lr: 0.1 }'],
    [{ LR: 0.1 }, ['lr'], '{ lr: 0.1 }'],
    [{ eta: 0.1 }, ['lr', 'momentum'], '{ lr: 0.1 }'],
    [{ alpha: 0.9 }, ['momentum'], '{ momentum: 0.9 }'],
    [{ rho: 0.9 }, ['lr', 'decayRate', 'eps'], '{ decayRate: 0.9 }'],
    [{ epsilon: 1e-8 }, ['lr', 'decayRate', 'eps'], '{ eps: 1e-8 }'],
    [{ beta_1: 0.9 }, ['lr', 'beta1', 'beta2'], '{ beta1: 0.9 }'],
    [{ momentun: 0.9 }, ['lr', 'momentum'], '{ momentum: 0.9 }'],
    [{ moment: 0.9 }, ['lr', 'momentum'], undefined],
    [{ titel: 'SGD' }, ['title', 'width'], "{ title: 'SGD' }"],
    [{ colour: 'red' }, ['name', 'color'], "{ color: 'red' }"],
    [{ iterations: 9 }, ['from', 'steps'], '{ steps: 9 }'],
    [{ z: 1 }, ['x', 'y'], undefined],
  ]
  for (const [given, accepted, mend] of meant) {
    it(`${Object.keys(given)[0]} → ${mend}`, () => {
      const end = mend === undefined ? `${accepted.join(', ')}.` : `Write ${mend}.`
      let message = ''
      try {
        checkOptions('f', given, accepted)
      } catch (error) {
        ;({ message } = error as Error)
      }
      expect(message.endsWith(end), message).to.equal(true)
    })
  }
})

describe('checkPowers', () => {
  it('refuses a function with ^, and says how a power is written', () => {
    // biome-ignore format: one row a case
    const wrong: [(x: number, y: number) => number, string][] = [
      [(x, y) => (x ^ 2) + (y ^ 2), 'x ** 2'],
      [(x, y) => Math.abs(x + y) ^ 2, 'x ** 2'],
      [x => x ^ 2, 'x ** 2'],
      [radius => { return 3 * radius ^ 4 }, 'radius ** 4'],
    ]
    for (const [f, mend] of wrong) {
      expect(() => checkPowers('surface', f)).to.throw(
        TypeError,
        `surface takes a function, and here ^ means XOR, which works on bits, and not a power: write ${mend}.`,
      )
    }
  })
  it('lets a ^ in a comment or a text pass', () => {
    const f = (x: number): string => {
      // x^2
      return `${x ** 2}${'^'}` /* x^2 */
    }
    expect(() => checkPowers('surface', f)).not.to.throw()
  })
})

describe('checkNumber', () => {
  it('accepts from min up to below, without that', () => {
    for (const value of [0, -0, 5e-324, 1, Number.MAX_VALUE]) {
      expect(() => checkNumber('lr', value, 0)).not.to.throw()
    }
    for (const value of [0, 0.5, 1 - Number.EPSILON / 2]) {
      expect(() => checkNumber('momentum', value, 0, 1)).not.to.throw()
    }
  })

  // biome-ignore format: one row a case
  const errors: [unknown, number, number | undefined, ErrorConstructor, string][] = [
    [-5e-324, 0, undefined, RangeError, 'n must be a finite number ≥ 0, got -5e-324.'],
    [NaN, 0, undefined, RangeError, 'n must be a finite number ≥ 0, got NaN.'],
    [Infinity, 0, undefined, RangeError, 'n must be a finite number ≥ 0, got Infinity.'],
    [0.5, 1, undefined, RangeError, 'n must be a finite number ≥ 1, got 0.5.'],
    [1, 0, 1, RangeError, 'n must be a number ≥ 0 and < 1, got 1.'],
    [-0.1, 0, 1, RangeError, 'n must be a number ≥ 0 and < 1, got -0.1.'],
    [NaN, 0, 1, RangeError, 'n must be a number ≥ 0 and < 1, got NaN.'],
    [Infinity, 0, 1, RangeError, 'n must be a number ≥ 0 and < 1, got Infinity.'],
    [0, 0, 0, RangeError, 'n must be a number ≥ 0 and < 0, got 0.'],
    ['0.1', 0, undefined, TypeError, "n must be a finite number ≥ 0, got '0.1'."],
    [null, 0, undefined, TypeError, 'n must be a finite number ≥ 0, got null.'],
    [undefined, 0, undefined, TypeError, 'n must be a finite number ≥ 0, got undefined.'],
    [1n, 0, undefined, TypeError, 'n must be a finite number ≥ 0, got 1.'],
    [[1], 0, 1, TypeError, 'n must be a number ≥ 0 and < 1, got an array.'],
  ]
  for (const [value, min, below, type, message] of errors) {
    it(`refuses ${typeof value} ${value} with min ${min}, below ${below}`, () => {
      const call = (): void => checkNumber('n', value as number, min, below)
      expect(call).to.throw(type).with.property('message', message)
    })
  }
})

describe('nameOf', () => {
  // biome-ignore format: one row a case
  const cases: [unknown, string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [1.5, '1.5'],
    [NaN, 'NaN'],
    [true, 'true'],
    ['', "''"],
    ['SGD', "'SGD'"],
    [[1], 'an array'],
    [new Float32Array(2), 'a Float32Array'],
    [{}, 'an object of another kind'],
    [Object.create(null), 'an object of another kind'],
    [new Map(), 'a Map'],
    [new SGD(), 'an SGD'],
    [new (class Image {})(), 'an Image'],
    [new (class {})(), 'an object of another kind'],
    [() => 1, 'a function'],
    [class {}, 'a function'],
    [Symbol('s'), 'Symbol(s)'],
  ]
  for (const [value, name] of cases) {
    it(`is ${name}`, () => {
      expect(nameOf(value)).to.equal(name)
    })
  }
})

describe('checkTexts', () => {
  it('lets texts pass, and what is not there', () => {
    expect(() => checkTexts('figure', { title: 'a' }, ['title', 'alt'])).not.to.throw()
  })
  it('names an option that is no text', () => {
    expect(() => checkTexts('figure', { title: 5 }, ['title'])).to.throw(
      TypeError,
      "the title of figure must be a text, such as 'SGD', got 5.",
    )
  })
})
