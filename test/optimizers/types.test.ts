import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'

const root = join(__dirname, '..', '..')
const dist = join(root, 'src', 'dist')

/** What a cell holds; `refused` is in the message of the one error that it has. */
interface Cell {
  name: string
  code: string
  refused?: string
}

const xy = 'const params = { x: -7, y: 2 }; const sgd = new SGD({ lr: 0.1 });'
const vectors =
  'const f64 = new Float64Array(2); const f32 = new Float32Array(2); const sgd = new SGD();'

// biome-ignore format: one row a case
const cells: Cell[] = [
  // update
  { name: 'numbers', code: `${xy} const grads = { x: 1, y: 2 }; sgd.update(params, grads)` },
  { name: 'numbers, written in the call', code: `${xy} sgd.update(params, { x: 1, y: 2 })` },
  { name: 'both written in the call', code: 'new SGD().update({ x: -7, y: 2 }, { x: 1, y: 2 })' },
  { name: 'no options', code: 'new SGD().update({ x: 1 }, { x: 1 }); new SGD({})' },
  { name: 'vectors', code: `${vectors} sgd.update({ W: f64, V: f32, b: 1 }, { W: f64, V: f32, b: 1 })` },
  { name: 'constant params', code: 'new SGD().update({ x: -7, y: 2 } as const, { x: 1, y: 2 })' },
  { name: 'Params with Grads', code: 'declare const p: Params; declare const g: Grads; new SGD().update(p, g)' },
  { name: 'Params with Params', code: 'declare const p: Params; new SGD().update(p, p)' },
  { name: 'a record of numbers', code: 'declare const p: Record<string, number>; new SGD().update(p, p)' },
  { name: 'a record of vectors', code: 'declare const p: Record<string, Float64Array>; new SGD().update(p, p)' },
  { name: 'Grads of a type', code: 'type P = { x: number; W: Float64Array }; declare const p: P; declare const g: Grads<P>; new SGD().update(p, g)' },
  { name: 'through the interface', code: `${xy} const all: Optimizer[] = [sgd]; for (const o of all) { o.reset(); o.update(params, { x: 1, y: 2 }) }` },
  { name: 'a gradient from numericalGradient', code: 'const params = { W: new Float64Array(2) }; new SGD().update(params, { W: numericalGradient(([x, y]) => x! * y!, params.W) })' },
  { name: 'a missing gradient', code: `${xy} const grads = { x: 1 }; sgd.update(params, grads)`, refused: "'y' is missing" },
  { name: 'a missing gradient, in the call', code: `${xy} sgd.update(params, { x: 1 })`, refused: "'y' is missing" },
  { name: 'a gradient left over', code: `${xy} const grads = { x: 1, y: 2, z: 3 }; sgd.update(params, grads)`, refused: "'z'" },
  { name: 'a gradient left over, in the call', code: `${xy} sgd.update(params, { x: 1, y: 2, z: 3 })`, refused: "'number' is not assignable to type 'never'" },
  { name: 'a gradient left over, through the interface', code: `${xy} const o: Optimizer = sgd; o.update(params, { x: 1, y: 2, z: 3 })`, refused: "'number' is not assignable to type 'never'" },
  { name: 'a misspelt gradient', code: `${xy} sgd.update(params, { x: 1, Y: 2 })`, refused: "'Y'" },
  { name: 'a vector for a number', code: `${vectors} sgd.update({ x: 1 }, { x: f64 })`, refused: "to type 'number'" },
  { name: 'a number for a vector', code: `${vectors} sgd.update({ W: f64 }, { W: 1 })`, refused: "Type 'number' is not assignable to type 'Float64Array" },
  { name: 'Float64Array for Float32Array', code: `${vectors} sgd.update({ W: f32 }, { W: f64 })`, refused: "is not assignable to type 'Float32Array" },
  { name: 'Float32Array for Float64Array', code: `${vectors} const grads = { W: f32 }; sgd.update({ W: f64 }, grads)`, refused: "'{ W: Float32Array" },
  { name: 'an array for a vector', code: `${vectors} sgd.update({ W: f64 }, { W: [1, 2] })`, refused: "'number[]'" },
  { name: 'a parameter that is an array', code: 'new SGD().update({ W: [1] }, { W: [1] })', refused: "Type 'number[]' is not assignable" },
  { name: 'a parameter that is a string', code: "new SGD().update({ x: '1' }, { x: 1 })", refused: "'string' is not assignable" },
  { name: 'no gradients', code: `${xy} sgd.update(params)`, refused: 'Expected 2 arguments' },
  // options
  { name: 'an unknown option', code: 'new SGD({ learningRate: 0.1 })', refused: "'learningRate' does not exist" },
  { name: 'lr as a string', code: "new SGD({ lr: '0.1' })", refused: "'string' is not assignable" },
  { name: 'lr for the options', code: 'new SGD(0.1)', refused: "'0.1' has no properties in common" },
  { name: 'lr set', code: 'const sgd = new SGD(); sgd.lr = 0.5' },
  { name: 'an option of descend that is unknown', code: 'descend(surfaces.bowl, new SGD(), { step: 3 })', refused: "'step' does not exist" },
  // descend
  { name: 'descend with SGD', code: 'const walk: Path = descend(surfaces.bowl, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 }); const x: number = walk.points[0]![0]' },
  { name: 'descend with an Optimizer', code: 'declare const o: Optimizer; descend(surfaces.bowl, o)' },
  { name: 'a class of one’s own', code: 'class Mine { update(params: { x: number; y: number }, grads: { x: number; y: number }) { params.x -= grads.x } } descend(surfaces.bowl, new Mine())' },
  { name: 'one with reset', code: 'class Mine { t = 0; update(params: { x: number; y: number }, grads: { x: number; y: number }) { this.t++ } reset() { this.t = 0 } } descend(surfaces.bowl, new Mine())' },
  { name: 'one of records', code: 'class Mine { update(params: Record<string, number>, grads: Record<string, number>) { for (const k of Object.keys(params)) params[k]! -= grads[k]! } reset() {} } descend(surfaces.bowl, new Mine())' },
  { name: 'one of records, without reset', code: 'class Mine { update(params: Record<string, number>, grads: Record<string, number>) {} } descend(surfaces.bowl, new Mine())' },
  { name: 'one of any', code: 'class Mine { update(params: any, grads: any) { params.x -= grads.x } reset() {} } descend(surfaces.bowl, new Mine())' },
  { name: 'one of any, without reset', code: 'class Mine { update(params: any, grads: any) {} } descend(surfaces.bowl, new Mine())' },
  { name: 'one of Params', code: 'class Mine { update(params: Params, grads: Grads) {} } descend(surfaces.bowl, new Mine())' },
  { name: 'one that extends BaseOptimizer', code: 'class Mine extends BaseOptimizer { protected step(x: Vector, g: Vector) { x[0]! -= this.lr * g[0]! } } const o: Optimizer = new Mine({ lr: 0.1 }); descend(surfaces.bowl, new Mine())' },
  { name: 'one that extends it and remembers', code: "class Mine extends BaseOptimizer<'v'> { static readonly about: About = { ...BaseOptimizer.about, slots: { v: ['v', 'velocity'] } }; lr = 0.1; protected step(x: Vector, g: Vector, { v }: State<'v'>) { v[0]! += g[0]!; x[0]! -= v[0]! } } const o: Optimizer = new Mine(); descend(surfaces.bowl, new Mine())" },
  { name: 'one of the package, extended', code: "class Mine extends Adam { protected step(x: Vector, g: Vector, state: State<'m' | 'v'>) { super.step(x, g, state) } } new Mine({ beta1: 0.5 }).beta1" },
  { name: 'one with an option of another kind', code: "new Adam({ biasCorrection: 'maybe' })", refused: "'\"maybe\"' is not assignable" },
  { name: 'one of strings', code: 'class Mine { update(params: { x: string }, grads: { x: string }) {} } descend(surfaces.bowl, new Mine())', refused: "'Mine' is not assignable" },
  { name: 'one without update', code: 'class Mine { step() {} } descend(surfaces.bowl, new Mine())', refused: "'update' is missing" },
  { name: 'a start that is an array of numbers: how many is asked when it runs', code: 'const start = [1, 2]; descend(surfaces.bowl, new SGD(), { from: start }); const usual = { from: [1, 2], steps: 3 }; descend(surfaces.bowl, new SGD(), usual)' },
  { name: 'a start that is a text', code: "descend(surfaces.bowl, new SGD(), { from: '1, 2' })", refused: "Type 'string' is not assignable to type" },
  // surfaces and figures
  { name: 'a surface of one’s own', code: 'const mine: Surface = surface((x, y) => x + y); descend(mine, new SGD())' },
  { name: 'one with options', code: 'surface((x, y) => x * y, { gradient: (x, y) => [y, x], domain: { x: [-1, 1], y: [-1, 1] }, minima: [], start: [1, 1], name: "saddle", formula: "xy" })' },
  { name: 'one that returns nothing', code: 'surface((x, y) => {})', refused: "'void' is not assignable to type 'number'" },
  { name: 'a figure', code: "const walk = descend(surfaces.bowl, new SGD()); show(figure([contour(surfaces.bowl), quiver(surfaces.bowl), path(walk, { name: 'SGD' })], { title: 'SGD' })); figure([wireframe(surfaces.bowl)])" },
  { name: 'a figure of a walk', code: 'figure([descend(surfaces.bowl, new SGD())])', refused: 'is missing the following properties' },
]

