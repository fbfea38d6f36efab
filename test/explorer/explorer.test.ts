import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  AdaGrad,
  Adam,
  descend,
  Momentum,
  noisy,
  RMSprop,
  rotate,
  SGD,
  surface,
  surfaces,
} from '../../src'
import { explore, explorerHtml, explorerSpec } from '../../src/dist/display/explore'
import { codeFor } from '../../src/dist/explorer/code'
import { codeOf } from '../../src/dist/explorer/formula'
import { describe as describeGround, groundOf } from '../../src/dist/explorer/ground'
import { powersOfTen } from '../../src/dist/explorer/loss-axis'
import { make, scales, settingsOf, specOf } from '../../src/dist/explorer/methods'
import { near } from '../../src/dist/explorer/near'
import { inTurn, readNumber } from '../../src/dist/explorer/read-number'
import { termsAt } from '../../src/dist/explorer/terms'
import * as math from '../../src/dist/math'
import type { BaseOptimizer } from '../../src/dist/optimizers/base-optimizer'
import { catalogue } from '../../src/dist/optimizers/catalogue'

const { bowl } = surfaces
const all = Object.values(catalogue).map(Class => new Class())

describe('explore', () => {
  const options = { surface: bowl, optimizers: [new SGD({ lr: 0.95 })] }
  const adam = { surface: bowl, optimizers: [new Adam(), new SGD()] }

  it('begins as asked, with the usual where nothing is said', () => {
    expect(explorerSpec(options)).to.deep.equal({
      ground: { name: 'bowl' },
      degrees: 0,
      sigma: 0,
      fresh: false,
      seed: 0,
      optimizers: [{ method: 'SGD', settings: { lr: 0.95 } }],
      from: bowl.start,
      steps: 30,
    })
  })

  it('opens with a map of two numbers of the first optimizer', () => {
    const { map } = explorerSpec({ ...adam, map: ['beta1', 'lr'] })
    expect(map).to.deep.equal(['beta1', 'lr'])
  })

  // biome-ignore format: one row a case
  const errors: [what: string, options: unknown, message: string][] = [
    ['no surface', { optimizers: [new SGD()] }, 'explore takes a surface, such as surfaces.bowl or what surface((x, y) => …) returns, not undefined.'],
    ['no optimizer', { surface: bowl, optimizers: [] }, 'explore takes an array of 1 to 6 optimizers, got 0.'],
    ['an optimizer alone', { surface: bowl, optimizers: new SGD() }, 'explore takes an array of 1 to 6 optimizers, got an SGD.'],
    ['a class of your own', { surface: bowl, optimizers: [{ update() {} }] }, `explore runs the package's optimizers, ${Object.keys(catalogue).join(', ').replace(/, (\w+)$/, ' and $1')}, not an object of another kind.`],
    ['half a step', { ...options, steps: 0.5 }, 'steps must be a whole number from 1 to 500, got 0.5.'],
    ['half a start', { ...options, from: [1] }, 'from must be a point [x, y] of two finite numbers, got [1].'],
    ['an unknown option', { ...options, step: 3 }, "explore has no option 'step'; its options are surface, optimizers, from, steps, map."],
  ]
  const twoOfAdam =
    "map must be two different numbers of the first optimizer, which are 'lr', 'beta1', 'beta2', 'eps'; got "
  // biome-ignore format: one row a case
  errors.push(
    ['a map of one number', { ...adam, map: ['beta1'] }, `${twoOfAdam}['beta1'].`],
    ['a map of one number twice', { ...adam, map: ['lr', 'lr'] }, `${twoOfAdam}['lr', 'lr'].`],
    ['a map of a word', { ...adam, map: ['lr', 'biasCorrection'] }, `${twoOfAdam}['lr', 'biasCorrection'].`],
    ['a map of what another method has', { ...adam, map: ['lr', 'momentum'] }, `${twoOfAdam}['lr', 'momentum'].`],
    ['a map that is no pair', { ...adam, map: 'beta1' }, `${twoOfAdam}'beta1'.`],
    ['a map of SGD', { ...options, map: ['lr', 'momentum'] }, "map must be two different numbers of the first optimizer, and SGD has only 'lr': put another first; got ['lr', 'momentum']."],
  )
  for (const [what, given, message] of errors) {
    it(`refuses ${what}`, () => {
      expect(() => explore(given as typeof options)).to.throw(message)
    })
  }
  it('says that it needs a notebook', () => {
    expect(() => explore(options)).to.throw(Error, 'explore needs a notebook')
  })

  it('is light: the script has at most 78 kB, and nothing in it ends it', () => {
    const file = join(__dirname, '../../src/dist/explorer.js')
    expect(statSync(file).size).to.be.at.most(78_000)
    expect(readFileSync(file, 'utf8')).not.to.match(/<\/script/i)
    const html = explorerHtml(explorerSpec(options))
    expect(html.match(/<\/script/gi)).to.have.length(1)
    expect(explorerHtml(explorerSpec(options))).to.equal(html)
  })
})

