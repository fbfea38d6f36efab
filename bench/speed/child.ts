/** A process that answers requests, JSON, one a line, for as long as the bench runs. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Task } from './contests'

/** What the contestants can be asked for. */
export type Request =
  | { readonly do: 'about' | 'forget' }
  | {
      readonly do: 'outcome'
      readonly contest: Task
      readonly calls: number
      /** Where to write the numbers that come of it. */
      readonly file: string
    }
  | { readonly do: 'time'; readonly contest: Task; readonly ms: number }

/** @typeParam Asked - What it can be asked for. */
export class Child<Asked> {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #name: string
  #answered: ((line: string | undefined) => void) | undefined
  #ended = false

  /**
   * @param name - For messages.
   * @param command - The program and its arguments.
   * @param threads - How many threads the libraries of Python may use.
   * @param env - More environment variables.
   */
  constructor(
    name: string,
    command: readonly [string, ...string[]],
    threads: number,
    env: NodeJS.ProcessEnv = {},
  ) {
    this.#name = name
    const [program, ...args] = command
    const limit = String(threads)
    this.#process = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        OMP_NUM_THREADS: limit,
        OPENBLAS_NUM_THREADS: limit,
        MKL_NUM_THREADS: limit,
        ...env,
      },
    })
    // A process that has ended is noticed by its missing answer.
    this.#process.stdin.on('error', () => {})
    this.#process.on('error', error => console.error(`${name}: ${error.message}`))
    createInterface({ input: this.#process.stdout })
      .on('line', line => this.#answered?.(line))
      .on('close', () => {
        this.#ended = true
        this.#answered?.(undefined)
      })
  }

  /** Asks, one question at a time. */
  async ask<Answer>(request: Asked): Promise<Answer> {
    const line = await new Promise<string | undefined>(resolve => {
      if (this.#ended) return resolve(undefined)
      this.#answered = resolve
      this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    })
    if (line === undefined) throw new Error(`${this.#name} has ended before its answer.`)
    const answer = JSON.parse(line)
    if (answer.error !== undefined) throw new Error(`${this.#name}: ${answer.error}`)
    return answer
  }

  end(): void {
    this.#process.stdin.end()
  }
}
