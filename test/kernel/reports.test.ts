import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { root } from '../../tools/python'
import { Jupyter, printed, resultOf, tracebackOf } from '../support/jupyter'

describe('what people’s reports break', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'downhill-reports-'))
  let jupyter: Jupyter
  before(() => {
    mkdirSync(join(folder, 'notebooks', 'sub'), { recursive: true })
    mkdirSync(join(folder, 'deep'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const files = {
      'a.ts': 'export const a: number = 41\n',
      'j.js': 'module.exports = { j: 5 }\n',
      'd.json': '{ "k": 3 }\n',
      'waits.mjs': 'export const waited = await Promise.resolve(9)\nexport default 10\n',
      'm.mjs': 'export const m = 8\n',
      'both.ts':
        "import { a } from './a'\nimport { h } from './notebooks/sub/h'\nexport const both: number = a + h\n",
      'deep/again.ts': "export { a as again } from '../a'\n",
      'x.tsx': 'export const x: number = 6\n',
      'one.ts':
        "import { two } from './two'\nexport const one: number = 1\nexport const sum = () => one + two\n",
      'two.ts':
        "import { one } from './one'\nexport const two: number = 2\nexport const other = () => one\n",
      'base.ts': 'export const base: number = 1\n',
      'uses.ts': "import { base } from './base'\nexport const uses: number = 10 * base\n",
      'call.ts': 'export const c = 4\nfunction f() { return 1 }\nf()\n',
      'notebooks/call.ts': 'export const c = 5\nMath.abs(c)\n',
      'notebooks/sub/h.ts': 'export const h: number = 7\n',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    jupyter = new Jupyter('tslab', join(folder, 'notebooks'))
  })
  after(async () => {
    await jupyter.close()
    rmSync(folder, { recursive: true })
  })

  const value = async (code: string) => {
    const cell = await jupyter.run(code)
    expect(tracebackOf(cell), code).to.equal(undefined)
    return resultOf(cell)
  }

  describe('imports from above the notebook’s folder', () => {
    // biome-ignore format: one row a case
    const imports: [code: string, value: string][] = [
      ["import { a } from '../a'\na + 1", '42'],
      ["import { a as byPath } from 'FOLDER/a'\nbyPath", '41'],
      ["import j from '../j'\nj.j", '5'],
      ["import j2 from 'FOLDER/j.js'\nj2.j", '5'],
      ["import d from '../d.json'\nd.k", '3'],
      ["import { m } from '../m.mjs'\nm", '8'],
      ["import { both } from '../both'\nboth", '48'],
      ["import { again } from '../deep/again'\nagain", '41'],
      ["import { x } from '../x'\nx", '6'],
      ["import { sum } from '../one'\nsum()", '3'],
      ["import { other } from '../two'\nother()", '1'],
      ["import { c } from '../call'\nc", '4'],
      ["import { c as c5 } from './call'\nc5", '5'],
      ["import { h } from './sub/h'\nh", '7'],
      ["import { h as h2 } from 'FOLDER/notebooks/sub/h'\nh2", '7'],
    ]
    for (const [code, expected] of imports) {
      it(code.replaceAll('\n', '; '), async () => {
        expect(await value(code.replace('FOLDER', folder))).to.equal(expected)
        expect(await value('1 + 1')).to.equal('2')
      })
    }
    it('bring what a file has become, also one that another imports', async () => {
      expect(await value("import { uses } from '../uses'\nuses")).to.equal('10')
      writeFileSync(join(folder, 'base.ts'), 'export const base: number = 2\n')
      // TypeScript's watcher looks now and then.
      for (
        let i = 0;
        i < 50 && (await value("import { uses } from '../uses'\nuses")) !== '20';
        i++
      ) {
        await sleep(100)
      }
      expect(await value("import { uses } from '../uses'\nuses")).to.equal('20')
    })
    it('of a file that throws say so, each time', async () => {
      writeFileSync(
        join(folder, 'throws.ts'),
        "export const t = 1\nthrow new RangeError('there')\n",
      )
      for (let i = 0; i < 2; i++) {
        const { reply } = await jupyter.run("import { t } from '../throws'\nt")
        expect(reply).to.include({ ename: 'RangeError', evalue: 'there' })
      }
    })
    it('tell what is wrong in the file, and where', async () => {
      writeFileSync(
        join(folder, 'wrong.ts'),
        "export const ok = 1\nexport const wrong: number = 'no'\n",
      )
      const { evalue } = (await jupyter.run("import { wrong } from '../wrong'")).reply
      expect(evalue).to.equal(
        "../wrong.ts, line 2, column 14: Type 'string' is not assignable to type 'number'.",
      )
      expect(await value('1 + 1')).to.equal('2')
      writeFileSync(join(folder, 'wrong.ts'), 'export const wrong: number = 3\n')
      // TypeScript's watcher looks now and then.
      const mended = async () =>
        (await jupyter.run("import { wrong } from '../wrong'\nwrong")).reply
      for (let i = 0; i < 50 && (await mended()).status !== 'ok'; i++) await sleep(100)
      expect(await value("import { wrong } from '../wrong'\nwrong")).to.equal('3')
    })
    it('of what is not there are an error, once', async () => {
      for (const code of ["import { nope } from '../a'", "import { q } from '../missing'"]) {
        expect((await jupyter.run(code)).reply.ename).to.equal('TypeScriptError')
        expect(await value('1 + 1')).to.equal('2')
      }
    })
  })

  it('import() takes a module that awaits at its top level', async () => {
    const code = "const late = await import('../waits.mjs')\nlate.waited + late.default"
    expect(await value(code)).to.equal('19')
    expect(
      await value("(await import('FOLDER/waits.mjs')).waited".replace('FOLDER', folder)),
    ).to.equal('9')
    expect(await value("(await import('../m.mjs')).m + (await import('../a')).a")).to.equal('49')
    expect(await value("const { sep } = await import('path')\nsep")).to.equal('/')
    const { reply } = await jupyter.run("import { waited } from '../waits.mjs'\nwaited")
    expect(reply.evalue).to.equal(
      "'waits.mjs' awaits at its top level, and a plain import does not wait: write const { … } = await import('…').",
    )
  })

  it('half a character leaves the kernel as one that can be saved', async () => {
    const cell = await jupyter.run('console.log("🦊"[0], "🦊", "\\\\ud83e")\n"🦊"[1]')
    expect(printed(cell)).to.equal('\ufffd 🦊 \\ud83e\n')
    expect(resultOf(cell)).to.equal('\ufffd')
    const failed = await jupyter.run('throw new Error("half: " + "🦊"[0])')
    expect(failed.reply.evalue).to.equal('half: \ufffd')
  })

  it('process.stdout.write takes a callback, an encoding, and a character in two pieces', async () => {
    const cell = await jupyter.run(`process.stdout.write('aGk=', 'base64')
process.stdout.write(Buffer.from([0xe2, 0x82]))
process.stdout.write(Buffer.from([0xac]))
await new Promise<void>(done => process.stdout.write(' one', () => done()))
await new Promise<void>(done => process.stdout.write(' two', 'utf8', () => done()))
process.stdout.write('\\n')`)
    expect(printed(cell)).to.equal('hi€ one two\n')
  })

  describe('errors', () => {
    const traceback = async (code: string) => tracebackOf(await jupyter.run(code))!
    it('tell their cause, and its cause', async () => {
      const lines = await traceback(
        `const inner = new TypeError('inner')
throw new Error('outer', { cause: new RangeError('middle', { cause: inner }) })`,
      )
      expect(lines).to.match(/^Error: outer\n/)
      expect(lines).to.match(/\n {2}caused by: RangeError: middle\n/)
      expect(lines).to.match(/\n {4}caused by: TypeError: inner\n {6}cell \[\d+\], line 1:/)
      expect(await traceback("throw new Error('a', { cause: { b: 1 } })")).to.match(
        /\n {2}caused by: { b: 1 }$/,
      )
    })
    it('tell the errors that they gather', async () => {
      const lines = await traceback(
        "await Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))])",
      )
      expect(lines).to.match(/^AggregateError: All promises were rejected\n/)
      expect(lines).to.match(/\n {2}error 1: Error: one\n/)
      expect(lines).to.match(/\n {2}error 2: Error: two\n/)
    })
    it('that cause themselves come to an end', async () => {
      const lines = await traceback("const e: any = new Error('self'); e.cause = e; throw e")
      expect(lines).to.match(/\n {2}caused by: Error: self \(as above\)$/)
      const all = await traceback(
        "const all = new AggregateError([], 'all'); all.errors.push(all, all); throw all",
      )
      expect(all.match(/as above/g)).to.have.length(2)
    })
    it('that gather a thousand stay short', async () => {
      const lines = await traceback(
        "throw new AggregateError(Array.from({ length: 1000 }, (_, i) => new Error('e' + i)), 'many')",
      )
      expect(lines).to.match(/error 10: Error: e9\n/)
      expect(lines).to.match(/\n {2}… 990 more$/)
      const tree = await traceback(`const tree = (depth: number): Error => depth === 0
  ? new Error('leaf') : new AggregateError([tree(depth - 1), tree(depth - 1), tree(depth - 1)], 'tree')
throw tree(6)`)
      expect(tree.length).to.be.below(10_000)
    })
    it('tell their code', async () => {
      expect(await traceback("throw Object.assign(new Error('no'), { code: 'E_NO' })")).to.match(
        /^Error: no \[E_NO\]\n/,
      )
      expect(await traceback("require('fs').readFileSync('/not/there')")).to.match(
        /^Error: ENOENT: no such file or directory, open '\/not\/there'\n/,
      )
    })
    it('are shown also where a thrown thing cannot be looked at', async () => {
      const odd = "{ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no') } }"
      expect(await traceback(`throw ${odd}`)).to.match(/^Thrown: \{/)
      const no = "{ get() { throw new Error('no') } }"
      for (const name of ['message', 'stack', 'name', 'code', 'cause', 'errors']) {
        const code = `throw Object.defineProperty(new Error('m'), '${name}', ${no})`
        expect(await traceback(code), name).to.be.a('string')
      }
      expect(
        await traceback("throw Object.assign(new Error('m'), { code: Symbol('c') })"),
      ).to.match(/^Error: m \[Symbol\(c\)\]\n/)
      const closed = 'const closed = Proxy.revocable({}, {}); closed.revoke(); throw closed.proxy'
      expect(await traceback(closed)).to.equal('Thrown: <Revoked Proxy>')
      expect(await value('1 + 1')).to.equal('2')
    })
  })

  describe('export before a declaration is let pass', () => {
    // biome-ignore format: one row a case
    const cells: [code: string, value: string][] = [
      ['export const ea = 1\nea', '1'],
      ['export let eb = 2, ec = 3\neb + ec', '5'],
      ['export function ed() { return 4 }\ned()', '4'],
      ['export async function ee() { return 5 }\nawait ee()', '5'],
      ['export class Ef { f = 6 }\nnew Ef().f', '6'],
      ['export type Eg = number\nexport interface Eh { h: Eg }\nconst eh: Eh = { h: 7 }\neh.h', '7'],
      ['export enum Ei { A = 8 }\nEi.A', '8'],
      ['const ej = 9\nexport { ej }\nej', '9'],
      ['const ek = `\nexport const no = 1`\nek.length', '20'],
    ]
    for (const [code, expected] of cells) {
      it(code.replaceAll('\n', '; '), async () => {
        expect(await value(code)).to.equal(expected)
      })
    }
    it('and the names are known below, and errors stand where they are', async () => {
      expect(await value('[ea, eb, ec, ed(), new Ef().f, Ei.A].join()')).to.equal('1,2,3,4,6,8')
      expect((await jupyter.run("export const el: number = 'x'")).reply.evalue).to.match(
        /^line 1, column 14: /,
      )
    })
  })

  describe('is_complete', () => {
    // biome-ignore format: one row a case
    const codes: [code: string, status: string][] = [
      ['let x = ', 'incomplete'], ['let x =', 'incomplete'], ['`open', 'incomplete'], ['/* open', 'incomplete'],
      ['f(1,', 'incomplete'], ['if (x) {', 'incomplete'], ['[1, 2', 'incomplete'], ['x +', 'incomplete'],
      ['1 + 1', 'complete'], ['let x = 1', 'complete'], ['`closed`', 'complete'], ['if (x) { y }', 'complete'], ['', 'complete'],
      ['const f = () => {}', 'complete'],
    ]
    for (const [code, status] of codes) {
      it(`${code} is ${status}`, async () => {
        expect(await jupyter.request('is_complete', { code })).to.include({ status })
      })
    }
  })

  it('store_history: false runs a cell without counting it', async () => {
    const before = (await jupyter.run('1')).reply.execution_count as number
    const cell = await jupyter.run('2', { options: { store_history: false } })
    expect(resultOf(cell)).to.equal('2')
    expect((await jupyter.run('3')).reply.execution_count).to.equal(before + 1)
  })

  it('user_expressions are answered, each for itself', async () => {
    await jupyter.run('const seven = 7')
    const { reply } = await jupyter.run('const six = 6', {
      options: { user_expressions: { product: 'six * seven', wrong: 'seven.no()', none: 'null' } },
    })
    const { product, wrong, none } = reply.user_expressions as Record<string, object>
    expect(product).to.deep.equal({ status: 'ok', data: { 'text/plain': '42' }, metadata: {} })
    expect(wrong).to.include({ status: 'error', ename: 'TypeScriptError' })
    expect(wrong).to.have.property('traceback').that.is.an('array')
    expect(none).to.deep.equal({ status: 'ok', data: {}, metadata: {} })
  })

  it('history is that of the session', async () => {
    const line = (await jupyter.run("'of history' + 1")).reply.execution_count as number
    await jupyter.run("'of history' + 1")
    await jupyter.run("'hidden of history'", { options: { store_history: false } })
    const history = async (args: object) => (await jupyter.request('history', args)).history
    const input = "'of history' + 1"
    expect(await history({ hist_access_type: 'tail', n: 2 })).to.deep.equal([
      [1, line, input],
      [1, line + 1, input],
    ])
    const range = { hist_access_type: 'range', session: 0, start: line, stop: line + 1 }
    expect(await history({ ...range, output: true })).to.deep.equal([
      [1, line, [input, 'of history1']],
    ])
    const search = { hist_access_type: 'search', pattern: '*of history*' }
    expect(await history(search)).to.have.length(2)
    expect(await history({ ...search, unique: true })).to.deep.equal([[1, line + 1, input]])
    expect(await history({ ...search, n: 1 })).to.deep.equal([[1, line + 1, input]])
  })

  describe('what would wait for input says that there is none', () => {
    const reads = [
      "const asked = require('readline').createInterface({ input: process.stdin }); await new Promise(done => asked.question('?', done))",
      "import * as readline from 'readline/promises'\nawait readline.createInterface({ input: process.stdin, output: process.stdout }).question('?')",
      "for await (const line of require('readline').createInterface(process.stdin)) line",
      'for await (const part of process.stdin) part',
      "await new Promise(done => process.stdin.on('data', done))",
      "await new Promise(done => process.stdin.once('end', done))",
      'process.stdin.read()',
      'process.stdin.resume()',
      'process.stdin.pipe(process.stdout)',
      "await require('stream/consumers').text(process.stdin)",
      "import { readFileSync } from 'fs'\nreadFileSync(0, 'utf8')",
      "require('fs').readFileSync('/dev/stdin')",
      "require('fs').readSync(0, Buffer.alloc(1))",
      "await require('fs').promises.readFile('/dev/stdin')",
      "prompt('?')",
      "input('?')",
    ]
    for (const code of reads) {
      it(code.replaceAll('\n', '; '), async () => {
        expect(tracebackOf(await jupyter.run(code))).to.match(/: There is no input here: /)
      })
    }
  })

  describe('a child process that shares the kernel’s streams prints in the cell', () => {
    before(async () => {
      await jupyter.run("const child = require('child_process')")
      writeFileSync(join(folder, 'forked.cjs'), "console.log('out'); console.error('err')\n")
    })
    const both = "'echo out; echo err >&2'"
    const calls = [
      `child.spawnSync('sh', ['-c', ${both}], { stdio: 'inherit' }).status`,
      `child.execSync(${both}, { stdio: 'inherit' })`,
      `child.execFileSync('sh', ['-c', ${both}], { stdio: [0, 1, 2] })`,
      `child.spawnSync(${both}, { shell: true, stdio: ['ignore', process.stdout, process.stderr] }).stdout`,
      `await new Promise(done => child.spawn('sh', ['-c', ${both}], { stdio: 'inherit' }).on('close', done))`,
      "await new Promise(done => child.fork('../forked.cjs').on('close', done))",
    ]
    for (const code of calls) {
      it(code, async () => {
        const cell = await jupyter.run(code)
        expect([printed(cell), printed(cell, 'stderr')]).to.deep.equal(['out\n', 'err\n'])
      })
    }
    it('and one that does not gives its output to the cell', async () => {
      expect(await value("child.execSync('echo mine').toString().trim()")).to.equal('mine')
    })
  })

  describe('stop', () => {
    const waits = [
      "child.execSync('sleep 20')",
      "child.execSync('sleep 20; echo late')",
      "child.spawnSync('sleep', ['20'])",
      "for (;;) try { child.execSync('sleep 20', { stdio: 'inherit' }) } catch {}",
      'child.execSync(\'trap "" INT; sleep 20\')',
    ]
    for (const code of waits) {
      it(`is answered during ${code}`, async () => {
        const [cell] = (await jupyter.runAll([code], { interruptAfter: 0.5 })).cells
        expect(cell!.reply).to.include({ status: 'error', ename: 'Interrupted' })
        expect(await value('1 + 1')).to.equal('2')
      })
    }

    const stops: [how: string, code: string, how: object][] = [
      ['the button', 'await new Promise(() => {})', { interruptAfter: 0.3 }],
      [
        'a signal',
        "setTimeout(() => process.kill(process.pid, 'SIGINT'), 50); await new Promise(() => {})",
        {},
      ],
      ['a signal in a loop', 'child.exec("sleep 0.3; kill -INT " + process.pid); for (;;) {}', {}],
    ]
    for (const [name, code, how] of stops) {
      it(`by ${name} ends what earlier cells have left`, async () => {
        await jupyter.run(`var ticks = 0
setInterval(() => ticks++, 5)
require('timers').setInterval(() => ticks++, 5)
;(async () => { for await (const _ of require('timers/promises').setInterval(5)) ticks++ })()
void 0`)
        const tick = 'await new Promise(done => setTimeout(done, 50)); ticks'
        expect(Number(await value(tick))).to.be.greaterThan(3)
        expect((await jupyter.run(code, how)).reply.ename).to.equal('Interrupted')
        expect(await value(tick)).to.equal(await value(tick))
      })
    }
  })
})