describe('a ground for the browser', () => {
  const points = [
    [-1.3, 0.7],
    [0.2, -2.1],
    [3, 4],
  ] as const
  const same = (given: typeof bowl) => {
    const again = groundOf(JSON.parse(JSON.stringify(describeGround(given))))
    for (const [x, y] of points) {
      expect(again.f(x, y)).to.equal(given.f(x, y))
      expect(again.gradient(x, y)).to.deep.equal(given.gradient(x, y))
    }
    expect(again.domain).to.deep.equal(given.domain)
  }
  for (const [name, one] of Object.entries(surfaces)) it(name, () => same(one))
  it('turned', () => same(rotate(bowl, 30)))
  it('turned twice', () => {
    const spec = describeGround(rotate(rotate(bowl, 30), 15))
    expect(spec.degrees).to.equal(45)
  })
  it('shaken', () => same(noisy(rotate(bowl, 30), { noise: 0.5, seed: 7 })))
  it('shaken anew at each step', () => same(noisy(bowl, { noise: 0.5, seed: 7, fresh: true })))
  it('of your own', () => same(surface((x, y) => x ** 2 + Math.sin(y), { name: 'mine' })))
  it('with a gradient of its own', () =>
    same(surface((x, y) => x * x + y * y, { gradient: (x, y) => [2 * x, 2 * y] })))
  it('as a function with a block, a name, or a method', () => {
    same(
      surface((x, y) => {
        const r = Math.hypot(x, y)
        return r * r
      }),
    )
    same(
      surface(function cone(x: number, y: number) {
        return Math.abs(x) + y * y
      }),
    )
    same(
      surface(
        {
          f(x: number, y: number) {
            return x * x + y
          },
        }.f,
      ),
    )
  })

  it('refuses a function that uses a variable from outside, and names it', () => {
    const steepness = 3
    const message = (name: string, what = 'f') =>
      `explore runs your function in the browser, and its ${what} uses '${name}' from outside itself: write the value into the function.`
    expect(() => describeGround(surface(x => steepness * x * x))).to.throw(
      TypeError,
      message('steepness'),
    )
    // Only in a part of the plane.
    expect(() => describeGround(surface(x => (x > 4 ? steepness : x)))).to.throw(
      TypeError,
      message('steepness'),
    )
    expect(() => describeGround(surface(x => x, { gradient: () => [steepness, 0] }))).to.throw(
      TypeError,
      message('steepness', 'gradient'),
    )
    // What tslab makes of a variable of an earlier cell.
    const inCell = new Function('exports', 'return (x, y) => exports.depth * x * y')({ depth: 2 })
    expect(() => describeGround(surface(inCell))).to.throw(TypeError, message('depth'))
  })
  it('takes the package’s own functions, as the compiler leaves them of an import', () => {
    const inCell = new Function('downhill_1', 'return (x, y) => (0, downhill_1.sin)(x) * y')(math)
    const own = surface(inCell)
    expect(describeGround(own).ground).to.include({ f: '(x, y) => sin(x) * y' })
    same(own)
  })
  it('refuses what is turned after it was shaken', () => {
    expect(() => describeGround(rotate(noisy(bowl), 30))).to.throw(
      TypeError,
      'explore takes noisy(rotate(…)), not rotate(noisy(…)): turn it first.',
    )
  })
})