const imports = `import {
  Adam, BaseOptimizer, SGD, contour, descend, figure, numericalGradient, path, quiver, show, surface, surfaces, wireframe,
  type About, type Grads, type Optimizer, type Params, type Path, type State, type Surface, type Vector,
} from 'downhill'
`

/** The messages of each file that has any. */
type Messages = Map<string, string[]>

/** TypeScript 7, as whoever uses the package outside a notebook has it. */
function check7(folder: string, files: string[]): Messages {
  const options = {
    lib: ['es2022'],
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  }
  const config = join(folder, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files }))
  const found: Messages = new Map()
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  let output = ''
  try {
    execFileSync(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { encoding: 'utf8' })
  } catch (error) {
    output = (error as { stdout: string }).stdout
  }
  let current: string[] = []
  for (const line of output.trim().split(/\r?\n/)) {
    const [, file, message] = /^(?:.*\/)?([^/]+)\(\d+,\d+\): (error .*)$/.exec(line) ?? []
    if (file !== undefined) {
      current = found.get(file) ?? []
      found.set(file, [...current, message!])
    } else {
      const last = [...found.keys()].at(-1)
      if (last === undefined) {
        if (line !== '') throw new Error(output)
        continue
      }
      const messages = found.get(last)!
      messages[messages.length - 1] += `\n${line}`
    }
  }
  return found
}

