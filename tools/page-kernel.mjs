import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './run.mjs'
import { forBrowser } from './setup/compile.mjs'

const modules = join(root, 'node_modules')
const page = join(root, 'kernel', 'page')
const typescript = join(modules, '@tslab', 'typescript-for-tslab', 'lib')

/**
 * Writes kernel.js, the kernel that a page runs its cells with: one script, since a page that is opened
 * as a file can load nothing else.
 *
 * @param {string} folder
 * @returns which files it is made of
 */
export async function buildPageKernel(folder) {
  const { build } = await import('esbuild')
  const { code, files } = await workerScript()
  const worker = `${await compiler()}\n${code}`
  await build({
    entryPoints: [join(page, 'client.ts')],
    outfile: join(folder, 'kernel.js'),
    globalName: 'downhillKernel',
    ...forBrowser,
    define: { WORKER: JSON.stringify(worker), FILES: JSON.stringify(declarations()) },
  })
  return [
    ...files,
    join(typescript, 'typescript.js'),
    join(modules, '@types', 'node', 'assert.d.ts'),
  ]
}

/** tslab's TypeScript, made small. */
async function compiler() {
  const { transform } = await import('esbuild')
  const source = readFileSync(join(typescript, 'typescript.js'), 'utf8')
  // kernel/session/tslab.ts knows this timer by its name, which making it small would take.
  const name = 'updateProgramWithWatchStatus'
  const named = source.replace(
    `host.setTimeout(${name},`,
    `host.setTimeout(Object.defineProperty(${name}, 'name', { value: '${name}' }),`,
  )
  if (named === source) throw new Error(`TypeScript has no timer named ${name} any more.`)
  const { code } = await transform(`${named}\nglobalThis.ts = ts`, {
    minify: true,
    target: forBrowser.target,
    charset: 'utf8',
    legalComments: 'none',
  })
  return code
}

/** What runs the cells: kernel/session, the rest of tslab, the package, and what stands in for Node. */
async function workerScript() {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    metafile: true,
    entryPoints: [join(page, 'worker.ts')],
    ...forBrowser,
    // Cells show the names of classes.
    keepNames: true,
    write: false,
    // tslab's folder: that is where it looks for its declarations, and the package for its scripts.
    define: {
      __filename: '"/course/node_modules/tslab/dist/kernel.js"',
      __dirname: '"/course/node_modules/tslab/dist"',
    },
    plugins: [standIns],
  })
  return { code: outputFiles[0]?.text ?? '', files: Object.keys(metafile.inputs) }
}

/** @param {string} name */
const standIn = name => join(page, 'stand-ins', `${name}.ts`)

/** What Node's modules, and those that tslab finds elsewhere, are in a page. */
const inPlace = {
  path: join(modules, 'path-browserify', 'index.js'),
  buffer: join(modules, 'buffer', 'index.js'),
  'assert/': join(modules, 'assert', 'build', 'assert.js'),
  downhill: join(root, 'src', 'dist', 'index.js'),
  'downhill/core': join(root, 'src', 'dist', 'core.js'),
  'downhill/exercises': join(root, 'src', 'dist', 'exercises', 'index.js'),
  tslab: join(modules, 'tslab', 'dist', 'public.js'),
  'tslab/dist/jupyter': join(page, 'stand-ins', 'tslab-jupyter.cjs'),
  '@tslab/typescript-for-tslab': join(page, 'stand-ins', 'typescript.cjs'),
  ...Object.fromEntries(
    ['fs', 'util', 'crypto', 'vm', 'module', 'semver'].map(name => [name, standIn(name)]),
  ),
  ...Object.fromEntries(
    ['os', 'zlib', 'worker_threads', 'perf_hooks'].map(name => [name, standIn('nothing')]),
  ),
}

/** @type {import('esbuild').Plugin} */
const standIns = {
  name: 'stand-ins',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      const name = /** @type {keyof typeof inPlace} */ (path.replace(/^node:/, ''))
      return name in inPlace ? { path: inPlace[name] } : undefined
    })
    build.onResolve({ filter: /^\.\/jupyter$/ }, ({ importer }) =>
      importer.includes(join('tslab', 'dist'))
        ? { path: join(page, 'stand-ins', 'tslab-jupyter.cjs') }
        : undefined,
    )
    // tslab's executor asks for the package that it is a part of.
    build.onResolve({ filter: /^\.\.$/ }, ({ importer }) =>
      importer.endsWith(join('tslab', 'dist', 'executor.js')) ? { path: inPlace.tslab } : undefined,
    )
  },
}

/** The files that the compiler reads: TypeScript's own, the package's, and a little of Node's. */
function declarations() {
  /** @type {Record<string, string>} */
  const files = {}
  /** @param {string} name */
  const addLibrary = name => {
    const path = `/typescript/lib.${name}.d.ts`
    if (path in files) return
    const text = readFileSync(join(typescript, `lib.${name}.d.ts`), 'utf8')
    files[path] = text
    for (const [, other] of text.matchAll(/<reference lib="([^"]+)"/g))
      addLibrary(/** @type {string} */ (other))
  }
  addLibrary('es2022')
  const course = '/course/node_modules'
  const own = join(root, 'src', 'dist')
  for (const name of readdirSync(own, { encoding: 'utf8', recursive: true })) {
    if (!name.endsWith('.d.ts') || name.startsWith('esm')) continue
    files[`${course}/downhill/dist/${name.replaceAll('\\', '/')}`] = readFileSync(
      join(own, name),
      'utf8',
    )
  }
  files[`${course}/downhill/package.json`] = readFileSync(join(root, 'src', 'package.json'), 'utf8')
  const node = createRequire(import.meta.url).resolve('@types/node/package.json')
  const types = `${course}/@types/node`
  files[`${types}/package.json`] =
    '{ "name": "@types/node", "version": "20.0.0", "types": "index.d.ts" }'
  files[`${types}/index.d.ts`] = readFileSync(join(page, 'declarations', 'node.d.ts'), 'utf8')
  files[`${types}/assert.d.ts`] = readFileSync(join(node, '..', 'assert.d.ts'), 'utf8')
  files[`${course}/tslab/dist/public.d.ts`] = readFileSync(
    join(modules, 'tslab', 'dist', 'public.d.ts'),
    'utf8',
  )
  files[`${course}/tslab/package.json`] = '{ "types": "dist/public.d.ts", "version": "1.0.22" }'
  // What figures bring along for pages without plotly.js: this one has it.
  for (const name of ['explorer', 'digit-pad', 'narrow']) files[`${course}/tslab/${name}.js`] = ''
  return files
}
