import { TraceMap, traceSegment } from '@jridgewell/trace-mapping'
import type { Host, Modules } from '../session/host'
import { compilerSystem, folder } from './files'
import { requireInPage } from './modules'
import { notFound } from './not-found'
import { setCompiler } from './stand-ins/compiler'
import { runInThisContext } from './stand-ins/vm'
import { nextTurn } from './turn'

declare const require: (id: string) => object

/** What a session needs of the worker of a page. */
export function pageHost(): Host {
  return {
    folder,
    loadTslab,
    // A promise that failed is known to the browser one turn later than to Node.
    setImmediate: callback => nextTurn(() => nextTurn(callback)),
    readMap,
    notFound,
    runFile,
    importModule,
  }
}

const loadTslab: Host['loadTslab'] = adapt => {
  const { ts: compiler } = globalThis as unknown as { ts: { setSys(system: object): void } }
  compiler.setSys(compilerSystem())
  setCompiler(adapt(compiler))
  // Not imported above: they take the compiler that they find when they are loaded.
  return {
    ...require('tslab/dist/converter'),
    ...require('tslab/dist/executor'),
    ...require('tslab/dist/inspect'),
    jupyter: require('tslab/dist/jupyter'),
  } as ReturnType<Host['loadTslab']>
}

const readMap: Host['readMap'] = base64 => {
  const map = new TraceMap(atob(base64))
  return (line, column) => traceSegment(map, line, column)?.[2]
}

const runFile: Modules['runFile'] = (path, source, wrap) => {
  const module = { exports: {} }
  const run = runInThisContext(
    `(function (exports, require, module) {${source}\n})\n//# sourceURL=${path}`,
  ) as (exports: object, require: NodeJS.Require, module: object) => void
  return {
    module,
    run: () => run(module.exports, wrap(requireInPage as unknown as NodeJS.Require), module),
  }
}

/** Nothing that a page can import awaits at its top level. */
const importModule: Modules['importModule'] = async id => {
  throw new Error(notFound(id))
}
