import { expect } from 'chai'
import { numericalGradient } from '../../src/descent/numerical-gradient'
import { checkDomain, checkSurface, surface } from '../../src/surfaces/surface'
import { surfaces } from '../../src/surfaces/surfaces'
import { randomPoints } from '../support/random'

const square = (x: number, y: number): number => x ** 2 + y ** 2

describe('surface', () => {
  it('has defaults', () => {
    const made = surface(square)
    expect(made.f).to.equal(square)
    expect(made).to.deep.include({
      name: 'f',
      domain: { x: [-5, 5], y: [-5, 5] },
      minima: [],
      start: [-4, 4],
    })
  })

  it('keeps what it is given', () => {
    const given = {
      gradient: (x: number, y: number) => [2 * x, 2 * y] as const,
      domain: { x: [-1, 1], y: [-2, 2] },
      minima: [[0, 0]],
      start: [0.5, 0.5],
      name: 'square',
      formula: 'x² + y²',
    } as const
    expect(surface(square, given)).to.deep.equal({ f: square, ...given })
  })

  it('starts a tenth of its domain away from the upper left corner', () => {
    const { start } = surface(square, { domain: { x: [0, 10], y: [-20, 0] } })
    expect(start).to.deep.equal([1, -2])
  })

  // Written as text, as what runs the tests may print a function anew.
  // biome-ignore format: one row a case
  const formulas: [code: string, formula: string][] = [
    ['(x, y) => x ** 2 + y', 'x ** 2 + y'],
    ['(x,y)=>x*y', 'x*y'],
    ['x => x', 'x'],
    ['() => 3', '3'],
    ['(x, y) => (1 - x) ** 2 + (y - x * x) ** 2', '(1 - x) ** 2 + (y - x * x) ** 2'],
    ['(x, y) => [x, y].reduce((sum, z) => sum + z * z, 0)', '[x, y].reduce((sum, z) => sum + z * z, 0)'],
    ['(x, y) => x <= y ? x : y', 'x <= y ? x : y'],
    ['(x, y) => { return x + y }', 'f(x, y)'],
    ['(x, y) => { return [x, y].map(z => z * z)[0] }', 'f(x, y)'],
    ['(x, y) => { const g = z => z * z; return g(x) + g(y) }', 'f(x, y)'],
    ['function (x, y) { return x + y }', 'f(x, y)'],
    ['function (x, y) { return [x, y].map(z => z * z)[0] }', 'f(x, y)'],
    ['Math.hypot', 'f(x, y)'],
  ]
  for (const [code, formula] of formulas) {
    it(`takes the formula from ${code}`, () => {
      const f = new Function(`return ${code}`)()
      expect(surface(f).formula).to.equal(formula)
    })
  }

  it('takes the gradient from central differences, the same as numericalGradient', () => {
    const made = surface((x, y) => Math.sin(x) * Math.exp(y))
    for (const [x, y] of randomPoints(2, 200, [-3, -1], [3, 1])) {
      const [gx, gy] = made.gradient(x!, y!)
      expect(gx).to.be.closeTo(Math.cos(x!) * Math.exp(y!), 1e-7)
      expect(gy).to.be.closeTo(Math.sin(x!) * Math.exp(y!), 1e-7)
      expect([gx, gy]).to.deep.equal([
        ...numericalGradient(([x, y]) => Math.sin(x!) * Math.exp(y!), [x!, y!]),
      ])
    }
  })

  it('takes the step from the size of the domain', () => {
    const waves = surface((x, y) => Math.cos(1e5 * x) + y, {
      domain: { x: [0, 1e-4], y: [-1e9, 1e9] },
    })
    const [gx, gy] = waves.gradient(1.7e-5, 3)
    expect(gx).to.be.closeTo(-1e5 * Math.sin(1.7), 1)
    expect(gy).to.be.closeTo(1, 1e-6)
    const far = surface(x => x * x, { domain: { x: [0, 1e14], y: [0, 1] } })
    expect(far.gradient(1e13, 0.5)[0]).to.be.closeTo(2e13, 1e7)
  })

  it('does not look over the edges of the domain', () => {
    const [xs, ys] = [
      [-2, 3],
      [1, 1e3],
    ] as const
    const inside = surface(
      (x, y) => {
        if (x < xs[0] || x > xs[1] || y < ys[0] || y > ys[1]) throw new Error(`asked at ${x}, ${y}`)
        return x ** 3 + Math.log(y)
      },
      { domain: { x: xs, y: ys } },
    )
    for (const x of [-2, -2 + 1e-9, 1, 3 - 1e-6, 3]) {
      for (const y of [1, 1 + 1e-5, 30, 1e3]) {
        const [gx, gy] = inside.gradient(x, y)
        expect(gx).to.be.closeTo(3 * x * x, 1e-5)
        expect(gy).to.be.closeTo(1 / y, 1e-5 / y)
      }
    }
    const root = surface((x, y) => x * Math.sqrt(x) + y, { domain: { x: [0, 1], y: [0, 1] } })
    expect(root.gradient(0, 0)[0]).to.be.closeTo(0, 1e-3)
    expect(root.gradient(0, 0)[1]).to.be.closeTo(1, 1e-9)
  })

  it('comes to an end whatever the domain and the place', () => {
    const { MAX_VALUE, MIN_VALUE } = Number
    for (const [min, max] of [
      [-MAX_VALUE, MAX_VALUE],
      [0, MIN_VALUE],
      [1e308, MAX_VALUE],
      [-1e-320, 1e-320],
      [1e15, 1e15 + 1],
    ] as const) {
      for (const f of [Math.sin, Math.sqrt, (x: number) => x, (x: number) => 1 / x, () => NaN]) {
        const { gradient } = surface(x => f(x), {
          domain: { x: [min, max], y: [-1, 1] },
          start: [0, 0],
        })
        for (const x of [0, min, max, MIN_VALUE, -MIN_VALUE, 1, 1e-310, 1e300, MAX_VALUE]) {
          expect(gradient(x, 0)[0]).to.be.a('number')
        }
      }
    }
  })

  it('is felt outside of the domain, too', () => {
    expect(surface((x, y) => x * x + y).gradient(1000, 0)[0]).to.be.closeTo(2000, 1e-3)
  })

  it('has no finite gradient where f is not finite, and does not throw', () => {
    expect(surface((x, y) => Math.sqrt(x) + y, { start: [1, 0] }).gradient(-1, 0)[0]).to.be.NaN
  })

  const suitable =
    'surface takes a domain { x: [min, max], y: [min, max] } with finite min < max, not '
  const returns = 'the function of a surface must return a number, and returned '
  // biome-ignore format: one row a case
  const errors: [string, unknown, unknown, ErrorConstructor, string][] = [
    ['a start of one number', (x: number) => x, { start: [1] }, RangeError, 'start must be a point [x, y] of two finite numbers, got [1].'],
    ['minima that are a number', (x: number) => x, { minima: 3 }, TypeError, 'minima must be an array of points such as [[0, 0]], got 3.'],
    ['a name that is a number', (x: number) => x, { name: 3 }, TypeError, "name must be a text such as 'f', got 3."],
    ['a formula that is a function', (x: number) => x, { formula: () => 'x' }, TypeError, "formula must be a text such as 'f', got a function."],
    ['a minimum that is a number', (x: number) => x, { minima: [3] }, RangeError, 'each of minima must be a point [x, y] of two finite numbers, got 3.'],
    ['a gradient that is none', (x: number) => x, { gradient: [1, 2] }, TypeError, 'gradient must be a function such as (x, y) => [2 * x, 2 * y], got an array.'],
    ['a formula in words', 'x + y', {}, TypeError, "surface takes a function such as (x, y) => x ** 2 + y ** 2, got 'x + y'."],
    ['nothing', undefined, {}, TypeError, 'surface takes a function such as (x, y) => x ** 2 + y ** 2, got undefined.'],
    ['a surface', surfaces.bowl, {}, TypeError, 'surface takes a function such as (x, y) => x ** 2 + y ** 2, got an object of another kind.'],
    ['an unknown option', square, { colour: 1 }, TypeError, "surface has no option 'colour'; its options are gradient, domain, minima, start, name, formula."],
    ['a name for options', square, 'bowl', TypeError, "surface takes its options as an object, { gradient, domain, minima, start, name, formula }, not 'bowl'. Write { name: 'bowl' }."],
    ['a function that returns nothing', () => {}, {}, TypeError, `${returns}undefined at (-4, 4).`],
    ['one that returns an array', () => [1], { start: [1, 2] }, TypeError, `${returns}an array at (1, 2).`],
    ['a domain that is turned round', square, { domain: { x: [1, -1], y: [0, 1] } }, RangeError, `${suitable}{"x":[1,-1],"y":[0,1]}.`],
    ['a domain without width', square, { domain: { x: [0, 1], y: [1, 1] } }, RangeError, `${suitable}{"x":[0,1],"y":[1,1]}.`],
    ['an infinite domain', square, { domain: { x: [0, Infinity], y: [0, 1] } }, RangeError, `${suitable}{"x":[0,null],"y":[0,1]}.`],
    ['half a domain', square, { domain: { x: [0, 1] } }, RangeError, `${suitable}{"x":[0,1]}.`],
  ]
  for (const [name, f, options, type, message] of errors) {
    it(`refuses: ${name}`, () => {
      const call = (): unknown => surface(f as never, options as never)
      expect(call).to.throw(type).with.property('message', message)
    })
  }
})

