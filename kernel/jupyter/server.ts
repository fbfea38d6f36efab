import { once } from 'node:events'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { Worker } from 'node:worker_threads'
import { Publisher, Router } from 'zeromq'
import { activeCell, type Cell } from '../session/cell'
import type { Host } from '../session/host'
import { nextTurn } from '../session/next-turn'
import { StreamBuffer } from '../session/output'
import type { Outcome, Session } from '../session/session'
import { address, type Connection } from './connection'
import type { ControlThreadData } from './control-thread'
import { exit, keepCellsFromExiting } from './exits'
import { History, type Ran } from './history'
import { tslabVersion } from './tslab-version'
import { type Header, type Message, Wire } from './wire'

type Content = Record<string, unknown>

/** More control messages than come: until there is a session, a stop has no loop to end. */
const atEase = 2 ** 30

/** Speaks Jupyter's messaging protocol for one session. */
export class Server {
  readonly #connection: Connection
  readonly #host: Host
  /** Made once the ports are taken. */
  #session!: Session
  readonly #wire: Wire
  readonly #shell: Router = new Router()
  readonly #stdin: Router = new Router()
  // No limit: past it, ZeroMQ would drop what a cell prints without a word. No waiting: else every
  // 513th message is sent in a later turn, and one that is published before then throws.
  readonly #iopub: Publisher = new Publisher({ sendHighWaterMark: 0, sendTimeout: 0 })
  /** Started once the other ports are taken. */
  #control: Worker | undefined
  readonly #taken: Int32Array = new Int32Array(new SharedArrayBuffer(4)).fill(atEase)
  readonly #queue: Message[] = []
  #executionCount = 0
  readonly #history: History = new History()
  readonly #aborted = new WeakSet<Message>()

  constructor(connection: Connection, host: Host) {
    this.#connection = connection
    this.#host = host
    this.#wire = new Wire(connection.key)
  }

  /** Takes its ports; rejects where it cannot, as when another program has taken one. */
  async bind(): Promise<void> {
    const connection = this.#connection
    await this.#iopub.bind(address(connection, 'iopub_port'))
    await this.#stdin.bind(address(connection, 'stdin_port'))
    await this.#shell.bind(address(connection, 'shell_port'))
    // Not earlier: what is asked there is published at once, and a socket that is still being bound
    // refuses.
    const workerData: ControlThreadData = { connection, taken: this.#taken, atEase }
    const control = new Worker(join(__dirname, 'control-thread.js'), { workerData })
    this.#control = control
    await once(control, 'message')
    control.on('message', (frames: Uint8Array[]) => this.#takeControl(control, frames))
  }

  /** Answers what is asked, also what was asked before. */
  start(session: Session): void {
    this.#session = session
    this.#session.onDisplay((content, update) => {
      activeCell()?.publish(update ? 'update_display_data' : 'display_data', content)
    })
    for (const name of ['stdout', 'stderr'] as const) {
      process[name].write = writer(text => activeCell()?.print(name, text))
    }
    process.on('unhandledRejection', error => activeCell()?.fail(error))
    process.on('uncaughtException', error => activeCell()?.fail(error))
    keepCellsFromExiting()
    process.on('SIGINT', this.#interrupt)

    this.#takeWhatCameBefore()
    this.#publish('status', { execution_state: 'starting' }, undefined)
    this.#listen()
  }

  readonly #interrupt = (): void => this.#session.interrupt()

  /** Stops that came before this have no loop to end: what is ended then would be the kernel's own work. */
  async #takeWhatCameBefore(): Promise<void> {
    await nextTurn(this.#host)
    await nextTurn(this.#host)
    Atomics.sub(this.#taken, 0, atEase)
  }

  /** Requests are taken as they come and answered one after the other. */
  async #listen(): Promise<void> {
    let busy = false
    for await (const frames of this.#shell) {
      const message = this.#wire.decode(frames)
      if (message) this.#queue.push(message)
      if (busy) continue
      busy = true
      this.#answerQueue().finally(() => {
        busy = false
      })
    }
  }

