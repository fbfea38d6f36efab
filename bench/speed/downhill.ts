/**
 * The contestant that is this package: answers requests on stdin, JSON, one per line, as python.py does.
 * Its arguments are the folder with the inputs and the number of threads.
 */
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setThreads } from '../../src/dist'
import type { Task } from './contests'
import { prepare, type Work } from './work'

interface Request {
  readonly do: 'about' | 'outcome' | 'time' | 'forget'
  readonly contest: Task
  readonly calls: number
  readonly file: string
  readonly ms: number
}

const [folder, threads] = process.argv.slice(2) as [string, string]
const prepared = new Map<string, Work>()

function answer(request: Request): object {
  switch (request.do) {
    case 'about':
      return { Node: process.versions.node, V8: process.versions.v8 }
    case 'outcome': {
      const { run, result } = find(request.contest)
      run(request.calls)
      writeFileSync(request.file, result())
      return {}
    }
    case 'time':
      return measure(find(request.contest), request.ms)
    case 'forget':
      prepared.clear()
      globalThis.gc!()
      return {}
  }
}

function find(task: Task): Work {
  const key = JSON.stringify(task)
  let found = prepared.get(key)
  if (found === undefined) {
    found = prepare(task, folder)
    prepared.set(key, found)
  }
  return found
}

/** Nanoseconds a call, over about `ms`: the clock is read about every millisecond, not at each call. */
function measure({ run }: Work, ms: number): { ns: number } {
  let chunk = 1
  while (timed(run, chunk) < 1) chunk *= 2
  let calls = 0
  let took = 0
  while (took < ms) {
    took += timed(run, chunk)
    calls += chunk
  }
  return { ns: (took * 1e6) / calls }
}

/** In milliseconds. */
function timed(run: Work['run'], count: number): number {
  const begin = performance.now()
  run(count)
  return performance.now() - begin
}

setThreads(Number(threads))
createInterface({ input: process.stdin }).on('line', line => {
  let reply: object
  try {
    reply = answer(JSON.parse(line))
  } catch (error) {
    reply = { error: (error as Error).stack }
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`)
})
