/**
 * Makes a cell's child processes print in the cell, and not to the kernel's own terminal, which nobody
 * sees.
 */

import childProcess, { ChildProcess } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import type { Readable } from 'node:stream'
import { activeCell } from '../session/cell'

type Stream = 'stdout' | 'stderr'

interface Options {
  stdio?: unknown
  maxBuffer?: number
}

/** What a child gets in place of the kernel's own streams, and which of its streams are printed where. */
interface Shared {
  readonly stdio: unknown[]
  readonly printed: [index: number, to: Stream][]
}

function shared(stdio: unknown): Shared | undefined {
  const all = Array.isArray(stdio) ? stdio : Array.from({ length: 3 }, () => stdio)
  const printed: Shared['printed'] = []
  const ours = all.map((one, i) => {
    const own = ownStream(one, i)
    if (own === undefined || i > 2) return one
    // There is no input, and what a child would print there is lost.
    if (own === 0 || i === 0) return 'ignore'
    printed.push([i, own === 1 ? 'stdout' : 'stderr'])
    return 'pipe'
  })
  return printed.length > 0 || ours.some((one, i) => one !== all[i])
    ? { stdio: ours, printed }
    : undefined
}

/** Which of the kernel's own streams is meant. */
function ownStream(one: unknown, index: number): number | undefined {
  if (one === 'inherit') return index
  const own = [process.stdin, process.stdout, process.stderr] as unknown[]
  const at = typeof one === 'number' ? one : own.indexOf(one)
  return at >= 0 && at <= 2 ? at : undefined
}

export function makeChildrenPrint(): void {
  // What spawn, fork, exec and execFile have in common.
  const prototype = ChildProcess.prototype as unknown as { spawn(options: Options): unknown }
  const { spawn } = prototype
  prototype.spawn = function (this: ChildProcess, options) {
    const ours = shared(options.stdio)
    const result = spawn.call(this, ours ? { ...options, stdio: ours.stdio } : options)
    const cell = activeCell()
    for (const [i, to] of ours?.printed ?? []) {
      const stream = this.stdio?.[i] as Readable | null | undefined
      stream?.setEncoding('utf8').on('data', (text: string) => cell?.print(to, text))
    }
    return result
  }

  const module = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const original = module[name]!
    module[name] = (...args) => {
      const at = args.findIndex(arg => typeof arg === 'object' && !Array.isArray(arg) && arg)
      const options = args[at] as Options | undefined
      const ours = shared(options?.stdio)
      if (!ours) return original(...args)
      // What is inherited has no limit.
      const limitless = { maxBuffer: Infinity, ...options }
      if (name === 'spawnSync') {
        args[at] = { ...limitless, stdio: ours.stdio }
        return print(original(...args) as Result, ours)
      }
      // They give back stdout alone; stderr they write to the kernel's if they are not told of streams.
      const isErrorOurs = ours.printed.some(([i]) => i === 2)
      args[at] = { ...limitless, stdio: isErrorOurs ? undefined : ours.stdio }
      const onlyOutput = { ...ours, printed: ours.printed.filter(([i]) => i === 1) }
      try {
        const result = { output: [null, original(...args)] }
        return print(result, onlyOutput).output[1]
      } catch (error) {
        print(error as Result, onlyOutput)
        throw error
      }
    }
  }
  syncBuiltinESMExports()
}

/**
 * What a child that was waited for has printed: it is in its result, or in the error that it failed with.
 */
interface Result {
  output?: unknown[] | null
  stdout?: unknown
  stderr?: unknown
}

function print<T extends Result>(result: T, { printed }: Shared): T {
  const { output } = result
  for (const [i, to] of printed) {
    const text = output?.[i] as string | Uint8Array | null | undefined
    if (text) process[to].write(text)
    // As in Node for a stream that is inherited.
    if (output) output[i] = null
    result[i === 1 ? 'stdout' : 'stderr'] = null
  }
  return result
}