/** TypeScript 5.0.4, as the kernel of the notebooks has it. */
function check5(files: string[], more: object = {}): Messages {
  // biome-ignore lint/suspicious/noExplicitAny: it brings types of its own version, which are not needed here
  const ts: any = require(
    require.resolve('@tslab/typescript-for-tslab', {
      paths: [require.resolve('tslab/package.json')],
    }),
  )
  expect(ts.version).to.equal('5.0.4')
  const program = ts.createProgram(files, {
    lib: ['lib.es2022.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    ...more,
  })
  const found: Messages = new Map()
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name: string = file?.fileName.split('/').at(-1) ?? ''
    const message = ts.flattenDiagnosticMessageText(messageText, '\n')
    found.set(name, [...(found.get(name) ?? []), message])
  }
  return found
}

describe('types', function () {
  this.timeout(180_000)
  let folder: string
  const found: Record<string, Messages> = {}
  const fileOf = (cell: Cell): string => `cell-${cells.indexOf(cell)}.ts`

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-types-'))
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(join(root, 'src'), join(folder, 'node_modules', 'downhill'), 'junction')
    for (const cell of cells) writeFileSync(join(folder, fileOf(cell)), imports + cell.code)
    const files = cells.map(cell => join(folder, fileOf(cell)))
    found['TypeScript 7'] = check7(folder, files)
    found['TypeScript 5.0.4'] = check5(files)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const compiler of ['TypeScript 7', 'TypeScript 5.0.4']) {
    describe(compiler, () => {
      it('has nothing to say but about the cells', () => {
        expect(cells.map(fileOf)).to.include.members([...found[compiler]!.keys()])
      })
      for (const cell of cells) {
        it(`${cell.refused === undefined ? 'accepts' : 'refuses'}: ${cell.name}`, () => {
          const messages = found[compiler]!.get(fileOf(cell)) ?? []
          if (cell.refused === undefined) {
            expect(messages).to.deep.equal([])
          } else {
            expect(messages).to.have.length(1)
            expect(messages[0]).to.include(cell.refused)
          }
        })
      }
    })
  }

  it('are declarations that TypeScript 5.0.4 reads, strict and with its libraries checked', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.d.ts'))
      .map(name => join(dist, name))
    expect(files).to.include(join(dist, 'index.d.ts'))
    expect([...check5(files, { strict: true, skipLibCheck: false })]).to.deep.equal([])
  })
})
