import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { nameOf } from '../check'
import { type Helpers, setHelpers } from './helpers'
import type { Arena } from './kernels'
import { sharedKernels } from './module'

/** What the threads and the one that asks them share: the call, and how far it is. */
export const slots = { call: 0, done: 1, first: 2 } as const

/** The numbers of a call: the arguments of `addProduct`, the size of a number, the rows of one thread. */
export const callLength = 10

/** With fewer multiplications, waking the others takes longer than the work. */
const worthwhile = 200_000
/** How often to look before going to sleep until woken: a few tenths of a millisecond. */
const looks = 300_000

const most = 64

/** In milliseconds: how long threads may take to start. */
const patience = 20_000

/** A memory that threads can be given: what arena.ts makes. */
interface SharedArena extends Arena {
  readonly memory: object
  readonly module: object
}

interface Team {
  readonly control: Int32Array
  readonly ports: readonly MessagePort[]
  readonly workers: readonly Worker[]
  /** The memory that the threads work in now. */
  arena: Arena | undefined
  calls: number
  /** Whether a call has begun and not ended; if the cell is stopped in between, it stays so. */
  busy: boolean
}

let wanted = 1
let team: Team | undefined

/**
 * Says how many threads share the work on the large products of a network, which is one to begin with.
 * The results are the same to the last bit, because each thread takes rows of its own.
 *
 * It holds for networks made afterwards. Threads that wait for each other keep their cores busy: if other
 * programs need these, fewer threads are faster. They end with the program.
 *
 * @param n - How many, a whole number from 1 to 64; never more are used than the machine has cores.
 * @throws RangeError for any other value.
 * @example setThreads(4)
 */
export function setThreads(n: number): void {
  if (!Number.isInteger(n) || n < 1 || n > most) {
    throw new RangeError(`threads must be a whole number from 1 to ${most}, got ${nameOf(n)}.`)
  }
  wanted = Math.min(n, availableParallelism())
  setHelpers(wanted > 1 ? { kernels: sharedKernels, addProduct } : undefined)
  if (team !== undefined && team.workers.length !== wanted - 1) {
    for (const worker of team.workers) worker.terminate()
    team = undefined
  }
}

/** C ← C + A·B, each thread some rows of C. */
const addProduct: Helpers['addProduct'] = (
  arena,
  width,
  C,
  A,
  aRow,
  aNext,
  B,
  rows,
  inner,
  columns,
) => {
  if (rows * inner * columns < worthwhile) return false
  if (!(arena.buffer instanceof SharedArrayBuffer)) return false
  team ??= makeTeam(wanted - 1)
  const { control } = team
  finish(team)
  if (team.arena !== arena && !give(team, arena as SharedArena)) return false

  // Whole groups of four rows: where A lies transposed, these lie side by side.
  const share = Math.ceil(rows / wanted / 4) * 4
  const call = slots.first
  control[call] = C
  control[call + 1] = A
  control[call + 2] = aRow
  control[call + 3] = aNext
  control[call + 4] = B
  control[call + 5] = rows
  control[call + 6] = inner
  control[call + 7] = columns
  control[call + 8] = width
  control[call + 9] = share
  begin(team)
  const loops = width === 8 ? arena.float64 : arena.float32
  loops.addProduct(C, A, aRow, aNext, B, Math.min(share, rows), inner, columns)
  finish(team)
  return true
}

/** Lets the threads do what stands in the control block. */
function begin(team: Team): void {
  const { control } = team
  team.busy = true
  Atomics.store(control, slots.done, 0)
  Atomics.store(control, slots.call, ++team.calls)
  Atomics.notify(control, slots.call)
}

/** Waits until all threads are done; returns false if they are not done in time. */
function finish(team: Team, time?: number): boolean {
  if (!team.busy) return true
  const { control, workers } = team
  for (let look = 0; Atomics.load(control, slots.done) !== workers.length; look++) {
    if (look < looks) continue
    const done = Atomics.load(control, slots.done)
    if (done === workers.length) break
    if (Atomics.wait(control, slots.done, done, time) === 'timed-out') return false
  }
  team.busy = false
  return true
}

function makeTeam(size: number): Team {
  const control = new Int32Array(new SharedArrayBuffer(4 * (slots.first + callLength)))
  const ports: MessagePort[] = []
  const workers = Array.from({ length: size }, (_, i) => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1)
    const workerData = { control, port: port2, member: i + 1, looks }
    // If this runs through tsx, as in tests, only the built file is one that a thread can read.
    const here = join(__dirname, 'thread.js')
    const file = existsSync(here) ? here : join(__dirname, '..', 'dist', 'wasm', 'thread.js')
    const worker = new Worker(file, { workerData, transferList: [port2], execArgv: [] })
    // They wait for calls; the program does not wait for them.
    worker.unref()
    port1.unref()
    return worker
  })
  return { control, ports, workers, arena: undefined, calls: 0, busy: false }
}

/** Lets the threads work in this memory from now on; returns false if they do not start. */
function give(team: Team, arena: SharedArena): boolean {
  for (const port of team.ports) port.postMessage({ memory: arena.memory, module: arena.module })
  // A call for no rows: before each call, they look whether there is a memory for them.
  team.control[slots.first + 5] = 0
  begin(team)
  if (finish(team, patience)) {
    team.arena = arena
    return true
  }
  setThreads(1)
  console.warn('The threads that setThreads asked for did not start: one thread does all the work.')
  return false
}
