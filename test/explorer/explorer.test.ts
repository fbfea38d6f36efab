import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  AdaGrad,
  Adam,
  descend,
  Momentum,
  Nesterov,
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
import { type Explorable, make, scales, settingsOf, specOf } from '../../src/dist/explorer/methods'
import { termsAt } from '../../src/dist/explorer/terms'

const { bowl } = surfaces
const all = [new SGD(), new Momentum(), new Nesterov(), new AdaGrad(), new RMSprop(), new Adam()]

describe('explore', () => {
  const options = { surface: bowl, optimizers: [new SGD({ lr: 0.95 })] }

  it('begins as asked, with the usual where nothing is said', () => {
    expect(explorerSpec(options)).to.deep.equal({
      ground: { name: 'bowl' },
      degrees: 0,
      sigma: 0,
      seed: 0,
      optimizers: [{ method: 'SGD', settings: { lr: 0.95 } }],
      from: bowl.start,
      steps: 30,
    })
  })

  // biome-ignore format: one row a case
  const errors: [what: string, options: unknown, message: string][] = [
    ['no surface', { optimizers: [new SGD()] }, 'explore takes a surface, such as surfaces.bowl or what surface((x, y) => …) returns, not undefined.'],
    ['no optimizer', { surface: bowl, optimizers: [] }, 'explore takes an array of 1 to 6 optimizers, got 0.'],
    ['an optimizer alone', { surface: bowl, optimizers: new SGD() }, 'explore takes an array of 1 to 6 optimizers, got an SGD.'],
    ['a class of your own', { surface: bowl, optimizers: [{ update() {} }] }, "explore runs the package's optimizers, SGD, Momentum, Nesterov, AdaGrad, RMSprop and Adam, not an object of another kind."],
    ['half a step', { ...options, steps: 0.5 }, 'steps must be a whole number from 1 to 500, got 0.5.'],
    ['half a start', { ...options, from: [1] }, 'from must be a point [x, y] of two finite numbers, got [1].'],
    ['an unknown option', { ...options, step: 3 }, "explore has no option 'step'; its options are surface, optimizers, from, steps."],
  ]
  for (const [what, given, message] of errors) {
    it(`refuses ${what}`, () => {
      expect(() => explore(given as typeof options)).to.throw(message)
    })
  }
  it('says that it needs a notebook', () => {
    expect(() => explore(options)).to.throw(Error, 'explore needs a notebook')
  })

  it('is light: the script has at most 60 kB, and nothing in it ends it', () => {
    const file = join(__dirname, '../../src/dist/explorer.js')
    expect(statSync(file).size).to.be.at.most(60_000)
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
  it('shaken', () => same(noisy(rotate(bowl, 30), { sigma: 0.5, seed: 7 })))
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
    const g = (optimizer: Explorable) =>
      descend(bowl, optimizer, { from, steps: t }).gradients.map(([gx]) => gx)
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
    const close = (spec: Explorable, symbol: string, expected: number) =>
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
  // biome-ignore format: one row a case
  const cases: [typed: string, code: string][] = [
    ['x^2/20 + y^2', '(x, y) => x**2/20 + y**2'],
    ['x² − 3·y³', '(x, y) => x**2 - 3*y**3'],
    ['sin(pi*x) + Math.exp(-(y^2)) + 1.5e-3', '(x, y) => Math.sin(Math.PI*x) + Math.exp(-(y**2)) + 1.5e-3'],
  ]
  for (const [typed, code] of cases) it(typed, () => expect(codeOf(typed)).to.equal(code))

  // biome-ignore format: one row a case
  const errors: [typed: string, message: string][] = [
    ['', 'Type a formula of x and y.'],
    ['x + z', "'z' is not understood; use x, y, numbers, + - * / ^ and sin, exp, …."],
    ['alert(1)', "'alert' is not understood"],
    ['x = 3', "'=' is not understood"],
    ['x["constructor"]', "'[' is not understood"],
    ['-x^2', 'This is no formula: put -x^2 as -(x^2).'],
    ['x +', 'This is no formula: something is missing.'],
  ]
  for (const [typed, message] of errors) {
    it(`refuses: ${typed}`, () => expect(() => codeOf(typed)).to.throw(SyntaxError, message))
  }
})

describe('the code of what is shown', () => {
  it('names all that it needs, turned and shaken', () => {
    const spec = explorerSpec({
      surface: noisy(rotate(bowl, 30), { sigma: 0.5, seed: 3 }),
      optimizers: [new Adam({ lr: 0.3 })],
      from: [1, 2],
    })
    expect(
      codeFor(spec, spec.optimizers),
    ).to.equal(`import { Adam, contour, descend, figure, noisy, path, rotate, show, surfaces } from 'downhill'

const ground = noisy(rotate(surfaces.bowl, 30), { sigma: 0.5, seed: 3 })
const usual = { from: [1, 2] as const, steps: 30 }
const walks = [
  descend(ground, new Adam({ lr: 0.3, beta1: 0.9, beta2: 0.999, eps: 1e-7, biasCorrection: 'step' }), usual),
]
show(figure([contour(ground), ...walks.map((walk) => path(walk))], { title: "bowl: 30 steps" }))
`)
  })
})
