/**
 * What tslab, the package and the cells find of Node's global objects. Imported first: the modules that
 * follow look for it when they are loaded.
 */
import { Buffer } from 'buffer'
import { folder } from './files'
import { makeTimersLikeNode } from './node-timers'

/** As the kernel beside Jupyter has it: a cell that calls deep into a package still finds its own line. */
Error.stackTraceLimit = 100

const process = {
  // tslab chooses by it what it compiles to.
  version: 'v20.19.0',
  versions: { node: '20.19.0' },
  platform: 'browser',
  env: {},
  argv: [],
  cwd: () => folder,
  nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
    queueMicrotask(() => callback(...args)),
  emitWarning: (warning: unknown) => console.warn(String(warning)),
}

Object.assign(globalThis, { global: globalThis, process, Buffer })
makeTimersLikeNode()
