import { expect } from 'chai'
import { needsChromium, whyPending } from '../browser/chromium'
import { Jupyter, type RunCell } from '../support/jupyter'
import { KernelPage } from './page-kernel'

/** Cells in the order in which they are run, in the kernel of Jupyter and in that of a page. */
const cells: readonly string[] = [
  // What is declared, and declared again.
  'const a = 1, b = { x: 2 }\nlet c = 3\nfunction f(n: number): number { return n <= 1 ? 1 : n * f(n - 1) }\na + c',
  "const a = 'again'; a",
  'a.length',
  'c++; c += 2; c',
  'class K { #p = 1; static s = 2; get p() { return this.#p } }\nenum E { A, B = 5 }\n[f(5), new K().p, K.s, E.B, E[0]]',
  'const { x, ...rest } = { x: 5, y: 6, z: 7 }; let [p, q = 9] = [1]; [x, rest, p, q]',
  '[p, q] = [q, p]; [p, q]',
  'for (p of [1, 2, 3]); p',
  'function outer() { let p = 5; p++; return () => p }\nouter()()',
  'class D extends K { constructor() { super() } }\nnew D()',
  'type Pair<T> = [T, T]; interface Named { name: string }\nconst pair: Pair<Named> = [{ name: "l" }, { name: "r" }]; pair',
  'export const ex = 3; ex',
  'lift()\nfunction lift() { return low() }\nfunction low() { return 1 }',
  '// nothing but a comment',
  '',
  // A name of an earlier cell in braces, and hidden by another.
  'const lr = 0.3, rate = { lr }; rate',
  '{ const lr = 5; console.log({ lr }) }\nlr',
  '((lr: number) => ({ lr }))(7)',
  'const { lr: alpha } = { lr: 2 }; [alpha, lr]',
  // Waiting.
  'await 5',
  'await new Promise(done => setTimeout(done, 5)); "later"',
  'for await (const n of (async function* () { yield 1; yield 2 })()) console.log(n)',
  "import { setTimeout as sleep } from 'timers/promises'\nawait sleep(5, 'slept')",
  'const late = setTimeout(() => console.log("from a timer"), 10); await new Promise(done => setTimeout(done, 40))',
  'let ticks = 0; const tick = setInterval(() => ++ticks === 3 && clearInterval(tick), 2)\nawait new Promise(done => setTimeout(done, 60)); ticks',
  'const never = setTimeout(() => console.log("cleared"), 5); clearTimeout(never); setImmediate(() => console.log("now"))\nawait new Promise(done => setTimeout(done, 20))',
  // What the compiler complains about.
  'const n: number = "text"',
  'lr = 3',
  'unknownName + 1',
  'const broken = (',
  'print("x")',
  'import numpy as np',
  'const x1 = 5x',
  'let half = 0,5',
  '“quoted”',
  'rate.momentum',
  'new Map<string, number>([["a", "b"]])',
  "import { nothing } from 'downhill'",
  "import { SGD } from 'downhill'; new SGD(0.1)",
  "new SGD({ lr: 'fast' })",
  'new SGD({ lr: 0.1, momentum: 0.9 })',
  // What is thrown, and the lines it comes from.
  'const bad = (x: number) => {\n  throw new RangeError("no " + x)\n}\nbad(3)',
  '[1].map(\n  one => bad(one),\n)',
  'throw new Error("outer", { cause: new TypeError("inner") })',
  'throw new AggregateError([new Error("one"), "two"], "both")',
  'throw "a text"',
  'throw { code: 7 }',
  'throw Object.assign(new Error("with a code"), { code: "E7" })',
  'class Sick extends Error { name = "Sick" }\nthrow new Sick("headache")',
  'await Promise.reject(new Error("rejected"))',
  'Promise.reject(new Error("not awaited"))',
  'null!.x',
  'try { JSON.parse("{") } catch ({ name }) { console.log(name) }',
  'function deep(): number { return deep() + 1 }\ndeep()',
  'const first = 1\nthrow new Error("half-way")\nconst second = 2',
  'first',
  'second',
  "import { inspect } from 'util'; new (class { [inspect.custom]() { throw new Error('hostile') } })()",
  // What values look like.
  '({ a: [1, 2, [3, [4, [5]]]], b: new Map([["k", { v: 1 }]]), c: new Set([1]), d: undefined, e: null })',
  'Array.from({ length: 200 }, (_, i) => i)',
  'new Float64Array([1, 2.5, NaN])',
  '[-0, 1e21, 0.1 + 0.2, 10n, Symbol("s"), /x/g, new Date(0), () => 1, class {}, "it\'s"]',
  '"a text\\nof two lines"',
  'undefined',
  'null',
  'const loop: Record<string, unknown> = { name: "loop" }; loop.self = loop; loop',
  "new (class { [inspect.custom]() { return 'as I like' } })()",
  "import { surfaces, descend, Adam } from 'downhill'\nconst walk = descend(surfaces.bowl, new Adam({ lr: 0.3 }), { steps: 3 }); walk",
  'new Adam()',
  // What is printed.
  'console.log("a", [1, 2], { b: 3 }); console.warn("w"); console.error(new Error("e").message)',
  'console.log("%d of %s: %o", 3, "five", [1]); console.info(); console.debug(-0)',
  'console.group("g"); console.log("in\\nside"); console.groupEnd(); console.log("out")',
  'console.count(); console.count(); console.assert(1 > 2, "not so")',
  'process.stdout.write("no line"); process.stderr.write("e")',
  'console.log("🦊"[0])',
  // What is shown.
  "import * as tslab from 'tslab'\ntslab.display.html('<b>bold</b>'); tslab.display.text('t')",
  'const d = tslab.newDisplay(); d.text("one"); d.text("two")',
  'tslab.display.png(new Uint8Array([137, 80, 78, 71]))',
  "import { show, figure, contour, path } from 'downhill'\nshow(figure([contour(surfaces.bowl), path(walk)]))",
  'show(walk as never)',
  "import { explore } from 'downhill'\nexplore({ surface: surfaces.bowl, optimizers: [new Adam({ lr: 0.3 })] })",
  "import { train, TwoLayerNet, moons } from 'downhill'\nconst data = moons(100)\nawait train(new TwoLayerNet(2, 5, 2), data, { optimizer: new Adam(), epochs: 2, batchSize: 50 })",
  // Modules.
  "import assert from 'assert'\nassert.strictEqual(1 + 1, 3)",
  "import { strict as check } from 'assert'\ncheck.deepEqual({ a: 1 }, { a: 2 }, 'another a')",
  "check.ok(1 > 2, 'one is less')",
  "check.throws(() => { throw new Error('x') }, /x/)",
  '/** @module virtual */\nexport const virtual = 7',
  "import { virtual } from './virtual'; virtual",
  "const lazily = await import('downhill'); typeof lazily.SGD",
  'const Adam = 5; Adam',
  "import { Adam } from 'downhill'; typeof Adam",
]

