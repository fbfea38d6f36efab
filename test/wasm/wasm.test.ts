import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { expect } from 'chai'
import {
  Adam,
  allocate,
  type Dtype,
  digits,
  MultiLayerNet,
  normal,
  SGD,
  setThreads,
  uniform,
  type Vector,
} from '../../src'
import { catalogue } from '../../src/dist/optimizers/catalogue'
import {
  addProduct,
  addProductOfTransposed,
  productWithTransposed,
} from '../../src/network/product'
import { allocator } from '../../src/wasm/allocate'
import { compileWasm } from '../../tools/wasm.mjs'

const dtypes: readonly Dtype[] = ['float64', 'float32']
/** Every optimizer, once for each word that it takes. */
const optimizers = Object.entries(catalogue).flatMap(([name, Class]) => {
  const words = Object.entries(Class.about.hyperparameters).flatMap(([option, one]) =>
    'choices' in one ? one.choices.map(word => ({ [option]: word })) : [],
  )
  return [{}, ...words].map(
    more => [`${name} ${Object.values(more)}`, () => new Class({ lr: 0.1, ...more })] as const,
  )
})

const plain = (dtype: Dtype, length: number): Vector =>
  dtype === 'float64' ? new Float64Array(length) : new Float32Array(length)

/** float64: the same bits. float32: a relative 1e-6, of the whole vector. */
function expectEqual(actual: Vector, expected: Vector, dtype: Dtype): void {
  if (dtype === 'float64') {
    expect(actual).to.deep.equal(expected)
    return
  }
  const norm = Math.hypot(...expected)
  const distance = Math.hypot(...expected.map((value, i) => value - actual[i]!))
  expect(distance).to.be.at.most(1e-6 * norm)
}