describe('settings', () => {
  it('are all that each class has, and make it again', () => {
    for (const optimizer of all) {
      const spec = specOf(optimizer)!
      expect(Object.keys(spec.settings)).to.deep.equal(settingsOf[spec.method])
      const own = Object.entries(optimizer).filter(([, value]) => typeof value !== 'object')
      expect(spec.settings).to.deep.equal(Object.fromEntries(own))
      expect(specOf(make(spec))).to.deep.equal(spec)
    }
    expect(specOf({})).to.equal(undefined)
  })
  it('have sliders that count by powers of ten, of the value or of what is missing to 1', () => {
    expect([-5, -2, 0, 1].map(scales.lr!.at)).to.deep.equal([1e-5, 0.01, 1, 10])
    expect([0, 1, 2, 3, 4].map(scales.beta2!.at)).to.deep.equal([0, 0.9, 0.99, 0.999, 0.9999])
    for (const { min, max, at, of } of Object.values(scales)) {
      for (let i = 0; i <= 20; i++) {
        const place = min + ((max - min) * i) / 20
        expect(of(at(place))).to.be.closeTo(place, 0.01)
      }
    }
  })
})

describe('the terms of an update', () => {
  const from = [-7, 2] as const
  const value = (spec: ReturnType<typeof specOf>, t: number, symbol: string) =>
    termsAt(bowl, spec!, from, t)!.find(term => term.symbol === symbol)!.value

  it('have the place, the slope and the step of the walk, to the last digit', () => {
    for (const optimizer of all) {
      const spec = specOf(optimizer)!
      const walk = descend(bowl, optimizer, { from, steps: 8 })
      for (const t of [0, 3, 7]) {
        expect(value(spec, t, 'x')).to.deep.equal(walk.points[t])
        expect(value(spec, t, 'g')).to.deep.equal(walk.gradients[t])
        const step = walk.points[t + 1]!.map((next, i) => next - walk.points[t]![i]!)
        expect(value(spec, t, 'Δx')).to.deep.equal(step)
      }
    }
  })
  it('are the sums and averages that the formulas define', () => {
    const optimizers = {
      momentum: new Momentum({ lr: 0.1, momentum: 0.8 }),
      adagrad: new AdaGrad({ lr: 1.5 }),
      rmsprop: new RMSprop({ lr: 0.1, decayRate: 0.9 }),
      adam: new Adam({ lr: 0.3, biasCorrection: 'moments' }),
    }
    const t = 6
    const g = (optimizer: BaseOptimizer) =>
      descend(bowl, optimizer, { from, steps: t }).gradients.map(([gx]) => gx)
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
    const close = (spec: BaseOptimizer, symbol: string, expected: number) =>
      expect(value(specOf(spec), t, symbol)[0]).to.be.closeTo(expected, 1e-12 * Math.abs(expected))

    const { momentum, adagrad, rmsprop, adam } = optimizers
    close(momentum, 'v', -0.1 * sum(g(momentum).map((gi, i) => 0.8 ** (t - i) * gi)))
    const h = sum(g(adagrad).map(gi => gi * gi))
    close(adagrad, 'h', h)
    close(adagrad, 'η/(√h + ε)', 1.5 / (Math.sqrt(h) + 1e-7))
    close(rmsprop, 'h', 0.1 * sum(g(rmsprop).map((gi, i) => 0.9 ** (t - i) * gi * gi)))
    const m = 0.1 * sum(g(adam).map((gi, i) => 0.9 ** (t - i) * gi))
    const v = 0.001 * sum(g(adam).map((gi, i) => 0.999 ** (t - i) * gi * gi))
    close(adam, 'm', m)
    close(adam, 'm̂', m / (1 - 0.9 ** (t + 1)))
    expect(value(specOf(adam), t, 'v')[0]).to.be.closeTo(v, 1e-12)
    expect(value(specOf(adam), t, 'v̂')[0]).to.be.closeTo(v / (1 - 0.999 ** (t + 1)), 1e-9)
  })
  it('multiply to the step: m̂ times the effective learning rate, for each way to correct', () => {
    for (const biasCorrection of ['step', 'moments', 'none'] as const) {
      const spec = specOf(new Adam({ lr: 0.3, biasCorrection, eps: 0.1 }))
      for (const t of [0, 1, 20]) {
        const [mHat, rate, step] = ['m̂', 'η/(√v̂ + ε)', 'Δx'].map(
          symbol => value(spec, t, symbol)[1],
        )
        expect(-mHat! * rate!).to.be.closeTo(step!, 1e-12)
      }
    }
  })
})

