/** Makes a cell that would read what is typed say that nothing can be typed; it would wait for ever. */

import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { NO_INPUT } from '../session/hints'

const refuse = (): never => {
  throw new Error(NO_INPUT)
}

/** How Node calls the terminal among files. */
const TERMINAL = new Set<unknown>([0, '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0', '/dev/tty'])

/** Listening to one of these means reading. */
const READING = new Set<unknown>(['data', 'readable', 'end', 'close', 'keypress', 'line'])

const READERS = ['read', 'resume', 'pipe', 'setRawMode', Symbol.asyncIterator]
const LISTENERS = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']

export function refuseInput(): void {
  const stdin = Object.assign(new Readable(), { fd: 0, isTTY: false })
  const own = stdin as unknown as Record<string | symbol, (...args: unknown[]) => unknown>
  for (const name of READERS) own[name] = refuse
  for (const name of LISTENERS) {
    const listen = own[name]!
    own[name] = (event, ...rest) =>
      READING.has(event) ? refuse() : listen.call(stdin, event, ...rest)
  }
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  Object.assign(globalThis, { prompt: refuse })

  refuseFor(fs, ['readFileSync', 'readSync', 'readvSync', 'openSync', 'createReadStream'])
  refuseFor(fs, ['readFile', 'read', 'readv', 'open'])
  refuseFor(fs.promises, ['readFile', 'open'])
  syncBuiltinESMExports()
}

/** Functions that take a file first. */
function refuseFor(module: object, names: readonly string[]): void {
  const functions = module as Record<string, (...args: unknown[]) => unknown>
  for (const name of names) {
    const original = functions[name]!
    const guarded = (...args: unknown[]): unknown => {
      const [file, options] = args
      const path = file instanceof URL && file.protocol === 'file:' ? fileURLToPath(file) : file
      const { fd } = (options ?? {}) as { fd?: unknown }
      if (TERMINAL.has(path) || (name === 'createReadStream' && fd === 0)) return refuse()
      return original.apply(module, args)
    }
    // What util.promisify looks for.
    Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original))
    functions[name] = guarded
  }
}
