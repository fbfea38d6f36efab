import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { answersIn, codeCells, joined, readNotebook } from '../tools/notebooks/notebook'
import { root } from '../tools/python'
import { engineMathIn } from './support/engine-math'

/**
 * What may be left to the engine, as nobody sees its last digits. What a chapter may leave to it is tried
 * by test/notebooks/other-engine.test.ts.
 */
const allowed: Record<string, string> = {
  'src/explorer/page/': 'pixels on a screen',
  'notebooks/01-gradient-descent.ipynb, angles: Math.atan2': 'printed in whole degrees',
  'notebooks/04-rmsprop.ipynb, weights: **': 'printed in whole percent',
  'notebooks/04-rmsprop.ipynb, exercises: **': 'printed to six decimals',
  'notebooks/05-adam.ipynb, my-adam: **': 'compareWalks names a power of ten',
  'notebooks/05-adam.ipynb, quotient: **': 'printed to two decimals',
  'notebooks/exercises/source/': 'compared with a tolerance',
}

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    name => `${folder}/${name.replaceAll('\\', '/')}`,
  )

const sources = files('src')
  .filter(file => /(?<!\.d)\.ts$/.test(file) && !/\/(dist|node_modules)\//.test(file))
  .filter(file => file !== 'src/math.ts')
  .map(file => ({ where: file, code: readFileSync(join(root, file), 'utf8') }))

const cells = files('notebooks')
  .filter(file => file.endsWith('.ipynb') && !file.includes('checkpoints'))
  .flatMap(file => {
    const notebook = readNotebook(join(root, file))
    const own = codeCells(notebook).map(({ id, source }) => ({ id, code: joined(source) }))
    return [...own, ...answersIn(notebook)].map(({ id, code }) => ({
      where: `${file}, ${id}`,
      code,
    }))
  })

const usesIn = (texts: typeof sources): string[] =>
  texts.flatMap(({ where, code }) => engineMathIn(code).map(name => `${where}: ${name}`))

const isAllowed = (use: string): boolean =>
  Object.keys(allowed).some(start => use.startsWith(start))

describe('what is printed and drawn is the same in every engine', () => {
  it('the package leaves no last digit to it: src/math.ts has exp, log, sin, pow, tanh, hypot …', () => {
    expect(sources).to.have.length.above(100)
    expect(usesIn(sources).filter(use => !isAllowed(use))).to.deep.equal([])
  })
  it("nor do the cells of notebooks: exp, log, sin, cos and pow are imported from 'downhill'", () => {
    expect(cells).to.have.length.above(200)
    expect(usesIn(cells).filter(use => !isAllowed(use))).to.deep.equal([])
  })
  it('nothing is allowed that is not there', () => {
    const all = usesIn([...sources, ...cells])
    const idle = Object.keys(allowed).filter(start => !all.some(use => use.startsWith(start)))
    expect(idle).to.deep.equal([])
  })
  it('finds them however they are written', () => {
    // biome-ignore format: one row a case
    const cases: [string, string[]][] = [
      ['Math.sqrt(x) + Math.PI * Math.max(1, x) + x ** 2 + 2 ** -60', []],
      ["const text = 'Math.sin(x) and 2 ** x' // Math.cos", []],
      ['Math.sin(x) + Math.sin(y) + xs.map(Math.log10)', ['Math.sin', 'Math.log10']],
      ['const { cos, tan: tangent, abs } = Math', ['Math.cos', 'Math.tan']],
      ['x ** 3', ['**']],
      ['10 ** -t', ['**']],
      ['x **= 0.5', ['**']],
      ['-(2 ** t)', ['**']],
      ['Math.random()', ['Math.random']],
    ]
    for (const [code, found] of cases) expect(engineMathIn(code), code).to.deep.equal(found)
  })
})
