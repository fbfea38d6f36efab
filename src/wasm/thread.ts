/** One of the threads that work on a product: it waits for calls, does its rows, and says so. */
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { instantiate } from './arena'
import { slots } from './threads'

interface Job {
  readonly control: Int32Array
  /** Brings memories to work in. */
  readonly port: MessagePort
  /** Which of the threads this is, from 1; 0 is the one that calls. */
  readonly member: number
  readonly looks: number
}

const { control, port, member, looks } = workerData as Job
let loops: ReturnType<typeof instantiate> | undefined

for (let seen = 0; ; ) {
  const call = nextCall(seen)
  if (call === seen) continue
  seen = call
  const given = receiveMessageOnPort(port)
  if (given) loops = instantiate(given.message.module, given.message.memory)
  work()
  Atomics.add(control, slots.done, 1)
  Atomics.notify(control, slots.done)
}

/** Waits for another call than the one seen last. */
function nextCall(seen: number): number {
  for (let look = 0; look < looks; look++) {
    const call = Atomics.load(control, slots.call)
    if (call !== seen) return call
  }
  Atomics.wait(control, slots.call, seen)
  return Atomics.load(control, slots.call)
}

function work(): void {
  const [C, A, aRow, aNext, B, rows, inner, columns, width, share] = control.subarray(
    slots.first,
  ) as unknown as number[]
  const first = member * share!
  const count = Math.min(share!, rows! - first)
  if (count <= 0) return
  const { addProduct } = width === 8 ? loops!.float64 : loops!.float32
  addProduct(
    C! + first * columns! * width!,
    A! + first * aRow!,
    aRow!,
    aNext!,
    B!,
    count,
    inner!,
    columns!,
  )
}
