import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { descend, type Walker } from '../../src/descent/descend'
import { Adam } from '../../src/optimizers/adam'
import { Momentum } from '../../src/optimizers/momentum'
import { SGD } from '../../src/optimizers/sgd'
import { surface } from '../../src/surfaces/surface'
import { surfaces } from '../../src/surfaces/surfaces'
import type { Path, Point } from '../../src/types'
import { MySGD } from '../support/my-sgd'

const { bowl } = surfaces

interface Plane {
  x: number
  y: number
}

/** Written as in a notebook's cell: with a memory and without reset. */
class Forgetless {
  steps = 0
  update(params: Plane, grads: Plane): void {
    this.steps++
    params.x -= (0.1 / this.steps) * grads.x
    params.y -= (0.1 / this.steps) * grads.y
  }
}

class Decaying extends Forgetless {
  resets = 0
  reset(): void {
    this.resets++
    this.steps = 0
  }
}

/** The walk and what was warned of on the way. */
function listen(walk: () => Path): { path: Path; warnings: unknown[][] } {
  const { warn } = console
  const warnings: unknown[][] = []
  console.warn = (...words) => warnings.push(words)
  try {
    return { path: walk(), warnings }
  } finally {
    console.warn = warn
  }
}

const numbers = (path: Path): number[] => [path.points, path.losses, path.gradients].flat(3)

