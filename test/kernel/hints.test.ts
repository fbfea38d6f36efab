import { expect } from 'chai'
import { Jupyter, resultOf, tracebackOf } from '../support/jupyter'

describe('sentences for beginners', function () {
  this.timeout(180_000)
  let jupyter: Jupyter
  before(async () => {
    jupyter = new Jupyter()
    await jupyter.run(`import { Adam, contour, descend, figure, Momentum, path, show, sideBySide } from 'downhill'
import { curve, SGD, surface, surfaces } from 'downhill'
const bowl = surfaces.bowl
const walk = descend(bowl, new SGD({ lr: 0.1 }))
const f = figure([contour(bowl)]), g = f`)
  })
  after(() => jupyter.close())

  // biome-ignore format: one row a case
  const cases: [code: string, first: RegExp][] = [
    // The package says it itself, though TypeScript complains as well.
    ['new SGD(0.1)', /^SGD takes its options as an object, .* Write \{ lr: 0\.1 \}\.$/],
    ['new SGD({ learningRate: 0.1 })', /Write \{ lr: 0\.1 \}\.$/],
    ['new SGD({ Lr: 0.1 })', /Write \{ lr: 0\.1 \}\.$/],
    ['new Momentum(0.1, 0.9)', /Write \{ lr: 0\.1 \}\.$/],
    ['new Adam({ lr: "0.1" })', /^lr must be a finite number ≥ 0, got '0\.1'\.$/],
    ['show(path(walk))', /wrap it in figure\(\[…\]\)/],
    ['show(contour(bowl))', /wrap it in figure\(\[…\]\)/],
    ['show([f, g])', /show\(sideBySide\(\[f, g\]\)\)/],
    ['show(walk)', /draw it with show\(figure\(\[path\(walk\)\]\)\)\.$/],
    ['figure(path(walk))', /^figure takes an array of marks, even for a single one: figure\(\[path\(walk\)\]\)\.$/],
    ['figure([f])', /put figures next to each other with sideBySide/],
    ['figure([walk])', /draw it with path\(walk\)/],
    ['figure([bowl])', /draw it with contour\(surface\)/],
    ['sideBySide([path(walk), path(walk)])', /wrap each in figure\(\[…\]\)/],
    ['descend(bowl)', /^descend needs an optimizer/],
    ['descend(bowl, new SGD(), [-7, 2])', /^descend takes its options as an object/],
    ['const st = [3, 4, 5]\ndescend(bowl, new SGD(), { from: st })', /^from must be a point \[x, y\] of two finite numbers, got \[3, 4, 5\]\.$/],
    ['surface((x, y) => x ^ 2)', /\^ means XOR.*write x \*\* 2\.$/],
    // The kernel says it.
    ['bowl.f(−7, 2)', /^− is a typographic character; .* as in bowl\.f\(-7, 2\)\.\n/],
    ['const x = 2 × 3', /^× is a typographic character; TypeScript wants \*/],
    ['const s = “text”', /^“ is a typographic character; TypeScript wants straight quotes/],
    ['const x² = 4', /^² is a typographic character; TypeScript wants \*\* 2/],
    ['new SGD({ lr: 0,5 })', /^A decimal number has a point, not a comma: write 0\.5\./],
    ['const lr = 0,5', /^A decimal number has a point, not a comma: write 0\.5\./],
    ['%matplotlib inline', /^%matplotlib is an IPython command/],
    ['%%time\n1 + 1', /^%%time is an IPython command/],
    ['!ls', /^A shell command does not run in a cell/],
    ['!pip install numpy', /^A shell command does not run in a cell/],
    ['pip install numpy', /^A shell command does not run in a cell/],
    ['npm install lodash', /^A shell command does not run in a cell/],
    ['descend?', /^TypeScript has no help with "\?"/],
    ['import numpy as np', /^This is how Python imports/],
    ['import numpy', /^This is how Python imports/],
    ['from numpy import array', /^This is how Python imports/],
    ['def f(x):\n    return x', /^def is Python; TypeScript writes function f\(x\) \{ return … \}/],
    ['f = lambda x: x ** 2', /^lambda is Python/],
    ['for i in range(10):\n    console.log(i)', /^This is how Python loops/],
    ['if walk:\n  1', /^A colon begins a block in Python/],
    ['print(3)', /^print is Python; TypeScript writes console\.log/],
    ['const t = f"loss {walk}"', /^A text with values in it stands in backticks/],
    ['const a = None', /^None is Python/],
    ['const b = True', /^True is Python; TypeScript writes true\./],
    ['np.array([1])', /^np is a Python library/],
    ['const c = walk and bowl', /^and, or and not are Python/],
    ['# a comment', /^A comment begins with \/\//],
    ['sin(3)', /^sin is found in Math: write Math\.sin\./],
    ['pi', /^pi is found in Math: write Math\.PI\./],
    ['2walk', /^A product needs its sign/],
    ['const d = -(2) ** 2', /^A minus before a power needs parentheses/],
    ["import _ from 'lodash'", /^The package 'lodash' is not installed: run npm install lodash in a terminal/],
    ["import { a } from '@scope/name/part'", /^The package '@scope\/name' is not installed: run npm install @scope\/name /],
    ["require('lodash')", /^The package 'lodash' is not installed: [^\n]*\.$/],
    ["import { a } from './not-there'", /^There is no file \.\/not-there/],
    ["require('./not-there')", /^There is no file \.\/not-there/],
    ['process.exit()', /^process\.exit\(\) would end the kernel/],
    ['process.exit(1)', /^process\.exit\(\) would end the kernel/],
    ['process.abort()', /^process\.abort\(\) would end the kernel/],
    ['process.kill(process.pid)', /^process\.kill\(\) would end the kernel/],
    ["process.kill(process.pid, 'SIGKILL')", /^process\.kill\(\) would end the kernel/],
    ['quit()', /^A cell cannot end the kernel/],
  ]
  for (const [code, first] of cases) {
    it(code.replaceAll('\n', '; '), async () => {
      const { reply } = await jupyter.run(code)
      expect(reply.status).to.equal('error')
      expect(reply.evalue).to.match(first)
      expect(resultOf(await jupyter.run('6 * 7'))).to.equal('42')
    })
  }

  it('stand at the learner’s own line', async () => {
    const cell = await jupyter.run('const optimizer =\n  new SGD(0.1)')
    expect(tracebackOf(cell)!.split('\n')[1]).to.match(/cell \[\d+\], line 2: {2}new SGD\(0\.1\)$/)
  })

  it('a complaint about an argument that the package does not mind is still made', async () => {
    const { reply } = await jupyter.run('const kept = new SGD({ lr: 0.1 }, 3)')
    expect(reply.evalue).to.equal('line 1, column 35: Expected 0-1 arguments, but got 2.')
    expect((await jupyter.run('bowl.f(-7)')).reply.evalue).to.equal(
      'line 1, column 6: Expected 2 arguments, but got 1.',
    )
    expect(
      (await jupyter.run('surface((x, y) => { const s: string = 5; return x })')).reply.evalue,
    ).to.match(/^line 1, column 27: Type 'number' is not assignable to type 'string'\./)
  })

  it('leave to the compiler what only looks like another language', async () => {
    // biome-ignore format: one row a case
    const cases: [code: string, first: RegExp][] = [
      ["const lambda: number = 'x'", /^line 1, column 7: Type 'string' is not assignable/],
      ["const o = { lambda: 1 }\no.lambda.x", /^line 2, column 10: Property 'x' does not exist/],
      ["class P {\n  #p: number = 'x'\n}", /^line 2, column 3: Type 'string' is not assignable/],
      ['const ok = true &&\n  !walk.nothing', /^line 2, column 9: Property 'nothing' does not exist/],
      ['unheardOf', /^line 1, column 1: Cannot find name 'unheardOf'/],
    ]
    for (const [code, first] of cases) {
      expect((await jupyter.run(code)).reply.evalue, code).to.match(first)
    }
  })

  it('say nothing of cells that are right', async () => {
    for (const code of [
      '// 50 % of walks, and "not" one of them: 0,5 − x²',
      "const text = 'import numpy as np'; const t2 = `def f(x):`",
      'const usual = { from: [-7, 2], steps: 3 }; descend(bowl, new SGD(), usual); void 0',
      'const range = [1, 2]; const len = range.length',
      'const half = walk.points.length % 2',
    ]) {
      expect(tracebackOf(await jupyter.run(code)), code).to.equal(undefined)
    }
  })
})