describe('a typed formula', () => {
  /** The function of a formula, as the browser makes it. */
  const functionOf = (typed: string) =>
    groundOf({
      ground: {
        ...{ name: 'f', formula: typed, f: codeOf(typed), gradient: undefined },
        ...{ domain: bowl.domain, start: bowl.start },
      },
      ...{ degrees: 0, sigma: 0, seed: 0, fresh: false },
    }).f

  it('becomes code for a cell', () => {
    expect(codeOf('x²/20 − 3·sin(pi*y) + Math.exp(-(y^2))')).to.equal(
      '(x, y) => pow(x, 2) / 20 - 3 * sin(Math.PI * y) + exp(-pow(y, 2))',
    )
  })

  const { abs, sin, cos, exp, log, sqrt, PI, E } = Math
  // biome-ignore format: one row a case
  const cases: [typed: string, f: (x: number, y: number) => number][] = [
    // Products without a sign.
    ['2*(x+1)(y-1)', (x, y) => 2 * (x + 1) * (y - 1)],
    ['3(x)', x => 3 * x],
    ['2x', x => 2 * x],
    ['x y', (x, y) => x * y],
    ['xy', (x, y) => x * y],
    ['2xy^2', (x, y) => 2 * x * y ** 2],
    ['(x)(y)', (x, y) => x * y],
    ['x(y+1)', (x, y) => x * (y + 1)],
    ['x/2y', (x, y) => (x / 2) * y],
    ['1e-3x', x => 1e-3 * x],
    ['2ex', x => 2 * E * x],
    // Functions without brackets.
    ['sin x', x => sin(x)],
    ['sinx', x => sin(x)],
    ['2 sin x', x => 2 * sin(x)],
    ['sin 2πx', x => sin(2 * PI * x)],
    ['sin x cos y', (x, y) => sin(x) * cos(y)],
    ['sin x + 1', x => sin(x) + 1],
    ['sin -x', x => sin(-x)],
    ['sin x^2', x => sin(x ** 2)],
    ['sin cos x', x => sin(cos(x))],
    ['sin^2 x', x => sin(x) ** 2],
    ['sin²(x) y', (x, y) => sin(x) ** 2 * y],
    ['exp x', x => exp(x)],
    ['exp -x^2', x => exp(-(x ** 2))],
    // Powers.
    ['x^2y', (x, y) => x ** 2 * y],
    ['x⁴', x => x ** 4],
    ['x²y³', (x, y) => x ** 2 * y ** 3],
    ['x**2', x => x ** 2],
    ['-x^2', x => -(x ** 2)],
    ['2^x^2', x => 2 ** (x ** 2)],
    ['2^-x', x => 2 ** -x],
    ['x⁻²', x => x ** -2],
    ['e^x', x => exp(x)],
    ['e⁻ˣ', x => exp(-x)],
    ['e^-x^2', x => exp(-(x ** 2))],
    ['(x+1)^2', x => (x + 1) ** 2],
    // Names and characters.
    ['X+Y', (x, y) => x + y],
    ['SIN(PI X)', x => sin(PI * x)],
    ['ln |x|', x => log(abs(x))],
    ['log(x^2)', x => log(x ** 2)],
    ['log10(100)+log2(8)', () => 5],
    ['|x||y|', (x, y) => abs(x) * abs(y)],
    ['|x-|y||', (x, y) => abs(x - abs(y))],
    ['2|sin x|', x => 2 * abs(sin(x))],
    ['√|x|', x => sqrt(abs(x))],
    ['√(x²+y²)', (x, y) => sqrt(x * x + y * y)],
    ['½x²', x => x ** 2 / 2],
    ['x×y·2÷3', (x, y) => (x * y * 2) / 3],
    ['x − y – 1', (x, y) => x - y - 1],
    ['x - -y', (x, y) => x + y],
    ['x-(y-1)', (x, y) => x - (y - 1)],
    ['-(-(-x))', x => -x],
    ['x/(2y)', (x, y) => x / (2 * y)],
    ['x\u00a0+ .5', x => x + 0.5],
    // Commas.
    ['0,5*x', x => 0.5 * x],
    ['1,25x + 0,125', x => 1.25 * x + 0.125],
    ['sin(0,5)', () => sin(0.5)],
    ['hypot(x, y)', (x, y) => Math.hypot(x, y)],
    ['max(x,y)', (x, y) => Math.max(x, y)],
    ['max(1,2)', () => 2],
    ['max(0,5;x)', x => Math.max(0.5, x)],
    ['min(x, y, max(0, 1))', (x, y) => Math.min(x, y, 1)],
    ['pow(|x|; 1,5)', x => abs(x) ** 1.5],
    // What is made of other functions.
    ['tan(x+y)', (x, y) => Math.tan(x + y)],
    ['sinh x + cosh(x y)', (x, y) => Math.sinh(x) + Math.cosh(x * y)],
    ['tanh(x y)', (x, y) => Math.tanh(x * y)],
    ['cbrt(x) - ∛(2y)', (x, y) => Math.cbrt(x) - Math.cbrt(2 * y)],
    ['arctan x + asin(0,5) + acos 0', x => Math.atan(x) + Math.asin(0.5) + PI / 2],
    ['sign x + floor(x) + ceil y + round(y)', (x, y) => Math.sign(x) + Math.floor(x) + Math.ceil(y) + Math.round(y)],
  ]
  for (const [typed, f] of cases) {
    it(typed, () => {
      const mine = functionOf(typed)
      for (const [x, y] of [
        [0.3, -1.7],
        [-2.6, 0.9],
        [3.1, 2.2],
      ] as const) {
        const expected = f(x, y)
        expect(mine(x, y)).to.be.closeTo(expected, 1e-14 * Math.max(1, abs(expected)))
      }
    })
  }

  it('has the last bit of the package’s own functions', () => {
    for (const [typed, f] of [
      ['e^x', math.exp],
      ['ln x', math.log],
      ['sin x', math.sin],
      ['cos x', math.cos],
      ['x^1,7', (x: number) => math.pow(x, 1.7)],
    ] as const) {
      const mine = functionOf(typed)
      for (let x = 0.05; x < 20; x += 0.37) expect(mine(x, 0), `${typed} at ${x}`).to.equal(f(x))
    }
  })

  const understood = 'which is not understood; use x, y, numbers, + - * / ^ and sin, exp, ….'
  // biome-ignore format: one row a case
  const errors: [typed: string, message: string][] = [
    ['', 'Type a formula of x and y.'],
    ['x + z', `After 'x +' comes 'z', ${understood}`],
    ['f(x)', `At the beginning comes 'f', ${understood}`],
    ['x + alert(1)', `After 'x +' comes 'alert', ${understood}`],
    ['constructor', `At the beginning comes 'constructor', ${understood}`],
    ['x["constructor"]', `After 'x' comes '[', ${understood}`],
    ['x.y', `After 'x' comes '.', ${understood}`],
    ['🦊', `At the beginning comes '🦊', ${understood}`],
    ['x=2', "After 'x' comes '=': type only what stands to the right of the =."],
    ['x +', "After 'x +' something is missing: a number, x, y or (."],
    ['x++', "After 'x++' something is missing: a number, x, y or (."],
    ['x^', "After 'x^' something is missing: a number, x, y or (."],
    ['2 sin', "After '2 sin' something is missing: a number, x, y or (."],
    ['x+*y', "After 'x+' comes '*', where a number, x, y or ( belongs."],
    ['sin()', "After 'sin(' comes ')', where a number, x, y or ( belongs."],
    ['(x', "After '(x' a ) is missing."],
    ['|x', "After '|x' a | is missing."],
    ['x)', "After 'x' comes ')', which closes nothing."],
    ['x,y', "After 'x' comes ',', which has no place there."],
    ['2..3', "After '2.' comes '.3': put an operator, such as *, between them."],
    ['x2', "After 'x' comes '2': put an operator, such as * or ^, between them."],
    ['sin^-1 x', "'sin^-1' may be an inverse or a power: write sin(x)^(-1), or the inverse by its name, such as asin(x)."],
    ['sin(x, y)', "After 'sin(x' comes ',', but sin takes one value."],
    ['pow(x)', "After 'pow(x)' stands 1 value, but pow takes two: pow(x, 2)."],
    ['max x', "After 'max' come its values in brackets: max(x, y)."],
    ['max(0,5, x)', "After 'max(0,5, x)' it is not clear which commas belong to numbers: put ; between the values of max."],
    ['1,000x', "'1,000' may mean 1.000 or 1000: write one of them."],
    ['1e400', "'1e400' is not a finite number."],
    [`${'('.repeat(300)}x`, "After '…(((((((((((((((((((x' a ) is missing."],
    ['x'.repeat(501), 'A formula has at most 500 characters, and this one has 501.'],
  ]
  for (const [typed, message] of errors) {
    it(`refuses: ${typed.slice(0, 20)}`, () =>
      expect(() => codeOf(typed))
        .to.throw(SyntaxError)
        .with.property('message', message))
  }
})

