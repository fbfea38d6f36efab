import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { expect } from 'chai'
import { transformSync } from 'esbuild'
import * as downhill from '../src'
import { MySGD } from './support/my-sgd'

const { bowl } = downhill.surfaces
const home = process.cwd()

/** What examples may name without saying where it comes from. */
const given = (): Record<string, unknown> => {
  const walk = downhill.descend(bowl, new downhill.SGD({ lr: 1.5 }), { warn: false })
  const data = downhill.spirals(200)
  const network = new downhill.TwoLayerNet(2, 5, 2)
  const map = downhill.contour(bowl)
  const frame = downhill.figure([map])
  const adam = new downhill.Adam()
  adam.update({ x: 1 }, { x: 1 })
  return {
    walk,
    data,
    network,
    map,
    adam,
    ...{ a: walk, b: walk, before: frame, after: frame },
    ...downhill.digits(10),
    guess: downhill.surface(x => (x > 0 ? 1 : 0)),
    optimizer: new downhill.SGD(),
    sgd: new downhill.SGD(),
    momentum: new downhill.Momentum(),
    MySGD,
  }
}

/** Every `@example` of a file. */
function examplesOf(file: string): string[] {
  return [...readFileSync(join(home, file), 'utf8').matchAll(/\/\*\*([\s\S]*?)\*\//g)].flatMap(
    ([, comment]) =>
      comment!
        .replace(/^ *\* ?/gm, '')
        .split(/^ ?@/m)
        .filter(tag => tag.startsWith('example'))
        .map(tag => tag.slice('example'.length).trim()),
  )
}

/** What an example says that it prints: its comments. */
const promised = (code: string): string[] =>
  code.split('\n').flatMap(line => /(?:^| )\/\/ (.*)$/.exec(line)?.[1] ?? [])

/** What it prints: a value by itself is shown as a cell shows it, an error by its name and words. */
async function printed(code: string, file: string): Promise<string[]> {
  const lines: string[] = []
  const built = file.replace(/^src/, 'src/dist').replace(/ts$/, 'js')
  const names = { ...downhill, ...given(), ...(await import(join(home, built))), inspect }
  // In a block, so that it may call its own variables as the ones that are given.
  const body = code.replace(/^(?!const |console\.)(\S.*?) \/\/ /gm, 'console.log(inspect($1)) // ')
  const { code: js } = transformSync(`async () => {{ ${body}\n}}`, { loader: 'ts' })
  const run = new Function(...Object.keys(names), `return ${js}`)(...Object.values(names))
  const { log } = console
  console.log = (...values: unknown[]) => lines.push(format(...values))
  try {
    await run()
  } catch (error) {
    const words = String(error)
    if (!promised(code).includes(words)) throw error
    lines.push(words)
  } finally {
    console.log = log
  }
  return lines
}

describe('every example', () => {
  const jupyter = createRequire(__filename)('tslab/dist/jupyter')
  const folder = mkdtempSync(join(tmpdir(), 'downhill-examples-'))
  before(() => {
    // As many digits as MNIST has, of one pixel each.
    mkdirSync(join(folder, 'data', 'mnist'), { recursive: true })
    for (const [part, count] of [
      ['train', 60_000],
      ['t10k', 10_000],
    ] as const) {
      const shape = [count, 1, 1].flatMap(n => [
        n >>> 24,
        (n >>> 16) & 255,
        (n >>> 8) & 255,
        n & 255,
      ])
      const write = (name: string, dimensions: number): void =>
        writeFileSync(
          join(folder, 'data', 'mnist', `${part}-${name}-ubyte`),
          Buffer.concat([
            Uint8Array.of(0, 0, 8, dimensions, ...shape.slice(0, 4 * dimensions)),
            new Uint8Array(count),
          ]),
        )
      write('images-idx3', 3)
      write('labels-idx1', 1)
    }
    process.chdir(folder)
    jupyter.lastWriteDisplayData = () => {}
  })
  after(() => {
    process.chdir(home)
    rmSync(folder, { recursive: true })
    jupyter.lastWriteDisplayData = null
    downhill.setThreads(1)
  })

  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/^dist\b|assembly|\.d\.ts$/.test(file))
    .map(file => join('src', file))
    .sort()
  let found = 0
  for (const file of files) {
    for (const code of examplesOf(file)) {
      found++
      it(`${file}: ${code.split('\n').at(-1)}`, async () => {
        expect(await printed(code, file)).to.deep.equal(promised(code))
      })
    }
  }
  it('is found', () => expect(found).to.be.above(90))
})
