/**
 * A thread of its own for what must be heard while a cell keeps the main one busy: Jupyter's control
 * channel (stop, shut down) and its heartbeat.
 *
 * Every control message is handed to the main thread, which answers it. When that is a stop and the
 * main thread does not take it, it sits in a loop, or waits for a child process: Node's inspector ends the
 * running code, from here, until it listens again, and what it has started gets a signal.
 */
import { Session as Inspector } from 'node:inspector'
import { parentPort, workerData } from 'node:worker_threads'
import { Reply, Router } from 'zeromq'
import { address, type Connection } from './connection'
import { signalDescendants } from './descendants'
import { type Frames, Wire } from './wire'

export interface ControlThreadData {
  connection: Connection
  /** How many control messages the main thread has taken so far. */
  taken: Int32Array
  /** The same, or more while it is starting, when there is nothing to end. */
  atEase: number
}

/** How long the main thread may be busy before a stop ends what it runs. */
const PATIENCE_MS = 100
/** How often a child process is asked to end before it is ended. */
const POLITE_TURNS = 10
const PARENT_POLL_MS = 1000

const { connection, taken, atEase } = workerData as ControlThreadData
const main = parentPort!
const wire = new Wire(connection.key)
const inspector = new Inspector()
let sent = 0

async function listen(): Promise<void> {
  const control = new Router()
  const heartbeat = new Reply()
  await control.bind(address(connection, 'control_port'))
  await heartbeat.bind(address(connection, 'hb_port'))
  inspector.connectToMainThread()

  // One after the other: a socket that is still sending an answer refuses another, and the kernel ends.
  let answered = Promise.resolve()
  main.on('message', (reply: Frames | 'close') => {
    if (reply !== 'close') {
      answered = answered.then(() => control.send(reply))
      return
    }
    inspector.disconnect()
    control.close()
    heartbeat.close()
    process.exit()
  })
  main.postMessage('ready')

  echo(heartbeat)
  for await (const frames of control) {
    const message = wire.decode(frames)
    if (!message) continue
    sent++
    main.postMessage(frames)
    const type = message.header.msg_type
    if (type === 'interrupt_request' || type === 'shutdown_request') untilTaken(sent)
  }
}

async function echo(heartbeat: Reply): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames)
}

function untilTaken(number: number, turn = 1): void {
  setTimeout(() => {
    const count = Atomics.load(taken, 0)
    if (count >= atEase) return untilTaken(number)
    if (count >= number) return
    inspector.post('Runtime.terminateExecution')
    signalDescendants(turn < POLITE_TURNS ? 'SIGINT' : 'SIGKILL')
    untilTaken(number, turn + 1)
  }, PATIENCE_MS)
}

/** A kernel whose Jupyter died is of no use to anyone: end it, busy or not. */
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, PARENT_POLL_MS)

listen()
