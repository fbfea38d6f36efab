import { expect } from 'chai'
import {
  AdaGrad,
  Adam,
  allocate,
  type BaseOptimizer,
  descend,
  Momentum,
  Nesterov,
  type Path,
  RMSprop,
  SGD,
  surface,
  surfaces,
} from '../../src'
import { catalogue } from '../../src/dist/optimizers/catalogue'
import { uniform } from '../../src/random'

const { bowl } = surfaces
const from = [-7, 2] as const
const walk = (optimizer: Parameters<typeof descend>[1], steps = 30): Path =>
  descend(bowl, optimizer, { from, steps })

function expectClose(one: Path, other: Path, tolerance: number): void {
  one.points.forEach(([x, y], t) => {
    const [u, v] = other.points[t]!
    expect(Math.hypot(x - u, y - v), `step ${t}`).to.be.at.most(tolerance)
  })
}

describe('limits of the formulas', () => {
  it('Momentum 0 is SGD', () => {
    expectClose(walk(new Momentum({ lr: 0.5, momentum: 0 })), walk(new SGD({ lr: 0.5 })), 1e-14)
  })

  it('Nesterov 0 is SGD', () => {
    expectClose(walk(new Nesterov({ lr: 0.5, momentum: 0 })), walk(new SGD({ lr: 0.5 })), 1e-14)
  })

  it('Nesterov keeps the point looked ahead to of v ← αv − ηg(x + αv), x ← x + v', () => {
    const lr = 0.1
    const momentum = 0.9
    let x: number[] = [...from]
    let v = [0, 0]
    const ahead = walk(new Nesterov({ lr, momentum }))
    for (let t = 0; t <= 30; t++) {
      const looked = x.map((xi, i) => xi + momentum * v[i]!)
      expect(Math.hypot(...looked.map((l, i) => l - ahead.points[t]![i]!))).to.be.below(1e-13)
      const g = bowl.gradient(looked[0]!, looked[1]!)
      v = v.map((vi, i) => momentum * vi - lr * g[i]!)
      x = x.map((xi, i) => xi + v[i]!)
    }
  })

  it('AdaGrad with one gradient again and again: step t is lr/√t', () => {
    const params = { x: 0 }
    const optimizer = new AdaGrad({ lr: 0.5, eps: 0 })
    for (let t = 1; t <= 20; t++) {
      const before = params.x
      optimizer.update(params, { x: 3 })
      expect(before - params.x).to.be.closeTo(0.5 / Math.sqrt(t), 1e-14)
    }
  })

  it('RMSprop: the first step is lr/√(1 − ρ), in the long run of one gradient it is lr', () => {
    const params = { x: 0 }
    const optimizer = new RMSprop({ lr: 0.1, decayRate: 0.9, eps: 0 })
    optimizer.update(params, { x: -4 })
    expect(params.x).to.be.closeTo(0.1 / Math.sqrt(0.1), 1e-14)
    for (let t = 0; t < 500; t++) optimizer.update(params, { x: -4 })
    const before = params.x
    optimizer.update(params, { x: -4 })
    expect(params.x - before).to.be.closeTo(0.1, 1e-12)
  })

  for (const biasCorrection of ['step', 'moments'] as const) {
    it(`Adam '${biasCorrection}': every step of one gradient is lr`, () => {
      const params = { x: 0, y: 0 }
      const optimizer = new Adam({ lr: 0.1, eps: 0, biasCorrection })
      for (let t = 1; t <= 50; t++) {
        optimizer.update(params, { x: 1e-3, y: -1e6 })
        expect(params.x).to.be.closeTo(-0.1 * t, 1e-12)
        expect(params.y).to.be.closeTo(0.1 * t, 1e-12)
      }
    })
  }

  it("Adam 'none': the first step is lr·(1 − β₁)/√(1 − β₂)", () => {
    const params = { x: 0 }
    new Adam({ lr: 0.1, eps: 0, biasCorrection: 'none' }).update(params, { x: 7 })
    expect(params.x).to.be.closeTo((-0.1 * 0.1) / Math.sqrt(0.001), 1e-14)
  })

  // facts of section 2 of the paper: the two corrections differ in ε, and only for small gradients.
  it('a small gradient: the two corrections part as computed from the formulas', () => {
    const first = (biasCorrection: 'step' | 'moments'): number => {
      const params = { x: 0 }
      new Adam({ lr: 1, eps: 1e-7, biasCorrection }).update(params, { x: -1e-6 })
      return params.x
    }
    const root = Math.sqrt(0.001)
    expect(first('step')).to.be.closeTo(((root / 0.1) * 1e-7) / (root * 1e-6 + 1e-7), 1e-12)
    expect(first('moments')).to.be.closeTo(1e-6 / (1e-6 + 1e-7), 1e-12)
  })

  it('Momentum on a bowl with curvature L stays below lr·L = 2 + 2α and leaves above', () => {
    const far = (lr: number): number => {
      const params = { y: 1 }
      const optimizer = new Momentum({ lr, momentum: 0.5 })
      for (let t = 0; t < 500; t++) optimizer.update(params, { y: 2 * params.y })
      return Math.abs(params.y)
    }
    expect(far(1.49)).to.be.below(1e-2)
    expect(far(1.51)).to.be.above(1e2)
  })
})

