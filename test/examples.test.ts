import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { expect } from 'chai'
import * as downhill from '../src'
import { examplesOf, given, runExample } from './support/examples'

const home = process.cwd()

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
  const { log } = console
  console.log = (...values: unknown[]) => lines.push(format(...values))
  try {
    await runExample(body, names)
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
