import Module, { createRequire, SourceMap } from 'node:module'
import { dirname, isAbsolute, resolve } from 'node:path'
import { setImmediate } from 'node:timers'
import { pathToFileURL } from 'node:url'
import type { Host, Modules } from '../session/host'
import { notFound } from './not-found'
import { tslabVersion } from './tslab-version'

/** What a session needs of Node. */
export function nodeHost(): Host {
  return {
    folder: process.cwd(),
    loadTslab,
    setImmediate: callback => setImmediate(callback),
    readMap,
    notFound,
    runFile,
    importModule,
  }
}

const requireHere = createRequire(__filename)

const loadTslab: Host['loadTslab'] = adapt => {
  const { version } = requireHere('tslab/package.json')
  if (version !== tslabVersion) {
    throw new Error(
      `The kernel needs tslab ${tslabVersion} and found ${version}: run "npm ci" in the course's folder.`,
    )
  }
  const requireInTslab = createRequire(requireHere.resolve('tslab/package.json'))
  const compilerPath = requireInTslab.resolve('@tslab/typescript-for-tslab')
  const compiler = requireInTslab(compilerPath)
  requireInTslab.cache[compilerPath]!.exports = adapt(compiler)
  const { createConverter, isCompleteCode } = requireInTslab('./dist/converter')
  return {
    createConverter,
    isCompleteCode,
    ...requireInTslab('./dist/executor'),
    ...requireInTslab('./dist/inspect'),
    jupyter: requireInTslab('./dist/jupyter'),
  }
}

const readMap: Host['readMap'] = base64 => {
  const map = new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()))
  return (line, column) => {
    const entry = map.findEntry(line, column)
    // Past the cell's own JavaScript stands the call of the function that tslab wraps it in.
    return 'originalLine' in entry && entry.generatedLine === line ? entry.originalLine : undefined
  }
}

/** What Node's modules have beyond their types. */
type NodeModule = Module & { _compile(source: string, path: string): void }

const runFile: Modules['runFile'] = (path, source, wrap) => {
  const module = new Module(path) as NodeModule
  module.filename = path
  module.paths = (Module as unknown as { _nodeModulePaths(of: string): string[] })._nodeModulePaths(
    dirname(path),
  )
  module.require = wrap(module.require.bind(module) as NodeJS.Require)
  return { module, run: () => module._compile(source, path) }
}

const importModule: Modules['importModule'] = (id, folder) => {
  const isPath = id.startsWith('.') || isAbsolute(id)
  return import(isPath ? pathToFileURL(resolve(folder, id)).href : id)
}
