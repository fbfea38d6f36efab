/** Starts the kernel: `node --no-force-async-hooks-checks launch.js <connection file>`. */
import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { makeChildrenPrint } from './children'
import { readConnection } from './connection'
import { refuseInput } from './no-input'
import { Server } from './server'
import { Session } from './session'
import { makeTimersRememberCells } from './timers'

/**
 * Node 20's V8 optimizes a function early. The compiler of cells has thousands that run a few times each,
 * and optimizing them takes a fifth of a chapter's time; loops are hot soon enough with three times the
 * default, too. Later versions go by another rule, and do not know this one.
 */
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=200000')

/**
 * V8 lets the heap grow to several times what is in use before it clears up, and a cell leaves much
 * behind it in the compiler: 1,000 edits of one cell took 270 MB more. A fifth more than what is in use
 * costs no time that can be measured.
 */
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

const server = new Server(readConnection(file))

async function launch(): Promise<void> {
  // First of all: Jupyter chose these ports and let go of them, and any program may take one.
  await server.bind().catch(({ message }) => {
    throw new Error(`The kernel cannot listen where ${file} says: ${message}.`)
  })
  const session = new Session()
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
