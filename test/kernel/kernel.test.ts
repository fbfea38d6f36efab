import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { Dealer } from 'zeromq'
import { address, type Connection } from '../../kernel/jupyter/connection'
import { Wire } from '../../kernel/jupyter/wire'
import { freePort } from '../../tools/port.mjs'
import { python, root } from '../../tools/python'
import { Jupyter, printed, resultOf, tracebackOf } from '../support/jupyter'

describe('kernel', function () {
  this.timeout(180_000)
  let jupyter: Jupyter
  before(() => {
    jupyter = new Jupyter()
  })
  after(() => jupyter.close())

  describe('values and output', () => {
    it('gives the last expression as the result', async () => {
      const cell = await jupyter.run('const a: number = 1\na + 1')
      expect(resultOf(cell)).to.equal('2')
      expect(cell.states).to.deep.equal(['busy', 'idle'])
    })

    it('keeps stdout and stderr in order', async () => {
      const cell = await jupyter.run('console.log("a"); console.error("b"); console.log("c")')
      expect(
        cell.outputs.filter(o => o.type === 'stream').map(o => [o.name, o.text]),
      ).to.deep.equal([
        ['stdout', 'a\n'],
        ['stderr', 'b\n'],
        ['stdout', 'c\n'],
      ])
    })

    it('loses nothing of 20,000 printed lines', async () => {
      const cell = await jupyter.run('for (let i = 0; i < 20000; i++) console.log(i)')
      expect(printed(cell).trimEnd().split('\n')).to.deep.equal(
        Array.from({ length: 20000 }, (_, i) => String(i)),
      )
    })

    it('loses nothing of 2,000 pieces shown in one go', async () => {
      const cell =
        await jupyter.run(`const { lastWriteDisplayData: write } = require('tslab/dist/jupyter')
        for (let i = 0; i < 2000; i++) write({ data: { 'text/plain': String(i) }, metadata: {}, transient: {} }, false)`)
      const shown = cell.outputs.filter(output => output.type === 'display_data')
      expect(shown.map(output => output.data)).to.deep.equal(
        Array.from({ length: 2000 }, (_, i) => ({ 'text/plain': String(i) })),
      )
    })

    it('shows several MIME types as one output', async () => {
      const cell = await jupyter.run(`require('tslab/dist/jupyter').lastWriteDisplayData(
        { data: { 'application/json': { a: [1] }, 'text/plain': 'a' }, metadata: {}, transient: {} }, false)`)
      const shown = cell.outputs.filter(output => output.type === 'display_data')
      expect(shown.map(output => output.data)).to.deep.equal([
        { 'application/json': { a: [1] }, 'text/plain': 'a' },
      ])
    })

    it('prints what a timer prints in the cell that set it', async () => {
      const { cells } = await jupyter.runAll(
        [
          'setTimeout(() => console.log("mine"), 50)\nvoid 0',
          'await new Promise(r => setTimeout(r, 150))',
        ],
        { settle: 0.2 },
      )
      expect(cells.map(cell => printed(cell))).to.deep.equal(['mine\n', ''])
    })

    it('prints nothing and counts nothing when asked to be silent', async () => {
      const before = await jupyter.run('1')
      const cell = await jupyter.run('console.log("x"); 2', { options: { silent: true } })
      const after = await jupyter.run('3')
      expect(cell.outputs).to.deep.equal([])
      expect(after.reply.execution_count).to.equal((before.reply.execution_count as number) + 1)
    })
  })

  describe('variables of earlier cells in { name }', () => {
    before(() =>
      jupyter.run('const lr = 0.1; let count = 2; const eps = 1; const kept = { lr: 3, size: 4 }'),
    )
    for (const [code, value] of [
      ['({ lr })', '{ lr: 0.1 }'],
      [
        '({ a: { lr }, f: (() => ({ lr, count }))() })',
        '{ a: { lr: 0.1 }, f: { lr: 0.1, count: 2 } }',
      ],
      ['await (async (x: object) => x)({ lr })', '{ lr: 0.1 }'],
      ['((lr: number) => ({ lr, eps }))(7)', '{ lr: 7, eps: 1 }'],
      [
        '({ count, other = 4 } = { count: 3 } as any)\nvar other: number\n;[count, other]',
        '[ 3, 4 ]',
      ],
      ['({ count = 9 } = {} as any)\ncount', '9'],
      // The property's name is not the variable's.
      ['(() => { const { lr, size: big } = kept; return [lr, big] })()', '[ 3, 4 ]'],
      ['(() => { let a; ({ lr: a } = kept); return a })()', '3'],
      ['(({ lr: rate }) => rate)(kept)', '3'],
    ] as const) {
      it(code.split('\n')[0]!, async () => {
        expect(resultOf(await jupyter.run(code))).to.equal(value)
      })
    }
  })

  describe('errors', () => {
    it("names the learner's own lines, and only those", async () => {
      const define = await jupyter.run(
        'type N = number\n\nfunction walk(n: N): N {\n  // comment\n  if (n === 0) throw new RangeError("bad step")\n  return walk(n - 1)\n}',
      )
      const cell = await jupyter.run('\nwalk(1)')
      const [first, second] = [define, cell].map(({ reply }) => reply.execution_count)
      expect(tracebackOf(cell)).to.equal(
        [
          'RangeError: bad step',
          `  cell [${first}], line 5, in walk:  if (n === 0) throw new RangeError("bad step")`,
          `  cell [${first}], line 6, in walk:  return walk(n - 1)`,
          `  cell [${second}], line 2:  walk(1)`,
        ].join('\n'),
      )
      expect(cell.reply).to.include({ status: 'error', ename: 'RangeError', evalue: 'bad step' })
      expect(cell.reply.traceback).to.deep.equal(
        cell.outputs.find(o => o.type === 'error')?.traceback,
      )
    })

    it("says TypeScript's message, line and column", async () => {
      const cell = await jupyter.run('const q = { a: 1 }\nq.b')
      expect(cell.reply).to.include({
        status: 'error',
        ename: 'TypeScriptError',
        evalue: "line 2, column 3: Property 'b' does not exist on type '{ a: number; }'.",
      })
      expect(tracebackOf(cell)).to.equal(
        "TypeScriptError\nline 2, column 3: Property 'b' does not exist on type '{ a: number; }'. (TS2339)\n    q.b\n      ~",
      )
    })

    it("says a module cell's type errors too", async () => {
      const cell = await jupyter.run('/** @module wrong */\nexport const k: string = 5')
      expect(cell.reply).to.include({
        ename: 'TypeScriptError',
        evalue: "wrong.ts, line 2, column 14: Type 'number' is not assignable to type 'string'.",
      })
    })

    it('shows thrown values that are no errors', async () => {
      expect(tracebackOf(await jupyter.run('throw "text"'))).to.equal('Thrown: text')
      expect(tracebackOf(await jupyter.run('throw { a: 1 }'))).to.equal('Thrown: { a: 1 }')
    })

    it('keeps an endless recursion short', async () => {
      const lines = tracebackOf(await jupyter.run('(function f() { f() })()'))!.split('\n')
      expect(lines[0]).to.equal('RangeError: Maximum call stack size exceeded')
      expect(lines).to.have.length(10)
    })

    it('fails the cell whose promise nobody awaited', async () => {
      const cell = await jupyter.run('Promise.reject(new Error("lost"))\n1')
      expect(cell.reply).to.include({ status: 'error', ename: 'Error', evalue: 'lost' })
    })

    it('shows what fails later in the cell that started it', async () => {
      const { cells } = await jupyter.runAll(
        [
          'setTimeout(() => Promise.reject(new Error("late")), 50)\nvoid 0',
          'await new Promise(r => setTimeout(r, 150)); "fine"',
        ],
        { settle: 0.2 },
      )
      expect(cells[0]!.reply.status).to.equal('ok')
      expect(tracebackOf(cells[0]!)).to.match(/^Error: late\n {2}cell \[\d+\], line 1:/)
      expect(cells[1]!.reply.status).to.equal('ok')
      expect(resultOf(cells[1]!)).to.equal('fine')
    })
  })

  describe('what is queued behind an error', () => {
    const codes = ['"a"', 'throw new Error("stop")', '"b"', '"c"']

    it('is answered aborted, in order', async () => {
      const { cells, order } = await jupyter.runAll(codes)
      expect(cells.map(cell => cell.reply.status)).to.deep.equal([
        'ok',
        'error',
        'aborted',
        'aborted',
      ])
      expect(order).to.deep.equal([0, 1, 2, 3])
    })

    it('runs with stop_on_error: false', async () => {
      const { cells } = await jupyter.runAll(codes, { options: { stop_on_error: false } })
      expect(cells.map(cell => cell.reply.status)).to.deep.equal(['ok', 'error', 'ok', 'ok'])
      expect(cells.map(resultOf)).to.deep.equal(['a', undefined, 'b', 'c'])
    })

    it('and what is asked right after it runs', async () => {
      for (let i = 0; i < 5; i++) {
        expect((await jupyter.run('throw new Error("stop")')).reply.status).to.equal('error')
        expect(resultOf(await jupyter.run(`${i}`))).to.equal(`${i}`)
      }
    })
  })

  describe('await at top level', () => {
    const cases: [code: string, value: string][] = [
      ['await Promise.resolve(1)', '1'],
      ['await (Promise.resolve(2))', '2'],
      ['let sum = 0\nfor await (const x of [1, Promise.resolve(2)]) sum += x\nsum', '3'],
      ['const four = await (async () => 4)()\nfour', '4'],
      ['const waits = async () => await 5\ntypeof waits', 'function'],
      ['"await (1)".length', '9'],
    ]
    for (const [code, value] of cases) {
      it(code.replaceAll('\n', '; '), async () => {
        const cell = await jupyter.run(code)
        expect(tracebackOf(cell)).to.equal(undefined)
        expect(resultOf(cell)).to.equal(value)
      })
    }
  })

  describe('stop', () => {
    const loops: [name: string, code: string][] = [
      ['a loop', 'for (;;) {}'],
      ['a loop after an await', 'await new Promise(r => setTimeout(r, 50)); for (;;) {}'],
      ['a loop of awaits', 'for (;;) await null'],
      [
        'a loop that sleeps',
        'let turns = 0; for (;;) { await new Promise(r => setTimeout(r, 5)); (globalThis as any).turns = ++turns }',
      ],
      ['a loop in a timer', 'setInterval(() => { for (;;) {} }, 10); await new Promise(() => {})'],
      ['a wait', 'await new Promise(() => {})'],
    ]
    for (const [name, code] of loops) {
      it(`ends ${name}, and the next cell runs`, async () => {
        const [cell] = (await jupyter.runAll([code], { interruptAfter: 0.5 })).cells
        expect(cell!.reply).to.include({ status: 'error', ename: 'Interrupted' })
        expect(resultOf(await jupyter.run('"next"'))).to.equal('next')
      })
    }

    it('ends what the compiler is at, and the next cells run', async () => {
      const long = (name: string) => `const ${name} = [${'[1, 2, "x"], '.repeat(150_000)}]`
      for (const seconds of [0.05, 0.15, 0.25, 0.35, 0.45]) {
        const name = `long${1000 * seconds}`
        await jupyter.runAll([long(name)], { interruptAfter: seconds })
        expect(resultOf(await jupyter.run('"next"'))).to.equal('next')
        expect(resultOf(await jupyter.run(`const ${name} = 6 * 7\n${name}`))).to.equal('42')
      }
    })

    it('leaves nothing running', async () => {
      const turns = async (): Promise<string | undefined> =>
        resultOf(await jupyter.run('(globalThis as any).turns'))
      const now = await turns()
      expect(Number(now)).to.be.greaterThan(0)
      await sleep(100)
      expect(await turns()).to.equal(now)
    })

    it('keeps the variables', async () => {
      expect(resultOf(await jupyter.run('a'))).to.equal('1')
    })
  })

  it('is not wedged by an import that fails, then a file that appears', async () => {
    const file = join(root, 'notebooks', 'appears-later.ts')
    const code = 'import { answer } from "./appears-later"\nanswer'
    try {
      expect((await jupyter.run(code)).reply.ename).to.equal('TypeScriptError')
      await sleep(400)
      writeFileSync(file, 'export const answer: number = 42\n')
      await sleep(400)
      expect(resultOf(await jupyter.run(code))).to.equal('42')
    } finally {
      rmSync(file, { force: true })
    }
    await sleep(400)
    expect(resultOf(await jupyter.run('1 + 1'))).to.equal('2')
  })

  /** A connection file in a folder of its own, and what it says. */
  async function newConnection(
    ports: Partial<Connection> = {},
  ): Promise<{ file: string; connection: Connection }> {
    const file = join(mkdtempSync(join(tmpdir(), 'downhill-ports-')), 'connection.json')
    const connection: Connection = {
      transport: 'tcp',
      ip: '127.0.0.1',
      key: 'a',
      shell_port: await freePort(),
      control_port: await freePort(),
      iopub_port: await freePort(),
      stdin_port: await freePort(),
      hb_port: await freePort(),
      ...ports,
    }
    writeFileSync(file, JSON.stringify(connection))
    return { file, connection }
  }
  const launch = ['--no-force-async-hooks-checks', 'kernel/dist/jupyter/launch.js']

  // Jupyter picks ports and lets go of them before the kernel takes them: among many kernels that start
  // at once, two may get the same. It starts one that ended again, on other ports.
  for (const port of ['shell_port', 'control_port', 'iopub_port', 'stdin_port', 'hb_port']) {
    it(`ends with a sentence when another program has taken its ${port}`, async () => {
      const other = createServer().listen(0, '127.0.0.1')
      await once(other, 'listening')
      const { file } = await newConnection({ [port]: (other.address() as AddressInfo).port })
      try {
        const { status, stderr } = spawnSync(process.execPath, [...launch, file], {
          encoding: 'utf8',
          timeout: 20_000,
        })
        expect(stderr).to.equal(
          `The kernel cannot listen where ${file} says: Address already in use.\n`,
        )
        expect(status).to.equal(1)
      } finally {
        other.close()
        rmSync(join(file, '..'), { recursive: true })
      }
    })
  }

  it('answers stops that waited for its control port, before its other ports are taken', async () => {
    const { file, connection } = await newConnection()
    const wire = new Wire(connection.key)
    // It is there in the moment in which the port is.
    const control = new Dealer({ reconnectInterval: 1, linger: 0, receiveTimeout: 50_000 })
    control.connect(address(connection, 'control_port'))
    for (let i = 0; i < 300; i++) {
      await control.send(wire.encode('interrupt_request', {}, undefined))
    }
    const kernel = spawn(process.execPath, [...launch, file], { stdio: ['ignore', 'pipe', 'pipe'] })
    const complaint = text(kernel.stderr)
    const ended = once(kernel, 'exit')
    try {
      for (let i = 0; i < 300; i++) {
        const answer = await Promise.race([control.receive(), ended.then(() => undefined)])
        expect(answer, await (answer ? '' : complaint)).not.to.equal(undefined)
      }
      await control.send(wire.encode('shutdown_request', {}, undefined))
      expect([await ended, await complaint]).to.deep.equal([[0, null], ''])
    } finally {
      kernel.kill('SIGKILL')
      control.close()
      rmSync(join(file, '..'), { recursive: true })
    }
  })

  it('is whole after stops that came while it was starting', () => {
    const program = `
import time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="tslab")
manager.start_kernel()
client = manager.client()
client.start_channels()
for _ in range(20):
    manager.interrupt_kernel()
    time.sleep(0.04)
client.wait_for_ready(timeout=60)
client.execute_interactive("console.log(6 * 7)", timeout=60)
manager.shutdown_kernel()`
    const { stdout, stderr } = spawnSync(python, ['-c', program], { encoding: 'utf8' })
    expect(stdout, stderr).to.equal('42\n')
  })

  it('counts characters as Jupyter does, also beyond the first 65,536', async () => {
    const code = '/* 𝛁𝛁 */ Math.hypo'
    const reply = await jupyter.request('complete', { code, cursor_pos: Array.from(code).length })
    expect(reply).to.include({ status: 'ok', cursor_start: 14, cursor_end: 18 })
    expect(reply.matches).to.deep.equal(['hypot'])
  })
})
