import { expect } from 'chai'
import { type About, learningRate } from '../../src/optimizers/about'
import { BaseOptimizer, type State } from '../../src/optimizers/base-optimizer'
import type { Vector } from '../../src/types'

/** x ← x − lr·(sum of all gradients so far + t): all that is remembered shows in the next step. */
class Summing extends BaseOptimizer<'sum'> {
  static override readonly about: About<'sum'> = {
    hyperparameters: { lr: learningRate(1) },
    slots: { sum: ['Σg', 'sum of g'] },
  }
  protected override step(x: Vector, g: Vector, state: State<'sum'>): void {
    const { sum, t } = state
    for (let i = 0; i < x.length; i++) {
      sum[i]! += g[i]!
      x[i]! -= this.lr * (sum[i]! + t)
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: many rows are what the types forbid
type Loose = any

const f64 = (...values: number[]): Float64Array => Float64Array.from(values)
const f32 = (...values: number[]): Float32Array => Float32Array.from(values)

describe('BaseOptimizer', () => {
  describe('steps', () => {
    // From 0 with gradient 1: sum + t is 1+1, 2+2, 3+3, so x is −2, −6, −12.
    const cases: [string, () => Loose, () => Loose, Loose][] = [
      ['numbers', () => ({ x: 0, y: 1 }), () => ({ x: 1, y: 1 }), { x: -12, y: -11 }],
      ['Float64Array', () => ({ W: f64(0, 1) }), () => ({ W: f64(1, 1) }), { W: f64(-12, -11) }],
      ['Float32Array', () => ({ W: f32(0, 1) }), () => ({ W: f32(1, 1) }), { W: f32(-12, -11) }],
      [
        'a mixture',
        () => ({ a: 0, b: f64(0), c: f32(0, 2), d: 1 }),
        () => ({ d: 1, c: f32(1, 1), b: f64(1), a: 1 }),
        { a: -12, b: f64(-12), c: f32(-12, -10), d: -11 },
      ],
      [
        'an empty vector',
        () => ({ W: f64(), V: f32() }),
        () => ({ W: f64(), V: f32() }),
        { W: f64(), V: f32() },
      ],
      ['no parameters', () => ({}), () => ({}), {}],
    ]
    for (const [name, params, grads, expected] of cases) {
      it(name, () => {
        const given = params()
        const gradients = grads()
        const optimizer = new Summing()
        for (let t = 0; t < 3; t++) optimizer.update(given, gradients)
        expect(given).to.deep.equal(expected)
        expect(gradients).to.deep.equal(grads())
      })
    }

    it('changes vectors in place', () => {
      const W = f64(0)
      const params = { W }
      new Summing().update(params, { W: f64(1) })
      expect(params.W).to.equal(W)
      expect(W[0]).to.equal(-2)
    })

    it('remembers a Float32Array as one, a number as Float64Array', () => {
      const kinds: Record<string, unknown> = {}
      class Looking extends Summing {
        protected override step(x: Vector, _g: Vector, { sum }: State<'sum'>): void {
          kinds[x.length] = [x.constructor, sum.constructor, sum.length]
        }
      }
      new Looking().update(
        { a: 1, b: f64(1, 2), c: f32(1, 2, 3) },
        { a: 1, b: f64(1, 2), c: f32(1, 2, 3) },
      )
      expect(kinds).to.deep.equal({
        1: [Float64Array, Float64Array, 1],
        2: [Float64Array, Float64Array, 2],
        3: [Float32Array, Float32Array, 3],
      })
    })
  })

  describe('memory', () => {
    it('is each parameter’s own', () => {
      const optimizer = new Summing()
      const params = { a: 0, b: 0, c: f64(0, 0) }
      optimizer.update(params, { a: 1, b: 10, c: f64(100, 1000) })
      expect(params).to.deep.equal({ a: -2, b: -11, c: f64(-101, -1001) })
    })

    it('is each optimizer’s own', () => {
      const first = { x: 0 }
      const second = { x: 0 }
      new Summing().update(first, { x: 1 })
      new Summing().update(second, { x: 1 })
      expect([first.x, second.x]).to.deep.equal([-2, -2])
    })

    it('follows the name, not the object or the order', () => {
      const optimizer = new Summing()
      optimizer.update({ a: 0, b: 0 }, { a: 1, b: 5 })
      const params = { b: 0, a: 0 }
      optimizer.update(params, { a: 0, b: 0 })
      expect(params).to.deep.equal({ a: -(1 + 2), b: -(5 + 2) })
    })

    it('of a parameter that stayed away waits, with its own t', () => {
      const optimizer = new Summing()
      optimizer.update({ a: 0, b: 0 }, { a: 1, b: 5 })
      optimizer.update({ a: 0 }, { a: 1 })
      const params = { a: 0, b: 0 }
      optimizer.update(params, { a: 0, b: 0 })
      expect(params).to.deep.equal({ a: -(2 + 3), b: -(5 + 2) })
    })

    it('keeps to names that objects have of themselves', () => {
      const params = { constructor: 0, toString: 0, t: 0, sum: 0 } as Loose
      const optimizer = new Summing()
      optimizer.update(params, { constructor: 1, toString: 2, t: 3, sum: 4 } as Loose)
      expect({ ...params }).to.deep.equal({ constructor: -2, toString: -3, t: -4, sum: -5 })
    })

    it('is gone after reset', () => {
      const optimizer = new Summing()
      optimizer.update({ x: 0 }, { x: 5 })
      optimizer.reset()
      const params = { x: f64(0, 0) }
      optimizer.update(params, { x: f64(1, 1) })
      expect(params.x).to.deep.equal(f64(-2, -2))
    })

    // biome-ignore format: one row a case
    const lengths: [string, Loose, Loose, string][] = [
      ['a longer vector', f64(1, 2), f64(1, 2, 3), 'had 2 elements at its last update and has 3 now'],
      ['a shorter vector', f64(1, 2), f64(), 'had 2 elements at its last update and has 0 now'],
      ['a vector for a number', 1, f64(1, 2), 'had 1 elements at its last update and has 2 now'],
      ['a number for a vector', f64(1, 2), 1, 'had 2 elements at its last update and has 1 now'],
    ]
    for (const [name, before, now, message] of lengths) {
      it(`does not fit ${name}`, () => {
        const optimizer = new Summing()
        optimizer.update({ a: 0, W: before } as Loose, { a: 1, W: before } as Loose)
        const params = { a: 0, W: now }
        expect(() => optimizer.update(params as Loose, { a: 1, W: now } as Loose))
          .to.throw(RangeError)
          .with.property('message', `the parameter 'W' ${message}; call reset() to begin anew.`)
        expect(params).to.deep.equal({ a: 0, W: now })
        const a = { a: 0 }
        optimizer.update(a, { a: 1 })
        expect(a.a, 'the memory of a').to.equal(-(2 + 2))
      })
    }
  })

  describe('lr', () => {
    it('can be set between updates', () => {
      const optimizer = new Summing({ lr: 1 })
      const params = { x: 0 }
      optimizer.update(params, { x: 1 })
      optimizer.lr = 10
      optimizer.update(params, { x: 1 })
      expect(params.x).to.equal(-2 - 10 * 4)
      optimizer.lr = 0
      optimizer.update(params, { x: 1 })
      expect(params.x).to.equal(-2 - 10 * 4)
    })

    // biome-ignore format: one row a case
    const wrong: [unknown, ErrorConstructor, string][] = [
      [-1, RangeError, 'lr must be a finite number ≥ 0, got -1.'],
      [NaN, RangeError, 'lr must be a finite number ≥ 0, got NaN.'],
      [Infinity, RangeError, 'lr must be a finite number ≥ 0, got Infinity.'],
      ['1', TypeError, "lr must be a finite number ≥ 0, got '1'."],
      [undefined, TypeError, 'lr must be a finite number ≥ 0, got undefined.'],
    ]
    for (const [lr, type, message] of wrong) {
      it(`is checked before an update: ${lr}`, () => {
        const optimizer = new Summing()
        const params = { x: 0 }
        optimizer.lr = lr as number
        expect(() => optimizer.update(params, { x: 1 }))
          .to.throw(type)
          .with.property('message', message)
        expect(params.x).to.equal(0)
        optimizer.lr = 1
        optimizer.update(params, { x: 1 })
        expect(params.x).to.equal(-2)
      })
    }
  })

  describe('refuses, and has changed nothing then:', () => {
    const belongs = 'that belongs to no parameter; the parameters are a, W.'
    // Each row is given along with a sound parameter `a` in front, or as it is if it is no object.
    // biome-ignore format: one row a case
    const errors: [string, Loose, Loose, ErrorConstructor, string][] = [
      ['a missing gradient', { W: 1 }, {}, TypeError, "grads has no gradient for the parameter 'W'."],
      ['a gradient that is only inherited', { W: 1, toString: 1 }, { W: 1 }, TypeError, "grads has no gradient for the parameter 'toString'."],
      ['a gradient left over', { W: 1 }, { W: 1, w: 1 }, TypeError, `grads has a gradient 'w' ${belongs}`],
      ['a gradient left over, named as an inherited property', { W: 1 }, { W: 1, toString: 1 }, TypeError, `grads has a gradient 'toString' ${belongs}`],
      ['an undefined gradient', { W: 1 }, { W: undefined }, TypeError, "the gradient of 'W' must be a number like the parameter, got undefined."],
      ['a gradient null', { W: f64(1) }, { W: null }, TypeError, "the gradient of 'W' must be a Float64Array like the parameter, got null."],
      ['a number for a vector', { W: f64(1) }, { W: 1 }, TypeError, "the gradient of 'W' must be a Float64Array like the parameter, got 1."],
      ['a vector for a number', { W: 1 }, { W: f64(1) }, TypeError, "the gradient of 'W' must be a number like the parameter, got a Float64Array."],
      ['Float32Array for Float64Array', { W: f64(1) }, { W: f32(1) }, TypeError, "the gradient of 'W' must be a Float64Array like the parameter, got a Float32Array."],
      ['Float64Array for Float32Array', { W: f32(1) }, { W: f64(1) }, TypeError, "the gradient of 'W' must be a Float32Array like the parameter, got a Float64Array."],
      ['an array for a vector', { W: f64(1) }, { W: [1] }, TypeError, "the gradient of 'W' must be a Float64Array like the parameter, got an array."],
      ['a string for a number', { W: 1 }, { W: '1' }, TypeError, "the gradient of 'W' must be a number like the parameter, got '1'."],
      ['a parameter that is an array', { W: [1] }, { W: [1] }, TypeError, "the parameter 'W' must be a number, a Float64Array or a Float32Array, got an array."],
      ['a parameter of integers', { W: new Uint8Array(1) }, { W: new Uint8Array(1) }, TypeError, "the parameter 'W' must be a number, a Float64Array or a Float32Array, got a Uint8Array."],
      ['a parameter that is a string', { W: '1' }, { W: 1 }, TypeError, "the parameter 'W' must be a number, a Float64Array or a Float32Array, got '1'."],
      ['an undefined parameter', { W: undefined }, { W: 1 }, TypeError, "the parameter 'W' must be a number, a Float64Array or a Float32Array, got undefined."],
      ['a gradient too short', { W: f64(1, 2) }, { W: f64(1) }, RangeError, "the gradient of 'W' must have 2 elements like the parameter, got 1."],
      ['a gradient too long', { W: f32() }, { W: f32(1) }, RangeError, "the gradient of 'W' must have 0 elements like the parameter, got 1."],
      ['a gradient NaN', { W: 1 }, { W: NaN }, RangeError, "the gradient of 'W' must be finite, got NaN."],
      ['a gradient −∞', { W: 1 }, { W: -Infinity }, RangeError, "the gradient of 'W' must be finite, got -Infinity."],
      ['a parameter NaN', { W: NaN }, { W: 1 }, RangeError, "the parameter 'W' must be finite, got NaN."],
      ['a parameter ∞', { W: Infinity }, { W: 1 }, RangeError, "the parameter 'W' must be finite, got Infinity."],
      ['params a number', 1, {}, TypeError, 'params must be an object such as { x: 1, y: 2 }, got 1.'],
      ['params null', null, {}, TypeError, 'params must be an object such as { x: 1, y: 2 }, got null.'],
      ['params undefined', undefined, {}, TypeError, 'params must be an object such as { x: 1, y: 2 }, got undefined.'],
      ['params an array', [1, 2], [1, 2], TypeError, 'params must be an object such as { x: 1, y: 2 }, got an array.'],
      ['params a vector', f64(1), f64(1), TypeError, 'params must be an object such as { x: 1, y: 2 }, got a Float64Array.'],
      ['grads a number', {}, 1, TypeError, 'grads must be an object such as { x: 1, y: 2 }, got 1.'],
      ['no grads', {}, undefined, TypeError, 'grads must be an object such as { x: 1, y: 2 }, got undefined.'],
      ['grads an array', {}, [1], TypeError, 'grads must be an object such as { x: 1, y: 2 }, got an array.'],
      ['a Map', new Map([['x', 1]]), new Map([['x', 1]]), TypeError, 'params must be an object such as { x: 1, y: 2 }, got a Map.'],
      ['a Set', new Set([1]), {}, TypeError, 'params must be an object such as { x: 1, y: 2 }, got a Set.'],
      ['a Date', new Date(), {}, TypeError, 'params must be an object such as { x: 1, y: 2 }, got a Date.'],
      ['an object without numbers of its own', new (class Net { get x() { return 1 } })(), { x: 1 }, TypeError, 'params must be an object such as { x: 1, y: 2 }, got a Net.'],
      ['grads a Map', {}, new Map(), TypeError, 'grads must be an object such as { x: 1, y: 2 }, got a Map.'],
      ['grads a vector', {}, f32(1), TypeError, 'grads must be an object such as { x: 1, y: 2 }, got a Float32Array.'],
    ]
    const isRow = (given: Loose): boolean => given?.constructor === Object
    const copy = (given: Loose): Loose =>
      isRow(given)
        ? Object.fromEntries(
            Object.entries(given).map(([k, v]: Loose) => [
              k,
              ArrayBuffer.isView(v) ? structuredClone(v) : v,
            ]),
          )
        : given

    it('frozen params', () => {
      const params = Object.freeze({ W: f64(1), x: 1 })
      expect(() => new Summing().update(params, { W: f64(1), x: 1 })).to.throw(
        TypeError,
        "the parameter 'x' cannot change: params is frozen.",
      )
      expect(params).to.deep.equal({ W: f64(1), x: 1 })
    })

    // biome-ignore format: one row a case
    const unchangeable: [string, (params: Loose) => void, string][] = [
      ['a getter', params => Object.defineProperty(params, 'z', { get: () => 3, enumerable: true }), "the parameter 'z' cannot change: it is a getter, and has no setter."],
      ['a property that is not writable', params => Object.defineProperty(params, 'z', { value: 3, writable: false }), "the parameter 'z' cannot change: it is not writable."],
      ['params frozen since the last update', params => Object.freeze(params), "the parameter 'a' cannot change: params is frozen."],
      ['a setter that throws', params => Object.defineProperty(params, 'z', { get: () => 3, set: () => { throw new Error('no') }, enumerable: true }), "the parameter 'z' cannot change: Error: no."],
    ]
    for (const [name, spoil, message] of unchangeable) {
      it(name, () => {
        const optimizer = new Summing()
        const params: Loose = { a: 0, W: f64(0, 0), V: f32(0), z: 0 }
        const grads: Loose = { a: 1, W: f64(1, 1), V: f32(1), z: 1 }
        optimizer.update(params, grads)
        spoil(params)
        const before = { ...params, W: params.W.slice(), V: params.V.slice() }
        expect(() => optimizer.update(params, grads))
          .to.throw(TypeError)
          .with.property('message', message)
        expect({ ...params }).to.deep.equal(before)
        // As the second update, not the third.
        const after = { a: 0, W: f64(0, 0) }
        optimizer.update(after, { a: 1, W: f64(1, 1) })
        expect(after).to.deep.equal({ a: -(2 + 2), W: f64(-4, -4) })
      })
    }

    it('a getter with a setter, which can change, is none of them', () => {
      let kept = 0
      const params = {
        get x() {
          return kept
        },
        set x(x: number) {
          kept = x
        },
      }
      new Summing().update(params, { x: 1 })
      expect(kept).to.equal(-2)
    })

    it('what a formula of one’s own throws', () => {
      class Late extends Summing {
        protected override step(x: Vector, g: Vector, state: State<'sum'>): void {
          super.step(x, g, state)
          if (x.length === 3) throw new Error('mine')
        }
      }
      const params = { a: 0, W: f64(0, 0), V: f32(0, 0, 0) }
      const optimizer = new Late()
      expect(() => optimizer.update(params, { a: 1, W: f64(1, 1), V: f32(1, 1, 1) })).to.throw(
        'mine',
      )
      expect(params).to.deep.equal({ a: 0, W: f64(0, 0), V: f32(0, 0, 0) })
      expect(optimizer.state).to.deep.equal({})
    })

    it('the same array under two names, or a part of it', () => {
      const W = f64(1, 2, 3)
      const optimizer = new Summing()
      for (const V of [W, W.subarray(2), new Float64Array(W.buffer)]) {
        for (let time = 0; time < 2; time++) {
          expect(() => optimizer.update({ W, V }, { W: f64(1, 1, 1), V: V.slice() }))
            .to.throw(TypeError)
            .with.property(
              'message',
              "the parameters 'W' and 'V' share an array: each needs its own, such as a copy by slice().",
            )
        }
        expect(W).to.deep.equal(f64(1, 2, 3))
      }
      // Parts that do not overlap are arrays of their own.
      const halves = { W: W.subarray(0, 1), V: W.subarray(1) }
      optimizer.update(halves, { W: f64(1), V: f64(1, 1) })
      expect(W).to.deep.equal(f64(-1, 0, 1))
      expect(() =>
        optimizer.update({ W: W.subarray(0, 2), V: halves.V }, {
          W: f64(1),
          V: f64(1, 1),
        } as Loose),
      ).to.throw()
    })

    it('what only inherits its numbers', () => {
      expect(() => new Summing().update(Object.create({ x: 1 }), { x: 1 })).to.throw(
        TypeError,
        'params must be an object such as { x: 1, y: 2 }, got an object of another kind.',
      )
    })

    it('a number on Object.prototype, which is no parameter', () => {
      const prototype = Object.prototype as Loose
      prototype.odd = 5
      try {
        const params = { x: 0 }
        new Summing().update(params, { x: 1 })
        expect(params).to.deep.equal({ x: -2 })
        expect(() => new Summing().update({ odd: 1 } as Loose, {} as Loose)).to.throw(
          "grads has no gradient for the parameter 'odd'.",
        )
        expect(prototype.odd).to.equal(5)
      } finally {
        delete prototype.odd
      }
    })

    for (const [name, row, gradRow, type, message] of errors) {
      it(name, () => {
        const optimizer = new Summing()
        // So that there is a memory, of one update with gradient 1.
        optimizer.update({ a: 0 }, { a: 1 })

        const params = isRow(row) ? { a: 3, ...row } : row
        const grads = isRow(gradRow) ? { ...gradRow, a: 7 } : gradRow
        const before = { params: copy(params), grads: copy(grads) }
        expect(() => optimizer.update(params, grads))
          .to.throw(type)
          .with.property('message', message)
        expect({ params, grads }).to.deep.equal(before)

        // As the second update, not the third, and as the first of W.
        const after = { a: 0, W: f64(0, 0, 0) }
        optimizer.update(after, { a: 1, W: f64(1, 1, 1) })
        expect(after).to.deep.equal({ a: -(2 + 2), W: f64(-2, -2, -2) })
      })
    }
  })

  describe('finds what is not finite', () => {
    for (const kind of [f64, f32]) {
      for (const value of [NaN, Infinity, -Infinity]) {
        it(`${value} at any index of a ${kind().constructor.name}`, () => {
          for (let index = 0; index < 20; index++) {
            const sound = Array.from({ length: 20 }, (_, i) => (i % 2 ? -1e38 : 1e38))
            const odd = sound.map((x, i) => (i === index ? value : x))
            // biome-ignore format: one row a case
            for (const [params, grads, what] of [
              [odd, sound, 'parameter'],
              [sound, odd, 'gradient of'],
            ] as const) {
              const given = { W: kind(...params) }
              expect(() => new Summing().update(given as Loose, { W: kind(...grads) } as Loose))
                .to.throw(RangeError)
                .with.property('message', `the ${what} 'W' must be finite, got ${value} at index ${index}.`)
              expect(given.W).to.deep.equal(kind(...params))
            }
          }
        })
      }
    }

    it('but takes all that is: the largest, the smallest and −0', () => {
      const { MAX_VALUE } = Number
      const params = { W: f64(MAX_VALUE, -MAX_VALUE, MAX_VALUE, 5e-324, -0) }
      const optimizer = new Summing({ lr: 0 })
      optimizer.update(params, { W: f64(1, 1, 1, 1, 1) })
      expect(params.W).to.deep.equal(f64(MAX_VALUE, -MAX_VALUE, MAX_VALUE, 5e-324, -0))
      optimizer.update({ V: f64(0, -0) }, { V: f64(-MAX_VALUE, MAX_VALUE) })
    })

    it('names the first of several', () => {
      const grads = { W: f64(0, NaN, Infinity) }
      expect(() => new Summing().update({ W: f64(0, 0, 0) }, grads)).to.throw('got NaN at index 1')
    })
  })

  it('names the subclass where an option is unknown', () => {
    const call = (): unknown => new Summing({ momentum: 0.9 } as Loose)
    expect(call)
      .to.throw(TypeError)
      .with.property('message', "Summing has no option 'momentum'; its option is lr.")
  })
})