  async #answerQueue(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) await this.#answer(next)
  }

  async #answer(message: Message): Promise<void> {
    const { header } = message
    this.#publish('status', { execution_state: 'busy' }, header)
    const content = await this.#replyTo(message)
    if (content) {
      const type = header.msg_type.replace(/_request$/, '_reply')
      await this.#shell.send(this.#wire.encode(type, content, header, message.identities))
    }
    this.#publish('status', { execution_state: 'idle' }, header)
  }

  /** The answer's content; undefined for messages that ask for none. */
  async #replyTo(message: Message): Promise<Content | undefined> {
    try {
      switch (message.header.msg_type) {
        case 'execute_request':
          return await this.#execute(message)
        case 'kernel_info_request':
          return KERNEL_INFO
        case 'is_complete_request':
          return this.#isComplete(message.content)
        case 'complete_request':
          return this.#complete(message.content)
        case 'inspect_request':
          return this.#inspect(message.content)
        case 'comm_info_request':
          return { status: 'ok', comms: {} }
        case 'history_request':
          return { status: 'ok', history: this.#history.answer(message.content) }
        default:
          return undefined
      }
    } catch (error) {
      // Half-written code can trip the compiler: the front end must not wait for ever.
      return { status: 'error', ...this.#session.explain(error) }
    }
  }

  async #execute(message: Message): Promise<Content> {
    if (this.#aborted.has(message)) return { status: 'aborted' }
    const { header, content } = message
    const {
      code = '',
      silent = false,
      store_history: counts = !silent,
      stop_on_error: stopOnError = true,
      user_expressions: expressions = {},
    } = content as ExecuteRequest
    if (counts && !silent) this.#executionCount++
    const count = this.#executionCount
    const ran: Ran = { line: count, input: code }
    if (counts && !silent) this.#history.add(ran)
    if (!silent) this.#publish('execute_input', { code, execution_count: count }, header)

    const session = this.#session
    const streams = new StreamBuffer(this.#host, text => this.#publish('stream', text, header))
    const newCell = (url: string): Cell => ({
      url,
      publish: (type, output) => {
        streams.flush()
        if (!silent) this.#publish(type, output, header)
      },
      print: (stream, text) => {
        if (!silent) streams.write(stream, text)
      },
      fail(error) {
        if (!session.fail(this, error)) this.publish('error', session.explain(error))
      },
    })
    const cell = newCell(silent ? 'cell:silent' : `cell:${count}`)

    const outcome = await session.run(code, cell)
    // Node's vm takes it off while a cell runs, and a stop may end the vm before it gives it back.
    if (process.listenerCount('SIGINT') === 0) process.on('SIGINT', this.#interrupt)
    streams.flush()
    if ('error' in outcome) {
      cell.publish('error', outcome.error)
      if (stopOnError) await this.#abortWaiting()
      return { status: 'error', execution_count: count, ...outcome.error }
    }
    if (outcome.value !== undefined) {
      ran.output = outcome.value
      const data = { 'text/plain': outcome.value }
      cell.publish('execute_result', { execution_count: count, data, metadata: {} })
    }
    const answers: Record<string, Content> = {}
    for (const [name, expression] of Object.entries(expressions)) {
      answers[name] = answerOf(await session.run(expression, newCell('cell:expression')))
    }
    streams.flush()
    return { status: 'ok', execution_count: count, user_expressions: answers, payload: [] }
  }

  /**
   * Marks what was asked before this error could be seen, to be answered `aborted`: all that waits
   * here and in the socket, and nothing that comes after the error's reply.
   */
  async #abortWaiting(): Promise<void> {
    do await nextTurn(this.#host)
    while (this.#shell.readable)
    for (const message of this.#queue) this.#aborted.add(message)
  }

  #takeControl(control: Worker, frames: Uint8Array[]): void {
    Atomics.add(this.#taken, 0, 1)
    const message = this.#wire.decode(frames)
    if (!message) return
    const { header, identities, content } = message
    const type = header.msg_type
    this.#publish('status', { execution_state: 'busy' }, header)
    if (type === 'interrupt_request') this.#session?.interrupt()
    const reply =
      type === 'kernel_info_request' ? KERNEL_INFO : { status: 'ok', restart: content.restart }
    if (CONTROL_REQUESTS.has(type)) {
      const replyType = type.replace(/_request$/, '_reply')
      control.postMessage(this.#wire.encode(replyType, reply, header, identities))
    }
    this.#publish('status', { execution_state: 'idle' }, header)
    if (type === 'shutdown_request') this.shutDown(0)
  }

  /** Ends the process, after the control thread: its sockets abort a process that ends before them. */
  async shutDown(code: number): Promise<void> {
    this.#control?.postMessage('close')
    // After an error of its own it has ended already.
    if (this.#control && this.#control.threadId !== -1) await once(this.#control, 'exit')
    this.#session?.close()
    exit(code)
  }

  #isComplete({ code = '' }: { code?: string }): Content {
    const { completed, indent = '' } = this.#session.isComplete(code)
    return completed ? { status: 'complete' } : { status: 'incomplete', indent }
  }

  #complete({ code = '', cursor_pos = 0 }: CursorRequest): Content {
    const { start, end, candidates } = this.#session.complete(code, toUnits(code, cursor_pos))
    return {
      status: 'ok',
      matches: candidates,
      cursor_start: toCharacters(code, start),
      cursor_end: toCharacters(code, end),
      metadata: {},
    }
  }

  #inspect({ code = '', cursor_pos = 0 }: CursorRequest): Content {
    const text = this.#session.inspect(code, toUnits(code, cursor_pos))
    const data = text === undefined ? {} : { 'text/plain': text }
    return { status: 'ok', found: text !== undefined, data, metadata: {} }
  }

  #publish(type: string, content: Content, parent: Header | undefined): void {
    this.#iopub.send([type, ...this.#wire.encode(type, content, parent)])
  }
}

type Written = (error?: Error | null) => void

/** What process.stdout.write is in Node, printing to a cell. */
function writer(print: (text: string) => void): typeof process.stdout.write {
  // A character may come in two pieces.
  const decoder = new StringDecoder()
  return (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, done?: Written) => {
    const [form, written] =
      typeof encoding === 'function'
        ? (['utf8', encoding] as const)
        : ([encoding ?? 'utf8', done] as const)
    const isText = typeof chunk === 'string' && /^utf-?8$/i.test(form)
    print(
      isText
        ? chunk
        : decoder.write(typeof chunk === 'string' ? Buffer.from(chunk, form) : Buffer.from(chunk)),
    )
    if (written) process.nextTick(written)
    return true
  }
}

/** What a user expression has come to; no data for undefined and null, which cells do not show either. */
function answerOf(outcome: Outcome): Content {
  if ('error' in outcome) return { status: 'error', ...outcome.error }
  const { value } = outcome
  return { status: 'ok', data: value === undefined ? {} : { 'text/plain': value }, metadata: {} }
}

interface ExecuteRequest {
  code?: string
  silent?: boolean
  store_history?: boolean
  stop_on_error?: boolean
  user_expressions?: Record<string, string>
}

interface CursorRequest {
  code?: string
  cursor_pos?: number
}

const CONTROL_REQUESTS = new Set(['interrupt_request', 'shutdown_request', 'kernel_info_request'])

const KERNEL_INFO: Content = {
  status: 'ok',
  protocol_version: '5.3',
  implementation: 'tslab',
  implementation_version: tslabVersion,
  language_info: {
    name: 'typescript',
    version: '5.0.4',
    mimetype: 'text/typescript',
    file_extension: '.ts',
    pygments_lexer: 'typescript',
    // What tslab sends: JupyterLab reads `mode`, the classic notebook the rest.
    codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
  },
  banner: `TypeScript 5.0.4 (tslab ${tslabVersion})`,
  help_links: [],
}

/** Jupyter counts characters, JavaScript UTF-16 units: '𝛁' is one of the former, two of the latter. */
function toUnits(code: string, characters: number): number {
  return Array.from(code).slice(0, characters).join('').length
}

function toCharacters(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length
}