/** What of a cell has to be the same, whoever runs it. */
function essence({ reply, outputs }: RunCell): object {
  const kept = outputs.map(output => {
    const { data, transient, ...rest } = output as {
      data?: Record<string, unknown>
      transient?: { display_id?: string }
    } & RunCell['outputs'][number]
    if (data === undefined) return rest
    // A page has scripts of its own for figures and explorers.
    const ours = data['application/vnd.plotly.v1+json'] ?? Object(rest.metadata).downhill
    const { 'text/html': html, ...others } = data
    // Whether a display was changed once or not at all depends on how fast it was.
    const type = rest.type.replace('update_', '')
    const hasName = transient?.display_id !== undefined
    return { ...rest, type, data: ours ? others : data, hasName }
  })
  return { status: reply.status, ename: reply.ename, evalue: reply.evalue, outputs: kept }
}

/** A display that shows progress shows as much as there was time for. */
const last = (outputs: RunCell['outputs']): RunCell['outputs'] =>
  outputs.filter(
    ({ type }, i) =>
      type !== 'execute_input' &&
      !(type.endsWith('display_data') && outputs[i + 1]?.type === 'update_display_data'),
  )

describe(`cells, run beside Jupyter and in a page${whyPending}`, function () {
  this.timeout(120_000)
  let jupyter: Jupyter
  let page: KernelPage
  before(async function () {
    needsChromium(this)
    jupyter = new Jupyter()
    page = await KernelPage.open()
  })
  after(async () => {
    await jupyter?.close()
    await page?.close()
  })

  for (const [i, code] of cells.entries()) {
    it(`${i + 1}: ${code.split('\n').join(' ⏎ ').slice(0, 80)}`, async () => {
      const there = await jupyter.run(code)
      const here = await page.run(code)
      for (const run of [here, there]) run.outputs = last(run.outputs)
      expect(essence(here)).to.deep.equal(essence(there))
    })
  }
})
