/**
 * How much memory a step of this package allocates; prints JSON, one Result a line. Its argument is the
 * folder with the inputs.
 *
 * To be run with --expose-gc and with so much room for young objects that none is collected meanwhile:
 * then the heap's growth is all that was allocated.
 */
import { PerformanceObserver } from 'node:perf_hooks'
import type { Method } from '../../src/optimizers/catalogue'
import { methods, type Options, type Task } from './contests'
import { type Result, summary } from './goals'
import { optimizer, prepare } from './work'

const options: Options = { lr: 0.001 }
const folder = process.argv[2]!
const collections: number[] = []
new PerformanceObserver(list => {
  for (const { startTime } of list.getEntries()) collections.push(startTime)
}).observe({ entryTypes: ['gc'] })

/** How often it is measured: V8 takes some hundred thousand bytes once, when it compiles. */
const spans = 5

/** Bytes a step after the first thousand. */
async function measure(row: string, steps: number, run: (count: number) => void): Promise<void> {
  run(1000)
  const rounds: number[] = []
  for (let i = 0; i < spans; i++) rounds.push(await span(steps, run))
  const result: Result = {
    table: 'heap',
    row,
    column: 'bytes',
    contestant: 'downhill',
    ...summary(rounds),
  }
  console.log(JSON.stringify(result))
}

/** Bytes a step, over `steps` or as many as there is room for. */
async function span(steps: number, run: (count: number) => void): Promise<number> {
  globalThis.gc!()
  // What arrays kept outside of the heap is given back a little later.
  await turn()
  const begin = performance.now()
  const before = used()
  run(steps)
  const grown = used() - before
  const end = performance.now()
  await turn()
  if (collections.some(time => time > begin && time < end)) {
    return span(Math.ceil(steps / 4), run)
  }
  // What the compiler frees may be more than what it takes.
  return Math.max(0, grown / steps)
}

/** Time for others: the observer is told then. */
function turn(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 20))
}

/** In bytes, with what arrays keep outside of the heap. */
function used(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick')
  const many = quick ? 1e4 : 1e5
  for (const method of methods) {
    const task: Task = {
      kind: 'step',
      method,
      options,
      n: 1000,
      dtype: 'float64',
      how: 'allocated',
    }
    const { run } = prepare(task, folder)
    await measure(`${method}, 1,000 allocated parameters`, many, run)
  }
  for (const method of methods) await measure(`${method}, two numbers`, many, twoNumbers(method))
  for (const dtype of ['float64', 'float32'] as const) {
    const task: Task = { kind: 'train', method: 'Adam', options, data: 'digits', dtype }
    await measure(`training, ${dtype}`, many / 50, prepare(task, folder).run)
  }
}

function twoNumbers(method: Method): (count: number) => void {
  const walker = optimizer(method, options)
  const params = { x: -7, y: 2 }
  const grads = { x: -0.7, y: 4 }
  return count => {
    for (let i = 0; i < count; i++) walker.update(params, grads)
  }
}

main()
