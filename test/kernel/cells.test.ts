import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from '../../tools/python'
import { Jupyter, printed, type RunCell, resultOf, tracebackOf } from '../support/jupyter'
import { StockTslab } from '../support/stock-tslab'

/** Cells in the order in which they are run: all that a cell may declare, import, export and change. */
const cells = [
  `import * as fs from 'fs'
import path, { join as j } from 'path'
const a = 1, b = { x: 2 }
let c = 3
function f(n: number): number { return n <= 1 ? 1 : n * f(n - 1) }
class K { #p = 1; static s = 2; get p() { return this.#p } }
enum E { A, B = 5 }
const enum CE { Q = 7 }
namespace N { export const z = 4 }
;[fs.existsSync('/'), path.join('a', 'b'), j('c', 'd'), E.B, CE.Q, N.z]`,
  'c++; c += 2; c',
  '[f(5), new K().p, K.s, E.B, E[0], CE.Q]',
  'a',
  'a',
  "const a = 'again'; a",
  "const a = 'again'; a",
  'a.length',
  'const { x, ...rest } = { x: 5, y: 6, z: 7 }; let [p, q = 9] = [1]; [x, rest, p, q]',
  '[p, q] = [q, p]; [p, q]',
  ';({ p: p, q: q } = { p: 10, q: 20 }); [p, q]',
  'for (p of [1, 2, 3]); p',
  'p--; --p; p **= 3; p ||= 4; p',
  'function outer() { let p = 5; p++; return () => p }\nouter()()',
  "const os = await import('os'); typeof os.cpus",
  'const ex = 3; ex',
  'ex + 1 // and a comment',
  'let self = 0; const inc = () => ++self; inc(); inc(); self',
  'inc(); self',
  'function lift() { return low() }\nfunction low() { return 1 }\nlift()',
  'const g = function* () { yield* [1, 2] }; [...g()]',
  'class D extends K { constructor() { super() } }\nnew D().p',
  "import type { Stats } from 'fs'; let stats: Stats | null = null; stats === null",
  "import { join, sep as separator } from 'path'; Object.keys({ join, separator })",
  "join('a', 'b')",
  "import { Adam, surfaces } from 'downhill'; [new Adam().lr, surfaces.bowl.f(10, 0)]",
  'const Adam = 5; Adam',
  "import { Adam } from 'downhill'; typeof Adam",
  'const tag = (text: TemplateStringsArray) => text[0]; tag`hi`',
  "const text = '//# sourceMappingURL=data:application/json;base64,e30='; text.length",
  "import { near } from './near'; near",
  'const twice = near * 2; twice',
  "import plain from './plain'; plain",
  '/** @module virtual */\nexport const virtual = 7',
  "import { virtual } from './virtual'; virtual",
  'type Pair<T> = [T, T]; interface Named { name: string }',
  "const pair: Pair<Named> = [{ name: 'l' }, { name: 'r' }]; pair",
  '// nothing but a comment',
  '',
]

describe('a cell, compiled once', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'downhill-cells-'))
  const stock = new StockTslab()
  let ours: Jupyter
  before(() => {
    writeFileSync(join(folder, 'near.ts'), 'export const near: number = 20 + 1\n')
    writeFileSync(join(folder, 'plain.js'), 'module.exports = { plain: true }\n')
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    ours = new Jupyter('tslab', folder)
  })
  after(async () => {
    await ours.close()
    stock.remove()
    rmSync(folder, { recursive: true })
  })

  it('does what it does in tslab as it comes', async () => {
    const theirs = new Jupyter('stock-tslab', folder, stock.options.env)
    const { cells: expected } = await theirs.runAll(cells)
    await theirs.close()
    const { cells: run } = await ours.runAll(cells)

    const shown = (cell: RunCell) => {
      const value = resultOf(cell)
      return printed(cell) + (value === undefined ? '' : `${value}\n`)
    }
    for (const [i, code] of cells.entries()) {
      expect(printed(expected[i]!, 'stderr'), code).to.equal('')
      expect(tracebackOf(run[i]!), code).to.equal(undefined)
      expect(shown(run[i]!), code).to.equal(shown(expected[i]!))
    }
  })

  it('is not told what is wrong with a file that an earlier cell imported', async () => {
    expect(resultOf(await ours.run("import { far } from './far'"))).to.equal(undefined)
    writeFileSync(join(folder, 'far.ts'), "export const far: number = 'far'\n")
    expect(tracebackOf(await ours.run("import { far } from './far'"))).to.contain('far.ts')
    expect(resultOf(await ours.run('40 + 2'))).to.equal('42')
  })

  it('that is run again after it failed fails again, and runs when it is mended', async () => {
    const wrong = 'const length: number = "three"\nlength'
    for (let i = 0; i < 2; i++) {
      expect(tracebackOf(await ours.run(wrong))).to.contain("Type 'string' is not assignable")
    }
    expect(resultOf(await ours.run('const length: number = 3\nlength'))).to.equal('3')
  })
})
