import { readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { done, main, Problem } from './report.mjs'
import { capture, root } from './run.mjs'
import { compile } from './setup/compile.mjs'

const dist = join(root, 'src', 'dist')
const entries = ['index', 'core', 'exercises/index']

// What `npm pack` calls first: builds from nothing, so that no file is packed whose source is gone, and
// removes what nobody who installs the package can reach. The next `npm run build` makes all of it again.
main(async () => {
  rmSync(dist, { recursive: true, force: true })
  compile()
  const needed = new Set([...modules(), ...declarations(), ...entries.map(name => `${name}.mjs`)])
  // The scripts that outputs of cells hold.
  for (const name of ['explorer.js', 'digit-pad.js', 'narrow.js']) needed.add(name)
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  for (const file of files) {
    const name = nameOf(file)
    if (!needed.has(name) && !name.startsWith('esm/')) rmSync(file)
  }
  done('package')
})

/** A file's path below dist. @param {string} file */
function nameOf(file) {
  return file.slice(dist.length + 1).replaceAll('\\', '/')
}

/** The CommonJS modules that are loaded, one of them by the threads. */
function modules() {
  const { buildSync } = /** @type {typeof import('esbuild')} */ (
    createRequire(import.meta.url)('esbuild')
  )
  const { metafile } = buildSync({
    absWorkingDir: dist,
    entryPoints: [...entries, 'wasm/thread'].map(name => `${name}.js`),
    outdir: dist,
    bundle: true,
    platform: 'node',
    external: ['tslab'],
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  return Object.keys(metafile.inputs)
}

/** The declarations that a program sees, whether it imports or requires. */
function declarations() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const files = entries.map(name => join(dist, `${name}.d.mts`))
  const flags = ['--listFilesOnly', '--ignoreConfig', '--module', 'nodenext']
  const { ok, stdout, output } = capture(process.execPath, [tsc, ...flags, ...files])
  if (!ok) throw new Problem(`The declarations cannot be read:\n${output}`)
  return [...stdout.matchAll(/^.*\/src\/dist\/(.*?)\r?$/gm)].map(match => String(match[1]))
}
