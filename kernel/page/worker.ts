/** Runs the cells of a page: what the kernel's server is for Jupyter. */
import './node-globals'
import { activeCell, type Cell } from '../session/cell'
import type { StreamContent } from '../session/output'
import { StreamBuffer } from '../session/output'
import { Session } from '../session/session'
import { remember } from '../session/timers'
import { makeConsolePrint } from './console'
import { dropped } from './dropped'
import { keepCellsFromExiting } from './exits'
import { addFile } from './files'
import { pageHost } from './host'
import { makeRoom, refuseTooMuch } from './memory'
import { plain } from './plain'
import type { FromWorker, Kind, Output, Questions, Reply, Start, ToWorker } from './protocol'

type Asked = Extract<ToWorker, { type: 'ask' }>

let port: MessagePort
const send = (message: FromWorker): void => port.postMessage(message)

const host = pageHost()
let session: Session | undefined
/** What is being unpacked: a cell that was asked for later finds it. */
let files: Promise<void> = Promise.resolve()

self.onmessage = ({ data }: MessageEvent<Start>) => {
  self.onmessage = null
  port = data.port
  port.onmessage = take
  start(data.files)
}

function take({ data }: MessageEvent<ToWorker>): void {
  switch (data.type) {
    case 'file':
      files = files.then(() => dropped(data.name, data.bytes))
      return
    case 'interrupt':
      session?.interrupt()
      send({ type: 'interrupted' })
      return
    case 'ask':
      answer(data)
  }
}

function start(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) addFile(path, text)
  session = new Session(host)
  session.onDisplay((content, update) =>
    activeCell()?.publish(update ? 'update_display_data' : 'display_data', content),
  )
  remember(globalThis, ['setTimeout', 'setInterval', 'setImmediate'])
  makeConsolePrint()
  keepCellsFromExiting()
  refuseTooMuch()
  self.onunhandledrejection = event => {
    event.preventDefault()
    activeCell()?.fail(event.reason)
  }
  self.addEventListener('error', event => {
    event.preventDefault()
    activeCell()?.fail(event.error)
  })
  send({ type: 'ready' })
}

async function answer(asked: Asked): Promise<void> {
  await files
  send({ type: 'answer', id: asked.id, answer: await answerTo(asked) })
}

async function answerTo({ id, kind, ask }: Asked): Promise<Questions[Kind]['answer']> {
  const at = session!
  if (kind === 'execute') return execute(at, id, ask as Questions['execute']['ask'])
  const { code, position = 0 } = ask as { code: string; position?: number }
  try {
    if (kind === 'complete') {
      const { start, end, candidates } = at.complete(code, position)
      return { start, end, candidates }
    }
    return kind === 'inspect' ? at.inspect(code, position) : at.diagnose(code)
  } catch {
    // Half-written code can trip the compiler.
    return kind === 'complete' ? { start: position, end: position, candidates: [] } : undefined
  }
}

async function execute(
  at: Session,
  id: number,
  { code, count }: Questions['execute']['ask'],
): Promise<Reply> {
  const show = (output: Output): void => send({ type: 'output', id, output })
  const streams = new StreamBuffer(host, content =>
    show({ type: 'stream', content: plain(content) as StreamContent }),
  )
  const cell: Cell = {
    url: `cell:${count}`,
    publish(type, content) {
      streams.flush()
      show({ type, content: plain(content) } as Output)
    },
    print: (stream, text) => streams.write(stream, text),
    fail(error) {
      if (!at.fail(cell, error)) cell.publish('error', at.explain(error))
    },
  }
  makeRoom()
  const outcome = await at.run(code, cell)
  streams.flush()
  if ('error' in outcome) {
    cell.publish('error', outcome.error)
    return { status: 'error', execution_count: count, ...outcome.error }
  }
  if (outcome.value !== undefined) {
    const data = { 'text/plain': outcome.value }
    cell.publish('execute_result', { execution_count: count, data, metadata: {} })
  }
  return { status: 'ok', execution_count: count }
}