describe('checkSurface', () => {
  it('accepts what has f, gradient and domain', () => {
    expect(() => checkSurface('contour', surfaces.bowl)).not.to.throw()
    expect(() => checkSurface('contour', surface(square))).not.to.throw()
  })
  const { f, gradient, domain } = surfaces.bowl
  // biome-ignore format: one row a case
  const others: [string, unknown, string][] = [
    ['a function', f, 'a function'],
    ['no f', { gradient, domain }, 'an object of another kind'],
    ['no gradient', { f, domain }, 'an object of another kind'],
    ['no domain', { f, gradient }, 'an object of another kind'],
    ['null', null, 'null'],
  ]
  for (const [name, value, named] of others) {
    it(`refuses: ${name}`, () => {
      expect(() => checkSurface('contour', value as never))
        .to.throw(TypeError)
        .with.property(
          'message',
          `contour takes a surface, such as surfaces.bowl or what surface((x, y) => …) returns, not ${named}.`,
        )
    })
  }
})

describe('checkDomain', () => {
  it('accepts the smallest of intervals', () => {
    expect(() => checkDomain('f', { x: [0, 5e-324], y: [-1, 0] })).not.to.throw()
  })
  for (const domain of [
    null,
    undefined,
    3,
    [],
    { x: [0, NaN], y: [0, 1] },
    { x: [0], y: [0, 1] },
  ]) {
    it(`refuses ${JSON.stringify(domain)}`, () => {
      expect(() => checkDomain('f', domain as never)).to.throw(
        RangeError,
        `not ${JSON.stringify(domain)}.`,
      )
    })
  }
})