describe('every optimizer', () => {
  for (const [name, Class] of Object.entries(catalogue)) {
    const create = (): BaseOptimizer => new Class({ lr: 0.1 })
    describe(name, () => {
      it('treats a vector as it treats the same numbers one by one', () => {
        const random = uniform(1)
        const vector = { w: Float64Array.from({ length: 5 }, random) }
        const numbers = Object.fromEntries(Array.from(vector.w, (x, i) => [`w${i}`, x]))
        const [one, other] = [create(), create()]
        for (let t = 0; t < 10; t++) {
          const grad = Float64Array.from({ length: 5 }, random)
          one.update(vector, { w: grad })
          other.update(numbers, Object.fromEntries(Array.from(grad, (g, i) => [`w${i}`, g])))
        }
        expect(Array.from(vector.w)).to.deep.equal(Object.values(numbers))
      })

      it('treats a Float32Array like a Float64Array, to single precision', () => {
        const random = uniform(2)
        const double = { w: new Float64Array([1, -2, 3]) }
        const single = { w: new Float32Array([1, -2, 3]) }
        const [one, other] = [create(), create()]
        for (let t = 0; t < 10; t++) {
          const grad = Float32Array.from({ length: 3 }, random)
          one.update(double, { w: Float64Array.from(grad) })
          other.update(single, { w: grad })
        }
        double.w.forEach((w, i) => {
          expect(single.w[i]).to.be.closeTo(w, 1e-5)
        })
      })

      it('walks the same way after reset', () => {
        const optimizer = create()
        expect(walk(optimizer).points).to.deep.equal(walk(optimizer).points)
      })

      it('stays where there is no slope', () => {
        const params = { x: 1 }
        const optimizer = create()
        for (let t = 0; t < 3; t++) optimizer.update(params, { x: 0 })
        expect(params.x).to.equal(1)
      })
    })
  }
})