describe('the axis of losses', () => {
  it('counts by powers of ten where all are above 0', () => {
    const axis = powersOfTen([100, 1, 1e-8], 1e-16)
    expect(axis.kind).to.equal('log')
    expect([100, 1, 1e-8].map(axis.at)).to.deep.equal([2, 0, -8])
  })
  it('is linear where some are below 0 and none far', () => {
    const axis = powersOfTen([3, 0.1, -4.8], 1e-16)
    expect(axis).to.include({ kind: 'linear', title: 'loss (linear: not all are above 0)' })
    expect(axis.at(-4.8)).to.equal(-4.8)
    expect(powersOfTen([0, 0], 1e-16).kind).to.equal('linear')
    // From next to 0 on.
    expect(powersOfTen([-0.009, -1.2, -2, -20.9], 1e-16).kind).to.equal('linear')
    // The lowest of a surface that has nothing above 0.
    expect(powersOfTen([-50, -78], 1e-16).kind).to.equal('linear')
  })
  it('counts by powers of ten on both sides of 0 where some are far below it', () => {
    const axis = powersOfTen([16, 2, 0.5, -5.6, -1406], 1e-16)
    expect(axis).to.include({ kind: 'both', title: 'loss (log; linear within ±1)' })
    const places = [-1000, -10, -1, -0.5, 0, 0.5, 1, 10].map(axis.at)
    expect(places).to.deep.equal([-4, -2, -1, -0.5, 0, 0.5, 1, 2])
    expect(axis.ticks!.ticktext).to.include.members(['−1', '0', '1'])
    axis.ticks!.tickvals.forEach((place, i) => {
      if (axis.ticks!.ticktext[i] === '−1') expect(place).to.equal(axis.at(-1))
    })
  })
  it('has a place for 0, below all that is above it', () => {
    const axis = powersOfTen([25, 1e-3, 1e-8, 0], 1e-16)
    expect(axis).to.include({ kind: 'both', title: 'loss (log; linear below 10<sup>−8</sup>)' })
    const places = [25, 1e-3, 1e-8, 0].map(axis.at)
    expect(places).to.deep.equal([...places].sort((a, b) => b - a))
    expect(axis.at(0)).to.equal(0)
    // What rounding makes of a 0 changes nothing of that.
    expect(powersOfTen([25, 1e-3, -4e-16], 1e-16).kind).to.equal('both')
  })
})

