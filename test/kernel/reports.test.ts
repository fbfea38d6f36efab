import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Jupyter, printed, resultOf, tracebackOf } from '../support/jupyter'
import { root } from '../support/python'

describe('what people’s reports break', function () {
  this.timeout(60_000)
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
      'wrong.ts': "// A slip.\nexport const wrong: number = 'x'\n",
      'm.mjs': 'export const m = 8\n',
      'waits.mjs': 'export const waited = await Promise.resolve(9)\nexport default 10\n',
      'both.ts':
        "import { a } from './a'\nimport { h } from './notebooks/sub/h'\nexport const both: number = a + h\n",
      'deep/again.ts': "export { a as again } from '../a'\n",
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
    it('tell what is wrong in such a file, as in one of the folder', async () => {
      const { reply } = await jupyter.run("import { wrong } from '../wrong'\nwrong")
      expect(reply.evalue).to.equal(
        "../wrong.ts, line 2, column 14: Type 'string' is not assignable to type 'number'.",
      )
      expect(await value('1 + 1')).to.equal('2')
      writeFileSync(join(folder, 'wrong.ts'), 'export const wrong: number = 3\n')
      expect(await value("import { wrong } from '../wrong'\nwrong")).to.equal('3')
    })
    it('of what is not there are an error, once', async () => {
      for (const code of ["import { nope } from '../a'", "import { q } from '../missing'"]) {
        expect((await jupyter.run(code)).reply.ename).to.equal('TypeScriptError')
        expect(await value('1 + 1')).to.equal('2')
      }
    })
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

  it('user_expressions are answered beside the cell, each by itself', async () => {
    const asked = { sum: 'asked + 1', none: 'void 0', wrong: 'nope', thrown: 'boom()' }
    const code = "const asked = 41\nfunction boom() { throw new Error('boom') }"
    const { reply, outputs } = await jupyter.run(code, { options: { user_expressions: asked } })
    const answers = reply.user_expressions as Record<string, Record<string, unknown>>
    expect(answers.sum).to.deep.equal({ status: 'ok', data: { 'text/plain': '42' }, metadata: {} })
    expect(answers.none).to.deep.equal({ status: 'ok', data: {}, metadata: {} })
    expect(answers.wrong).to.include({ status: 'error', ename: 'TypeScriptError' })
    expect(answers.thrown).to.include({ status: 'error', ename: 'Error', evalue: 'boom' })
    expect(answers.thrown).to.have.property('traceback')
    expect(outputs.filter(({ type }) => type !== 'execute_input')).to.deep.equal([])
    expect(await value('1 + 1')).to.equal('2')
  })

  describe('there is no input, and the cell says so', () => {
    // biome-ignore format: one row a case
    const reads: string[] = [
      "import readline from 'readline'\nconst rl = readline.createInterface({ input: process.stdin, output: process.stdout })\nrl.question('Name? ', name => console.log(name))",
      "import { createInterface } from 'readline/promises'\nconst rl2 = createInterface({ input: process.stdin })\nawait rl2.question('Name? ')",
      "for await (const piece of process.stdin) console.log(piece)",
      "process.stdin.on('data', console.log)",
      "process.stdin.setRawMode(true)",
      "process.stdin.read()",
      "import { readFileSync } from 'fs'\nreadFileSync(0, 'utf8')",
      "import fs from 'fs'\nfs.readFileSync('/dev/stdin')",
      "(globalThis as any).prompt('Name?')",
      "import { readFile } from 'fs/promises'\nawait readFile('/dev/stdin')",
      "const name = input('Name? ')",
    ]
    for (const code of reads) {
      it(code.split('\n').at(-1)!, async () => {
        const { reply } = await jupyter.run(code)
        expect(reply.evalue).to.match(
          /^There is no input here: a cell cannot ask for what is typed/,
        )
        expect(await value('1 + 1')).to.equal('2')
      })
    }
    it('and what only looks at process.stdin may', async () => {
      expect(await value("process.stdin.on('error', () => {})\nprocess.stdin.isTTY")).to.equal(
        'false',
      )
    })
  })

  describe('a program prints in the cell', () => {
    // biome-ignore format: one row a case
    const programs: [code: string, out: string, err?: string][] = [
      ["import { execSync } from 'child_process'\nexecSync('echo a; echo b >&2', { stdio: 'inherit' })", 'a\n', 'b\n'],
      ["import { spawnSync } from 'child_process'\nspawnSync('echo', ['c'], { stdio: 'inherit' }).status", 'c\n'],
      ["import { execFileSync } from 'child_process'\nexecFileSync('echo', ['d'], { stdio: ['ignore', 'inherit', 'inherit'] })", 'd\n'],
      ["import { spawnSync as sync } from 'child_process'\nsync('echo', ['e'], { stdio: [0, 1, 2] }).stdout", 'e\n'],
      ["import { spawn } from 'child_process'\nawait new Promise(done => spawn('sh', ['-c', 'echo f; echo g >&2'], { stdio: 'inherit' }).on('close', done))", 'f\n', 'g\n'],
      ["import { spawn as start } from 'child_process'\nawait new Promise(done => start('echo', ['h'], { stdio: ['ignore', process.stdout, process.stderr] }).on('close', done))", 'h\n'],
    ]
    for (const [code, out, err = ''] of programs) {
      it(code.split('\n').at(-1)!, async () => {
        const cell = await jupyter.run(code)
        expect(tracebackOf(cell)).to.equal(undefined)
        expect(printed(cell)).to.equal(out)
        expect(printed(cell, 'stderr')).to.equal(err)
      })
    }
    it('also one that fails, and one that prints a lot', async () => {
      const cell = await jupyter.run("execSync('echo last; exit 3', { stdio: 'inherit' })")
      expect(printed(cell)).to.equal('last\n')
      expect(cell.reply.evalue).to.match(/^Command failed: echo last; exit 3/)
      const code = "execSync('yes | head -c 3000000', { stdio: 'inherit' })"
      expect(printed(await jupyter.run(code))).to.have.length(3_000_000)
      expect(await value("execSync('echo own').toString().trim()")).to.equal('own')
    })
  })

  describe('stop', () => {
    it('ends what an earlier cell left running', async () => {
      await jupyter.run(`let beats = 0
setInterval(() => beats++, 5)
import { setInterval as every } from 'timers/promises'
;(async () => { for await (const _ of every(5)) beats++ })()`)
      await jupyter.run('await new Promise(() => {})', { options: {}, interruptAfter: 0.3 })
      const now = await value('beats')
      expect(Number(now)).to.be.greaterThan(2)
      await jupyter.run('await new Promise(done => setTimeout(done, 100))')
      expect(await value('beats')).to.equal(now)
    })
    for (const program of ['sleep 100', "trap '' INT; sleep 100; sleep 100"]) {
      it(`is heard during execSync("${program}")`, async () => {
        const code = `execSync(${JSON.stringify(program)}, { stdio: 'ignore' })`
        const { reply } = await jupyter.run(code, { interruptAfter: 0.5 })
        expect(reply).to.include({ status: 'error', ename: 'Interrupted' })
        expect(await value('1 + 1')).to.equal('2')
      })
    }
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

  describe('history', () => {
    it('has the last cells, a range of them, and those that a pattern fits', async () => {
      const start = (await jupyter.run("const first = 'h1'")).reply.execution_count as number
      await jupyter.run("const second = 'h2'\nsecond")
      await jupyter.run("const second = 'h2'\nsecond")
      const asked = async (args: object) => (await jupyter.request('history', args)).history
      expect(await asked({ hist_access_type: 'tail', n: 1 })).to.deep.equal([
        [0, start + 2, "const second = 'h2'\nsecond"],
      ])
      const range = { hist_access_type: 'range', session: 0, start, stop: start + 2, output: true }
      expect(await asked(range)).to.deep.equal([
        [0, start, ["const first = 'h1'", null]],
        [0, start + 1, ["const second = 'h2'\nsecond", 'h2']],
      ])
      const search = { hist_access_type: 'search', pattern: "const *'h?'*", n: null }
      expect(await asked(search)).to.have.length(3)
      expect(await asked({ ...search, unique: true })).to.have.length(2)
    })
  })
})