describe('hyperparameters out of their interval', () => {
  // biome-ignore format: one row a case
  const errors: [make: () => unknown, message: string][] = [
    [() => new Momentum({ momentum: 1 }), 'momentum must be a number ≥ 0 and < 1, got 1.'],
    [() => new Nesterov({ momentum: -0.1 }), 'momentum must be a number ≥ 0 and < 1, got -0.1.'],
    [() => new AdaGrad({ eps: -1 }), 'eps must be a finite number ≥ 0, got -1.'],
    [() => new RMSprop({ decayRate: 2 }), 'decayRate must be a number ≥ 0 and < 1, got 2.'],
    [() => new RMSprop({ eps: Number.NaN }), 'eps must be a finite number ≥ 0, got NaN.'],
    [() => new Adam({ beta1: 1 }), 'beta1 must be a number ≥ 0 and < 1, got 1.'],
    [() => new Adam({ beta2: Number.NaN }), 'beta2 must be a number ≥ 0 and < 1, got NaN.'],
    [() => new Adam({ eps: Number.POSITIVE_INFINITY }), 'eps must be a finite number ≥ 0, got Infinity.'],
    [() => new Adam({ biasCorrection: 'maybe' as 'step' }), "biasCorrection must be 'moments', 'step' or 'none', got 'maybe'."],
    [() => new Nesterov({ decay: 1 } as object), "Nesterov has no option 'decay'; its options are lr, momentum."],
    [() => new Adam({ betas: [0.9] } as object), "Adam has no option 'betas'; its options are lr, beta1, beta2, eps, biasCorrection."],
  ]
  for (const [create, message] of errors) {
    it(message, () => expect(create).to.throw(message))
  }

  it('are found at the next update when they are set later, and nothing has changed', () => {
    const optimizer = new Adam()
    const params = { x: 1 }
    optimizer.beta1 = 2
    expect(() => optimizer.update(params, { x: 1 })).to.throw(RangeError, 'beta1 must be')
    expect(params.x).to.equal(1)
  })
})