describe('lines that leave the map', () => {
  const box = { left: 0, top: 0, width: 500, height: 300 }
  it('keep their direction, however far they go', () => {
    for (const far of [1e5, 1e9, 1e200]) {
      const [from, to] = near(box, [100, 100], [100 + far, 100 - far / 4])!
      expect(from).to.deep.equal([100, 100])
      expect((to[1] - 100) / (to[0] - 100)).to.be.closeTo(-1 / 4, 1e-9)
      expect(to[0]).to.be.above(500).and.at.most(1e5)
    }
    // From afar to afar, through the map and past it.
    const [a, b] = near(box, [-1e12, -1e12], [1e12, 1e12])!
    expect(a[0]).to.be.closeTo(a[1], 1e-3)
    expect(b[0]).to.be.closeTo(b[1], 1e-3)
    expect(near(box, [-1e12, 0], [0, 1e12])).to.equal(undefined)
  })
  it('are left as they are nearby', () => {
    expect(near(box, [-40, 20], [700, 20])).to.deep.equal([
      [-40, 20],
      [700, 20],
    ])
    expect(near(box, [10, 20], [10, 20])).to.deep.equal([
      [10, 20],
      [10, 20],
    ])
  })
})

describe('a number in a box', () => {
  // biome-ignore format: one row a case
  const cases: [typed: string, read: number | string][] = [
    ['0.5', 0.5], ['0,5', 0.5], [' 1e9 ', 1e9], ['−30', -30], ['1e-3', 0.001], ['0,125', 0.125],
    ['', 'not a number'], ['fast', 'not a number'], ['1,2,3', 'not a number'],
    ['1,000', 'may mean 1.000 or 1000: write one of them'],
  ]
  for (const [typed, read] of cases) it(typed, () => expect(readNumber(typed)).to.equal(read))
  it('is an angle within one turn', () => {
    const angles = [0, 359.5, 360, -30, 1e9, 400.1, -1e-20].map(inTurn)
    expect(angles).to.deep.equal([0, 359.5, 0, 330, 280, 40.1, 0])
  })
})