describe('descend', () => {
  it('walks the published path, bit by bit', () => {
    const csv = readFileSync(join(__dirname, '..', 'reference', 'sgd-path.csv'), 'utf8')
    const published = csv
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(line => line.split(',').map(Number))
    expect(published).to.have.length(30)

    const { points } = descend(bowl, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 })
    expect(points).to.have.length(31)
    for (const [t, [x, y]] of published.entries()) {
      expect(Object.is(points[t]![0], x), `x after ${t} updates`).to.equal(true)
      expect(Object.is(points[t]![1], y), `y after ${t} updates`).to.equal(true)
    }
  })

  it('gives the losses and gradients of the points, and the names', () => {
    const path = descend(bowl, new SGD({ lr: 0.3 }), { from: [3, -4], steps: 7 })
    expect(path).to.deep.equal({
      optimizer: 'SGD',
      hyperparameters: { lr: 0.3 },
      label: 'SGD 0.3',
      surface: 'bowl',
      points: path.points,
      losses: path.points.map(([x, y]) => x ** 2 / 20 + y ** 2),
      gradients: path.points.map(([x, y]) => [x / 10, 2 * y]),
      divergedAt: undefined,
    })
    expect(path.points).to.have.length(8)
    expect(path.points[0]).to.deep.equal([3, -4])
  })

  for (const lr of [0.001, 0.01, 0.1, 0.3, 0.7, 0.95, 0.999]) {
    it(`is (1 − lr·L)ᵗ x₀ on the bowl, lr ${lr}`, () => {
      const { points } = descend(bowl, new SGD({ lr }), { from: [-7, 2], steps: 100 })
      expect(points).to.have.length(101)
      for (const [t, [x, y]] of points.entries()) {
        const expected = [-7 * (1 - lr * 0.1) ** t, 2 * (1 - lr * 2) ** t] as const
        expect(Math.abs(x / expected[0] - 1), `x_${t}`).to.be.below(1e-12)
        expect(Math.abs(y / expected[1] - 1), `y_${t}`).to.be.below(1e-12)
      }
    })
  }

  it('starts at the start of the surface and takes 30 steps, by default', () => {
    const { points } = descend(bowl, new SGD())
    expect(points[0]).to.deep.equal(bowl.start)
    expect(points).to.have.length(31)
  })

  it('begins with reset: the same walk twice', () => {
    const optimizer = new Decaying()
    const first = descend(bowl, optimizer)
    expect(descend(bowl, optimizer)).to.deep.equal(first)
    expect(optimizer.resets).to.equal(2)
    expect(optimizer.steps).to.equal(30)
  })

  it('walks a class without reset as it is', () => {
    const { optimizer, points } = descend(bowl, new Forgetless(), { from: [1, 1], steps: 2 })
    expect(optimizer).to.equal('Forgetless')
    const x = 1 - 0.1 * (1 / 10)
    const y = 1 - 0.1 * 2
    const expected = [
      [1, 1],
      [x, y],
      [x - 0.05 * (x / 10), y - 0.05 * (2 * y)],
    ]
    expect(points).to.deep.equal(expected)
  })

  it('takes 0 steps: the start alone', () => {
    const { points, losses, gradients } = descend(bowl, new SGD(), { from: [-7, 2], steps: 0 })
    expect({ points, losses, gradients }).to.deep.equal({
      points: [[-7, 2]],
      losses: [49 / 20 + 4],
      gradients: [[-7 / 10, 4]],
    })
  })

  it('stays with lr 0', () => {
    const { points } = descend(bowl, new SGD({ lr: 0 }), { from: [-7, 2], steps: 5 })
    expect(points).to.deep.equal(Array(6).fill([-7, 2]))
  })

  it('leaves the start that it was given as it is', () => {
    const from: Point = Object.freeze([-7, 2] as const)
    descend(bowl, new SGD({ lr: 0.5 }), { from, steps: 3 })
    expect(from).to.deep.equal([-7, 2])
  })

  // y_t = 2·(−2)ᵗ passes 1000 times the map's 10 at t = 13.
  const root = { domain: bowl.domain, start: [0.01, 0] } as const
  // biome-ignore format: one row a case
  const departures = [
    { name: 'lr above 2/L', on: bowl, lr: 1.5, steps: 2000, divergedAt: 13, points: 14 },
    { name: 'lr above 2/L, at the last step', on: bowl, lr: 1.5, steps: 13, divergedAt: 13, points: 14 },
    { name: 'lr above 2/L along x', on: { ...bowl, start: [-7, 0] } as const, lr: 25, steps: 100, divergedAt: 18, points: 19 },
    { name: 'one step to where only f is NaN', on: surface((x, y) => Math.sqrt(x) + y, { ...root, gradient: () => [1, 1] }), lr: 0.1, steps: 30, divergedAt: 1, points: 1 },
    { name: 'one step to infinity, where f is finite still', on: surface((_, y) => y, { gradient: () => [2, 0] }), lr: 1e308, steps: 30, divergedAt: 1, points: 1 },
    { name: 'one step to infinity', on: bowl, lr: 1e308, steps: 30, divergedAt: 1, points: 1 },
    { name: 'one step from 0.01 to −0.49, where √x is NaN', on: surface((x, y) => Math.sqrt(x) + y, { ...root, gradient: x => [0.5 / Math.sqrt(x), 1] }), lr: 0.1, steps: 30, divergedAt: 1, points: 1 },
    { name: 'the same with a numeric gradient', on: surface((x, y) => Math.sqrt(x) + y, root), lr: 0.1, steps: 30, divergedAt: 1, points: 1 },
    { name: 'a loss that overflows, numeric gradient', on: surface(x => -Math.exp(x), { start: [1, 0] }), lr: 300, steps: 30, divergedAt: 1, points: 1 },
  ]
  it('is quiet about it when asked', () => {
    const lost = () => descend(bowl, new SGD({ lr: 1.5 }), { steps: 2000, warn: false })
    expect(listen(lost)).to.deep.include({ warnings: [] })
    expect(listen(lost).path.divergedAt).to.equal(13)
  })
  for (const { name, on, lr, steps, divergedAt, points } of departures) {
    it(`stops and warns once: ${name}`, () => {
      const { path, warnings } = listen(() => descend(on, new SGD({ lr }), { steps }))
      expect(path.divergedAt).to.equal(divergedAt)
      for (const list of [path.points, path.losses, path.gradients]) {
        expect(list).to.have.length(points)
      }
      expect(numbers(path).every(Number.isFinite)).to.equal(true)
      expect(warnings).to.have.length(1)
      expect(warnings[0]![0]).to.match(
        new RegExp(`^The walk of SGD on ${on.name} diverged: after update ${divergedAt} `),
      )
    })
  }

  describe('a class of one’s own', () => {
    const warned = (optimizer: Walker, options = {}) =>
      listen(() => descend(bowl, optimizer, options)).warnings.map(([text]) => text)
    const stays = (name: string) =>
      `The walk of ${name} stays where it started: its update changed nothing. An update has to change the object it is given, as in params.x -= this.lr * grads.x.`

    it('is called by its name and its lr', () => {
      const walk = descend(bowl, new MySGD(0.25), { steps: 1 })
      expect([walk.label, walk.hyperparameters]).to.deep.equal(['MySGD 0.25', { lr: 0.25 }])
      const without = descend(bowl, { update() {} }, { steps: 0 })
      expect([without.label, without.hyperparameters]).to.deep.equal(['Object', {}])
    })
    it('that assigns params, or variables of its own, hears that it changes nothing', () => {
      class Assigns extends MySGD {
        override update(params: { x: number; y: number }, grads: { x: number; y: number }): void {
          params = { x: params.x - grads.x, y: params.y - grads.y }
        }
      }
      class Returns extends MySGD {
        // biome-ignore lint/suspicious/noExplicitAny: what a learner returns is looked at by nobody
        override update({ x, y }: { x: number; y: number }): any {
          return { x: x - 1, y: y - 1 }
        }
      }
      expect(warned(new Assigns(0.1))).to.deep.equal([stays('Assigns')])
      expect(warned(new Returns(0.1))).to.deep.equal([stays('Returns')])
      expect(warned(new Returns(0.1), { warn: false })).to.deep.equal([])
    })
    it('is told nothing where it has no reason to move', () => {
      expect(warned(new MySGD(0))).to.deep.equal([])
      expect(warned(new MySGD(0.1), { from: [0, 0] })).to.deep.equal([])
      expect(warned(new MySGD(0.1), { steps: 0 })).to.deep.equal([])
      expect(warned(new SGD({ lr: 0 }))).to.deep.equal([])
    })
    it('hears where the first NaN came from', () => {
      class Forgets extends MySGD {
        constructor(lr: number) {
          super(lr)
          this.lr = undefined as never
        }
      }
      class Misspells extends MySGD {
        override update(params: { x: number; y: number }, grads: { x: number; y: number }): void {
          params.y -= (this as never as { rate: number }).rate * grads.y
        }
      }
      expect(warned(new Forgets(0.1))).to.deep.equal([
        'The walk of Forgets on bowl ends: update 1 turned x from -7 into NaN, where the slope is -0.7. Its lr is undefined: write this.lr = lr in the constructor.',
      ])
      expect(warned(new Misspells(0.1))).to.deep.equal([
        'The walk of Misspells on bowl ends: update 1 turned y from 2 into NaN, where the slope is 4. NaN comes from 0/0, from the root of a negative number, or from a number that is not defined, such as this.lr where the constructor says lr = lr.',
      ])
    })
  })

  describe('label', () => {
    // biome-ignore format: one row a case
    const labels: [Walker, string][] = [
      [new SGD({ lr: 0.95 }), 'SGD 0.95'],
      [new SGD(), 'SGD 0.01'],
      [new SGD({ lr: 1 / 3 }), 'SGD 0.3333'],
      [new SGD({ lr: 1e12 }), 'SGD 1e+12'],
      [new Momentum({ lr: 0.1 }), 'Momentum 0.1'],
      [new Momentum({ lr: 0.1, momentum: 0.5 }), 'Momentum 0.1, momentum 0.5'],
      [new Adam({ lr: 0.3, beta2: 0.99, biasCorrection: 'none' }), 'Adam 0.3, beta2 0.99, biasCorrection none'],
    ]
    for (const [optimizer, label] of labels) {
      it(label, () => {
        expect(descend(bowl, optimizer, { steps: 1 }).label).to.equal(label)
      })
    }
    it('is of the settings at the walk, not at the beginning', () => {
      const sgd = new SGD({ lr: 0.5 })
      sgd.lr = 0.25
      expect(descend(bowl, sgd, { steps: 1 }).label).to.equal('SGD 0.25')
    })
    it('of a subclass whose constructor wants something has all settings', () => {
      class Odd extends Momentum {
        constructor(wanted: { lr: number }) {
          super({ lr: wanted.lr })
        }
      }
      expect(descend(bowl, new Odd({ lr: 0.5 }), { steps: 1 }).label).to.equal(
        'Odd 0.5, momentum 0.9',
      )
    })
  })

  it('may start far off the map', () => {
    const { path, warnings } = listen(() =>
      descend(bowl, new SGD({ lr: 0.1 }), { from: [20_000, 0] }),
    )
    expect(path.divergedAt).to.equal(undefined)
    expect(path.points).to.have.length(31)
    expect(warnings).to.deep.equal([])
  })

  it('is silent about a walk that converges', () => {
    expect(listen(() => descend(bowl, new SGD({ lr: 0.95 }))).warnings).to.deep.equal([])
  })

  it('lets what a learner throws pass', () => {
    const optimizer = {
      update(): void {
        throw new Error('mine')
      },
    }
    expect(() => descend(bowl, optimizer)).to.throw(Error, 'mine')
  })

  const sgd = new SGD()
  const takes =
    'descend takes a surface, such as surfaces.bowl or what surface((x, y) => …) returns, '
  const needs =
    'descend needs an optimizer, such as new SGD({ lr: 0.1 }), with a method update(params, grads), '
  // biome-ignore format: one row a case
  const errors: [string, unknown, unknown, unknown, ErrorConstructor, string][] = [
    ['a function for a surface', (x: number) => x, sgd, {}, TypeError, `${takes}not a function.`],
    ['all surfaces', surfaces, sgd, {}, TypeError, `${takes}not an object of another kind.`],
    ['no surface', undefined, sgd, {}, TypeError, `${takes}not undefined.`],
    ['a class for an optimizer', bowl, SGD, {}, TypeError, `${needs}not a function.`],
    ['no optimizer', bowl, undefined, {}, TypeError, `${needs}not undefined.`],
    ['null for an optimizer', bowl, null, {}, TypeError, `${needs}not null.`],
    ['an optimizer without update', bowl, { step() {} }, {}, TypeError, `${needs}not an object of another kind.`],
    ['an unknown option', bowl, sgd, { step: 3 }, TypeError, "descend has no option 'step'; its options are from, steps, warn. Write { steps: 3 }."],
    ['a start for options', bowl, sgd, [1, 2], TypeError, 'descend takes its options as an object, { from, steps, warn }, not an array.'],
    ['from NaN', bowl, sgd, { from: [NaN, 2] }, RangeError, 'from must be a point [x, y] of two finite numbers, got [NaN, 2].'],
    ['from infinite', bowl, sgd, { from: [1, -Infinity] }, RangeError, 'from must be a point [x, y] of two finite numbers, got [1, -Infinity].'],
    ['a start without a loss', surface(x => Math.log(x), { start: [-1, 0] }), sgd, {}, RangeError, 'f must have a finite value and slope at the start (-1, 0), got NaN and [NaN, NaN].'],
    ['from too long', bowl, sgd, { from: [1, 2, 3] }, RangeError, 'from must be a point [x, y] of two finite numbers, got [1, 2, 3].'],
    ['from too short', bowl, sgd, { from: [1] }, RangeError, 'from must be a point [x, y] of two finite numbers, got [1].'],
    ['from an object', bowl, sgd, { from: { x: 1, y: 2 } }, RangeError, 'from must be a point [x, y] of two finite numbers, got an object of another kind.'],
    ['from null', bowl, sgd, { from: null }, RangeError, 'from must be a point [x, y] of two finite numbers, got null.'],
    ['steps below 0', bowl, sgd, { steps: -1 }, RangeError, 'steps must be a whole number from 0 to 1,000,000, got -1.'],
    ['half a step', bowl, sgd, { steps: 0.5 }, RangeError, 'steps must be a whole number from 0 to 1,000,000, got 0.5.'],
    ['too many steps', bowl, sgd, { steps: 1_000_001 }, RangeError, 'steps must be a whole number from 0 to 1,000,000, got 1000001.'],
    ['steps NaN', bowl, sgd, { steps: NaN }, RangeError, 'steps must be a whole number from 0 to 1,000,000, got NaN.'],
    ['steps a string', bowl, sgd, { steps: '3' }, RangeError, "steps must be a whole number from 0 to 1,000,000, got '3'."],
  ]
  for (const [name, on, optimizer, options, type, message] of errors) {
    it(`refuses: ${name}`, () => {
      const call = (): Path => descend(on as never, optimizer as never, options as never)
      expect(call).to.throw(type).with.property('message', message)
    })
  }
})
