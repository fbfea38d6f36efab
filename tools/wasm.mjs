import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, main, Problem } from './report.mjs'
import { root } from './run.mjs'

// Not by its name: its types belong to another language, and would take the place of TypeScript's.
const compiler = String('assemblyscript/asc')
const source = 'src/wasm/assembly/kernels.ts'
const target = join(root, 'src', 'wasm', 'module.ts')

/** What src/wasm/module.ts is to hold: the loops compiled, once for a memory of one thread's own, once for a shared one. */
export async function compileWasm() {
  const alone = await compile()
  const shared = await compile('--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads')
  return `// Made by \`npm run wasm\` from assembly/kernels.ts.

/** WebAssembly in base64: the loops, for a memory that one thread uses. */
export const kernels: string =
  '${alone}'

/** The same for a memory that threads share. */
export const sharedKernels: string =
  '${shared}'
`
}

/** @param {string[]} flags */
async function compile(...flags) {
  /** @type {Uint8Array | undefined} */
  let wasm
  const common = ['--baseDir', root, '-O3', '--noAssert', '--runtime', 'stub', '--importMemory']
  const { default: asc } = await import(compiler)
  const { error, stderr } = await asc.main(
    [source, ...common, '--enable', 'simd', ...flags, '--outFile', 'kernels.wasm'],
    {
      /** @type {(name: string, contents: string | Uint8Array) => void} */
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') wasm = contents
      },
    },
  )
  if (error || !wasm) throw new Problem(`${source} does not compile:\n${stderr}`)
  return Buffer.from(wasm).toString('base64')
}

if (process.argv[1] === import.meta.filename) {
  main(async () => {
    const text = await compileWasm()
    if (readFileSync(target, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(target, text)
    done('src/wasm/module.ts')
  })
}
