import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { python, root } from '../../tools/python'

export interface Output {
  type: string
  [field: string]: unknown
}

export interface RunCell {
  reply: { status: string; [field: string]: unknown }
  outputs: Output[]
  states: string[]
}

export interface Run {
  cells: RunCell[]
  /** Which cell was answered first, second, … */
  order: number[]
}

/** A kernel, and the client that jupyter_client is, as one child process. */
export class Jupyter {
  readonly #process: ChildProcessWithoutNullStreams
  readonly #lines: Interface
  /** Rejects when the child ends before it answered. */
  readonly #ended: Promise<never>

  /** `cwd` is where the notebook lies: imports are found from there. */
  constructor(kernel = 'tslab', cwd: string = join(root, 'notebooks'), env: object = {}) {
    const args = [join(__dirname, 'jupyter.py'), kernel, cwd]
    this.#process = spawn(python, args, { env: { ...process.env, ...env } })
    this.#process.stderr.pipe(process.stderr)
    this.#ended = new Promise((_, reject) => {
      this.#process.once('error', reject)
      this.#process.once('exit', code => reject(new Error(`jupyter.py ended with code ${code}`)))
    })
    this.#ended.catch(() => {})
    this.#lines = createInterface(this.#process.stdout)
  }

  async #ask<T>(request: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    const [line] = await Promise.race([once(this.#lines, 'line'), this.#ended])
    const answer = JSON.parse(line)
    if (answer.failure) throw new Error(answer.failure)
    return answer
  }

  /** Sends all cells at once, as "Run All" does. */
  runAll(
    codes: string[],
    how: { options?: object; interruptAfter?: number; settle?: number } = {},
  ): Promise<Run> {
    return this.#ask({ codes, ...how })
  }

  async run(code: string, how: Parameters<Jupyter['runAll']>[1] = {}): Promise<RunCell> {
    return (await this.runAll([code], how)).cells[0]!
  }

  request(request: string, args: object): Promise<Record<string, unknown>> {
    return this.#ask({ request, args })
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return
    this.#process.stdin.end()
    await once(this.#process, 'exit')
  }
}

/** What a cell printed, of one stream. */
export function printed(cell: RunCell, name = 'stdout'): string {
  return cell.outputs
    .filter(output => output.type === 'stream' && output.name === name)
    .map(output => output.text)
    .join('')
}

/** The text of a cell's value, as shown after Out[n]. */
export function resultOf(cell: RunCell): string | undefined {
  const result = cell.outputs.find(output => output.type === 'execute_result')
  return (result?.data as Record<string, string> | undefined)?.['text/plain']
}

/** The traceback without colours; undefined when the cell did not fail. */
export function tracebackOf(cell: RunCell): string | undefined {
  const error = cell.outputs.find(output => output.type === 'error')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return (error?.traceback as string[] | undefined)?.join('\n').replace(/\x1b\[\d+m/g, '')
}
