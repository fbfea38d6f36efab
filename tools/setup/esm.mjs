import { readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { root } from '../run.mjs'
import { writeIfChanged } from './write.mjs'

const src = join(root, 'src')
const dist = join(src, 'dist')

/**
 * The package's modules for `import`, beside the CommonJS that TypeScript has compiled.
 *
 * Node gets one copy of the package, whether a program imports it, requires it, or does both: the CommonJS,
 * which tslab needs. Of two copies, each would have its own BaseOptimizer, and `instanceof` would say no to
 * an optimizer of the other; each would have its own memories, and arrays that `allocate` made in the one
 * would be slow in the other. So index.mjs, core.mjs and exercises/index.mjs hand out what the CommonJS has.
 *
 * A bundler gets real modules, dist/esm, one file each, and leaves out the files that a page does not use,
 * which `sideEffects` in src/package.json allows. Who gets what stands in its `exports`: 'require' is for
 * CommonJS, 'module' for bundlers, 'node' for what Node imports, 'default' for browsers without a bundler.
 * 'browser' is for bundlers that make a page, to which 'downhill' gives all that needs no Node.
 */
export function makeModules() {
  // Not above: on a new machine this file is read before there are any packages.
  const { buildSync } = /** @type {typeof import('esbuild')} */ (
    createRequire(import.meta.url)('esbuild')
  )
  const outdir = join(dist, 'esm')
  const common = /** @type {const} */ ({ absWorkingDir: src, outdir, format: 'esm', write: false })
  // For a browser: if any file imports a module of Node, this fails and names it.
  const { metafile } = buildSync({
    ...common,
    entryPoints: ['browser.ts', 'core.ts', 'exercises/index.ts'],
    bundle: true,
    platform: 'browser',
    metafile: true,
    logLevel: 'error',
  })
  const { outputFiles } = buildSync({
    ...common,
    entryPoints: Object.keys(metafile.inputs),
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    target: 'es2022',
    charset: 'utf8',
  })
  const made = outputFiles.map(({ path, text }) => {
    writeIfChanged(path, text.replace(/ from "(\.[^"]*)";$/gm, ' from "$1.mjs";'))
    return path
  })

  for (const entry of ['index', 'core', 'exercises/index']) {
    const all = `export * from './${basename(entry)}.js'\n`
    writeIfChanged(join(dist, `${entry}.mjs`), all)
    writeIfChanged(join(dist, `${entry}.d.mts`), all)
  }
  // There is one set of types, beside the CommonJS.
  for (const entry of ['browser', 'core', 'exercises/index']) {
    const up = entry.includes('/') ? '../..' : '..'
    const types = join(outdir, `${entry}.d.mts`)
    writeIfChanged(types, `export * from '${up}/${entry}.js'\n`)
    made.push(types)
  }

  // What has lost its source.
  for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !made.includes(path)) rmSync(path)
  }
}