describe('an update that would leave the finite numbers is refused at once, and has changed nothing', () => {
  type Loose = Record<string, number | Float64Array | Float32Array>
  const kinds: Record<
    string,
    (length: number, fill: number) => number | Float64Array | Float32Array
  > = {
    'a number': (_, fill) => fill,
    'a Float64Array': (length, fill) => new Float64Array(length).fill(fill),
    'a Float32Array': (length, fill) => new Float32Array(length).fill(fill),
    'an allocated float64': (length, fill) => allocate({ w: length }).params.w.fill(fill),
    'an allocated float32': (length, fill) =>
      allocate({ w: length }, { dtype: 'float32' }).params.w.fill(fill),
  }
  const copy = <V>(value: V): V =>
    (ArrayBuffer.isView(value) ? (value as unknown as Float64Array).slice() : value) as V
  // biome-ignore format: one row a case
  const cases: [string, () => unknown, x: number, g: (narrow: boolean) => number, message: RegExp][] = [
    ['SGD', () => new SGD({ lr: 10 }), -1, narrow => (narrow ? 3e38 : 1e308), /into -Infinity.*try a smaller lr\.$/],
    ['Momentum', () => new Momentum({ lr: 10 }), -1, narrow => (narrow ? 3e38 : 1e308), /velocity of the parameter 'w' into -Infinity/],
    ['Nesterov', () => new Nesterov({ lr: 10 }), -1, narrow => (narrow ? 3e38 : 1e308), /velocity of the parameter 'w' into -Infinity/],
    ['AdaGrad', () => new AdaGrad({ lr: 0.1 }), 1, narrow => (narrow ? 1e20 : 1e160), /would turn h of the parameter 'w' into Infinity.*, where its gradient is \S+: that is too large for the formula, so scale the gradients down\.$/],
    ['RMSprop', () => new RMSprop({ lr: 0.1, decayRate: 0.5 }), 1, narrow => (narrow ? 1e20 : 1e160), /would turn h of the parameter 'w' into Infinity/],
    ['Adam', () => new Adam({ lr: 0.1, beta2: 0.5 }), 1, narrow => (narrow ? 1e20 : 1e160), /would turn v of the parameter 'w' into Infinity/],
    ['AdaGrad with eps 0', () => new AdaGrad({ eps: 0 }), 1, () => 0, /into NaN.*, where its gradient is 0: with eps 0 that is 0\/0, so set eps to 1e-7\.$/],
    ['RMSprop with eps 0', () => new RMSprop({ eps: 0 }), 1, () => 0, /0\/0/],
    ['Adam with eps 0', () => new Adam({ eps: 0 }), 1, () => 0, /0\/0/],
    ["Adam 'moments' with eps 0", () => new Adam({ eps: 0, biasCorrection: 'moments' }), 1, () => 0, /0\/0/],
  ]
  for (const [name, make, x, steep, message] of cases) {
    for (const [kind, of] of Object.entries(kinds)) {
      it(`${name}, ${kind}`, () => {
        const g = steep(kind.includes('32'))
        const optimizer = make() as Adam
        // Others come before and after it; once as the first update and once as a later one.
        const params = {
          a: 1,
          b: new Float64Array(40).fill(1),
          w: of(40, x),
          c: of(40, 1),
          d: 1,
        } as Loose
        const flat = {
          a: 1,
          b: new Float64Array(40).fill(1),
          w: of(40, 1),
          c: of(40, 1),
          d: 1,
        } as Loose
        const grads = { ...flat, w: of(40, g) }
        const attempt = (): void => {
          const before = Object.entries(params).map(([key, value]) => [key, copy(value)])
          const state = structuredClone(optimizer.state)
          expect(() => optimizer.update(params as never, grads as never))
            .to.throw(RangeError)
            .with.property('message')
            .that.matches(message)
          expect(params).to.deep.equal(Object.fromEntries(before))
          expect(optimizer.state).to.deep.equal(state)
        }
        attempt()
        if (g === 0) return
        optimizer.update(params as never, flat as never)
        attempt()
        const w = params.w as Float64Array
        const before = typeof w === 'number' ? w : w[39]!
        optimizer.update(params as never, flat as never)
        const after = typeof params.w === 'number' ? params.w : w[39]!
        expect(after).to.be.below(before)
      })
    }
  }

  it('but what only comes near goes on, the allocated as the plain', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const { params, grads } = allocate({ w: 40 }, { dtype })
      grads.w.fill(dtype === 'float64' ? 1e153 : 1e18)
      const plain = { w: params.w.slice() }
      const [one, other] = [new AdaGrad({ lr: 0.1 }), new AdaGrad({ lr: 0.1 })]
      for (let t = 0; t < 5; t++) {
        one.update(params as never, grads as never)
        other.update(plain as never, { w: grads.w.slice() } as never)
      }
      expect(params.w[0]).to.be.closeTo(plain.w[0]!, 1e-6)
      expect(params.w[0]).to.be.below(-0.3)
    }
  })

  it('also right after an update that was refused, while what is remembered is large', () => {
    const { params, grads } = allocate({ w: 40 })
    const momentum = new Momentum({ lr: 1 })
    params.w.fill(-1e308)
    grads.w.fill(-1e308)
    momentum.update(params, grads)
    grads.w.fill(-1.7e308)
    expect(() => momentum.update(params, grads)).to.throw(RangeError, 'velocity of')
    params.w.fill(1e308)
    grads.w.fill(0)
    expect(() => momentum.update(params, grads)).to.throw(
      RangeError,
      "turn the parameter 'w' into Infinity",
    )
    expect(params.w[0]).to.equal(1e308)
  })

  it('descend ends there, says so, and keeps what it has', () => {
    const warnings: string[] = []
    const { warn } = console
    console.warn = (text: string) => warnings.push(text)
    try {
      const uphill = surface((x, y) => x + y, {
        gradient: x => [x < -1.5 ? 1e160 : 1, 1],
        start: [-1, 0],
      })
      const { points, divergedAt } = descend(uphill, new AdaGrad({ lr: 1 }))
      expect([points.length, divergedAt]).to.deep.equal([2, 2])
      expect(warnings).to.deep.equal([
        "The walk of AdaGrad on f ends with update 2: this update would turn h of the parameter 'x' into Infinity, where its gradient is 1e+160: that is too large for the formula, so scale the gradients down.",
      ])
    } finally {
      console.warn = warn
    }
  })
})
