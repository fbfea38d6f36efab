/** What programs that a cell starts print on the kernel's own streams is printed in that cell. */
import childProcess, { ChildProcess, type StdioOptions } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { activeCell } from './cell'

type Stream = 'stdout' | 'stderr'
const streams: readonly Stream[] = ['stdout', 'stderr']

interface Options {
  stdio?: StdioOptions
}

/**
 * @param waiting - Told when a cell begins and ends to wait for a program in a call (execSync and its
 * like) during which it hears nothing else.
 */
export function printOfChildren(waiting: (isWaiting: boolean) => void): void {
  // What spawn, exec, execFile and fork all call.
  const prototype = ChildProcess.prototype as unknown as { spawn(options: Options): unknown }
  const { spawn } = prototype
  prototype.spawn = function (this: ChildProcess, options) {
    const { stdio, inherited } = withoutInherited(options.stdio)
    if (inherited.length === 0) return spawn.call(this, options)
    const result = spawn.call(this, { ...options, stdio: stdio as StdioOptions })
    const cell = activeCell()
    for (const name of inherited) {
      this[name]?.setEncoding('utf8').on('data', (text: string) => cell?.print(name, text))
      // As Node has it for a stream that is the parent's.
      this[name] = null
    }
    return result
  }

  const waits = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const original = waits[name]!
    waits[name] = (...args) => {
      const given = args.findIndex((arg, i) => i > 0 && isOptions(arg))
      const at = given === -1 ? args.length : given
      const options = (args[at] ?? {}) as Options
      const { stdio, inherited } = withoutInherited(options.stdio)
      if (inherited.length === 0) return waitFor(() => original(...args))
      const folder = mkdtempSync(join(tmpdir(), 'downhill-prints-'))
      const files = inherited.map(stream => join(folder, stream))
      const opened = files.map(file => openSync(file, 'w'))
      inherited.forEach((stream, i) => {
        stdio[streams.indexOf(stream) + 1] = opened[i]!
      })
      args[at] = { ...options, stdio }
      try {
        return waitFor(() => original(...args))
      } finally {
        for (const fd of opened) closeSync(fd)
        inherited.forEach((stream, i) => {
          const text = readFileSync(files[i]!, 'utf8')
          if (text !== '') activeCell()?.print(stream, text)
        })
        rmSync(folder, { recursive: true })
      }
    }
  }

  function waitFor<Result>(call: () => Result): Result {
    waiting(true)
    try {
      return call()
    } finally {
      waiting(false)
    }
  }
}

const isOptions = (arg: unknown): boolean =>
  typeof arg === 'object' && arg !== null && !Array.isArray(arg)

/** With pipes in place of the kernel's own two streams, and which of them were asked for. */
function withoutInherited(given: StdioOptions | undefined): {
  stdio: (string | number | object)[]
  inherited: Stream[]
} {
  const stdio = (Array.isArray(given) ? [...given] : [given, given, given]) as (string | number)[]
  const inherited = streams.filter((name, i) =>
    ['inherit', i + 1, process[name]].includes(stdio[i + 1]!),
  )
  for (const name of inherited) stdio[streams.indexOf(name) + 1] = 'pipe'
  return { stdio, inherited }
}