describe('the code of what is shown', () => {
  it('names all that it needs, turned and shaken', () => {
    const spec = explorerSpec({
      surface: noisy(rotate(bowl, 30), { noise: 0.5, seed: 3 }),
      optimizers: [new Adam({ lr: 0.3 })],
      from: [1, 2],
    })
    expect(
      codeFor(spec, spec.optimizers),
    ).to.equal(`import { Adam, contour, descend, figure, noisy, path, rotate, show, surfaces } from 'downhill'

const ground = noisy(rotate(surfaces.bowl, 30), { noise: 0.5, seed: 3 })
const usual = { from: [1, 2] as const, steps: 30 }
const walks = [
  descend(ground, new Adam({ lr: 0.3, beta1: 0.9, beta2: 0.999, eps: 1e-7, biasCorrection: 'moments' }), usual),
]
show(figure([contour(ground), ...walks.map((walk) => path(walk))], { title: "bowl: 30 steps" }))
`)
  })

  it('is a map alone where no optimizer is shown', () => {
    expect(
      codeFor(explorerSpec({ surface: bowl, optimizers: [new SGD()] }), []),
    ).to.equal(`import { contour, figure, show, surfaces } from 'downhill'

const ground = surfaces.bowl
show(figure([contour(ground)], { title: "bowl: 30 steps" }))
`)
  })
  it('names the functions whose last digits may be others in a cell', () => {
    const codeOfSurface = (given: typeof bowl) =>
      codeFor(explorerSpec({ surface: given, optimizers: [new SGD()] }), [])
    const note = (names: string) => `// The last digits of ${names} may differ from the browser's.`
    expect(
      codeOfSurface(surface((x, y) => x ** 2 + Math.tan(y) + Math.abs(x) + Math.PI)),
    ).to.contain(note('**, Math.tan'))
    expect(
      codeOfSurface(surface((x, y) => Math.sqrt(Math.abs(x)) + Math.max(y, 0))),
    ).not.to.contain('engine')
  })
})
