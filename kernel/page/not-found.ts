import { importable } from './modules'

/** What to say of a module, or of one of Node's names, that a page does not have. */
export function notFound(name: string): string {
  if (/^[./]/.test(name)) {
    return `There is no file ${name}: this is a page, and its cells cannot read files beside it. Download the notebook and run it in Jupyter to import your own.`
  }
  if (nodeOnly.test(name)) {
    return `${name} is a part of Node, and this is a page, which has no files, processes or sockets: download the notebook and run it in Jupyter to use it.`
  }
  const names = importable.map(one => `'${one}'`)
  return `The package '${name}' is not here: cells of this page can import ${names.slice(0, -1).join(', ')} and ${names.at(-1)}. Download the notebook and run it in Jupyter to use others.`
}

const nodeOnly =
  /^(?:node:.*|Buffer|process|module|__dirname|__filename|_?(?:assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http2?|https|inspector|net|os|path|perf_hooks|punycode|querystring|readline|repl|stream|string_decoder|sys|timers|tls|tty|url|util|v8|vm|wasi|worker_threads|zlib)(?:\/.*)?)$/
