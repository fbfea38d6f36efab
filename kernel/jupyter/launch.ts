/** Starts the kernel: `node --no-force-async-hooks-checks launch.js <connection file>`. */
import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { Session } from '../session/session'
import { makeChildrenPrint } from './children'
import { readConnection } from './connection'
import { nodeHost } from './host'
import { refuseInput } from './no-input'
import { makeTimersRememberCells } from './node-timers'
import { Server } from './server'

/** Cells are compiled faster so, on Node 20: "What V8 does", bench/README.md. */
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=200000')

/** A cell that is edited again and again takes less memory so: "What V8 does", bench/README.md. */
setFlagsFromString('--heap-growing-percent=20')

/** A cell that calls deep into a package must still find its own line in the stack. */
Error.stackTraceLimit = 100

const file = process.argv[2]
if (!file) {
  console.error(
    'The kernel needs the path of a connection file: Jupyter passes it when it starts a kernel.',
  )
  process.exit(1)
}

const host = nodeHost()
const server = new Server(readConnection(file), host)

async function launch(): Promise<void> {
  // First of all: Jupyter chose these ports and let go of them, and any program may take one.
  await server.bind().catch(({ message }) => {
    throw new Error(`The kernel cannot listen where ${file} says: ${message}.`)
  })
  const session = new Session(host)
  makeTimersRememberCells()
  makeChildrenPrint()
  refuseInput()
  server.start(session)
}

launch().catch(async ({ message }) => {
  // A mute kernel would be waited for; one that ends, Jupyter starts again, on other ports.
  writeSync(2, `${message}\n`)
  await server.shutDown(1)
})