describe('WebAssembly', () => {
  it('is what assembly/kernels.ts compiles to: if not, `npm run wasm` makes it anew', async function () {
    this.timeout(120_000)
    expect(readFileSync('src/wasm/module.ts', 'utf8')).to.equal(await compileWasm())
  })

  describe('optimizers do what their readable loop does', () => {
    for (const dtype of dtypes) {
      for (const [name, make] of optimizers) {
        // Not a multiple of what a loop takes at a time; and so few that no loop is used.
        for (const length of [1003, 64, 17, 3]) {
          it(`${name}, ${length} × ${dtype}`, () => {
            const { params, grads } = allocate({ w: length }, { dtype })
            const w = plain(dtype, length)
            const g = plain(dtype, length)
            expect(params.w.byteOffset, 'lies in a memory with others').to.be.above(0)
            const bell = normal(uniform(length))
            for (let i = 0; i < length; i++) params.w[i] = w[i] = 10 * bell()
            const compiled = make()
            const readable = make()
            for (let step = 0; step < 30; step++) {
              for (let i = 0; i < length; i++) grads.w[i] = g[i] = bell()
              compiled.update(params as never, grads as never)
              readable.update({ w } as never, { w: g } as never)
            }
            expectEqual(params.w, w, dtype)
            const { t: _, ...ours } = compiled.state.w as unknown as Record<string, Vector>
            for (const [slot, values] of Object.entries(ours)) {
              const theirs = (readable.state.w as unknown as Record<string, Vector>)[slot]!
              expectEqual(values, theirs, dtype)
            }
          })
        }
      }
    }

    it('also where the gradient lies elsewhere', () => {
      const { params } = allocate({ w: 100 })
      const w = new Float64Array(100)
      const g = Float64Array.from({ length: 100 }, normal(uniform(3)))
      const [compiled, readable] = [new Adam(), new Adam()]
      for (let step = 0; step < 3; step++) {
        compiled.update(params, { w: g })
        readable.update({ w }, { w: g })
      }
      expect(params.w).to.deep.equal(w)
    })

    it('also where a parameter becomes one of the other kind, in the same memory', () => {
      const { params, grads } = allocate({ w: 64 })
      const adam = new Adam()
      grads.w.fill(1)
      adam.update(params, grads)
      const narrow = new Float32Array(params.w.buffer, params.w.byteOffset, 64).fill(0)
      const slopes = new Float32Array(64).fill(1)
      adam.update({ w: narrow } as never, { w: slopes } as never)
      for (const w of narrow) expect(w).to.be.closeTo(-0.001, 1e-9)
      expect(adam.state.w!.m[63]).to.be.closeTo(0.19, 1e-15)
    })

    it('a subclass with a formula of its own gets that', () => {
      class Lazy extends SGD {
        protected override step(): void {}
      }
      const { params, grads } = allocate({ w: 100 })
      grads.w.fill(1)
      new Lazy().update(params, grads)
      expect(params.w).to.deep.equal(new Float64Array(100))
    })

    for (const dtype of dtypes) {
      it(`a ${dtype} that is not finite is refused, and nothing has changed`, () => {
        const { params, grads } = allocate({ w: 100 }, { dtype })
        const adam = new Adam()
        grads.w.fill(1)
        adam.update(params as never, grads as never)
        const [before, m] = [params.w.slice(), adam.state.w!.m.slice()]
        for (const index of [0, 50, 98, 99]) {
          grads.w[index] = Number.NaN
          expect(() => adam.update(params as never, grads as never)).to.throw(
            RangeError,
            `the gradient of 'w' must be finite, got NaN at index ${index}.`,
          )
          grads.w[index] = 1
        }
        expect(params.w).to.deep.equal(before)
        expect(adam.state.w!.m).to.deep.equal(m)
      })
    }

    it('a parameter that an update would make infinite is refused, and nothing has changed', () => {
      const { params, grads } = allocate({ w: 100 })
      params.w[37] = 1.7e308
      grads.w.fill(-1.7e308)
      const sgd = new SGD({ lr: 1 })
      const before = params.w.slice()
      for (let time = 0; time < 2; time++) {
        expect(() => sgd.update(params, grads)).to.throw(
          RangeError,
          "this update would turn the parameter 'w' into Infinity at index 37, where its gradient is -1.7e+308: try a smaller lr.",
        )
        expect(params.w).to.deep.equal(before)
      }
    })
  })

  describe('products do what the readable loops do', () => {
    const shapes = [
      [100, 784, 50],
      [3, 5, 17],
      [1, 130, 16],
      [7, 6, 1],
      [20, 50, 10],
      ...[33, 34, 35, 63, 64, 65].map(columns => [5, 9, columns]),
    ]
    for (const dtype of dtypes) {
      for (const [rows, inner, columns] of shapes as [number, number, number][]) {
        it(`${rows} × ${inner} × ${columns}, ${dtype}`, () => {
          const sizes = [rows * inner, inner * columns, rows * columns]
          const room = 3 * sizes.reduce((sum, size) => sum + size, 0)
          const near = allocator({}, dtype, room)
          const bell = normal(uniform(rows + columns))
          const [A, B, D] = sizes.map(size => near(size).map(bell)) as Vector[]
          // map makes plain arrays: what is near gets their numbers.
          const [a, b, d] = [A, B, D].map(from => {
            const to = near(from!.length)
            to.set(from!)
            return to
          }) as Vector[]
          const [c, C] = [near(sizes[2]!), plain(dtype, sizes[2]!)]
          addProduct(c, a!, b!, rows, inner, columns)
          addProduct(C, A!, B!, rows, inner, columns)
          expectEqual(c, C, dtype)
          const [e, E] = [near(sizes[1]!), plain(dtype, sizes[1]!)]
          addProductOfTransposed(e, a!, d!, rows, inner, columns)
          addProductOfTransposed(E, A!, D!, rows, inner, columns)
          expectEqual(e, E, dtype)
          const [f, F] = [near(sizes[0]!), plain(dtype, sizes[0]!)]
          productWithTransposed(f, d!, b!, rows, columns, inner)
          productWithTransposed(F, D!, B!, rows, columns, inner)
          expectEqual(f, F, dtype)
        })
      }
    }
  })

  describe('networks', () => {
    const { x, t } = digits(300, { seed: 1 })

    it('a float32 network learns as the float64 one does', () => {
      const [wide, narrow] = dtypes.map(
        dtype => new MultiLayerNet([784, 50, 10], { dtype, seed: 1 }),
      )
      const [a, b] = [new Adam(), new Adam()]
      for (let step = 0; step < 10; step++) {
        const [l64, l32] = [wide!.lossAndGradient(x, t), narrow!.lossAndGradient(x, t)]
        expect(l32.loss).to.be.closeTo(l64.loss, 1e-5)
        a.update(wide!.params as never, l64.grads as never)
        b.update(narrow!.params as never, l32.grads as never)
      }
      expect(narrow!.params.W1).to.be.instanceOf(Float32Array)
    })

    it('several threads give the same bits as one', function () {
      this.timeout(180_000)
      const train = (): Record<string, Float64Array> => {
        const network = new MultiLayerNet([784, 50, 10], { seed: 1 })
        const adam = new Adam()
        for (let step = 0; step < 5; step++) {
          adam.update(network.params, network.lossAndGradient(x, t).grads)
        }
        return network.params
      }
      const alone = train()
      try {
        setThreads(3)
        const together = train()
        const several = availableParallelism() > 1
        expect(together.W1!.buffer instanceof SharedArrayBuffer).to.equal(several)
        expect(together).to.deep.equal(alone)
      } finally {
        setThreads(1)
      }
    })

    it('setThreads says what it takes', () => {
      for (const wrong of [0, 1.5, 65, Number.NaN]) {
        expect(() => setThreads(wrong)).to.throw(
          RangeError,
          `threads must be a whole number from 1 to 64, got ${wrong}.`,
        )
      }
    })
  })

  it('allocate says what is wrong', () => {
    expect(() => allocate({ w: -1 })).to.throw(
      RangeError,
      "the length of 'w' must be a whole number",
    )
    expect(() => allocate({ w: 1 }, { dtype: 'int8' as never })).to.throw(
      TypeError,
      "dtype must be 'float64' or 'float32', got 'int8'.",
    )
    expect(() => allocate(null as never)).to.throw(TypeError, 'allocate needs the lengths by name')
  })
})
