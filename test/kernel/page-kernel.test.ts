import { expect } from 'chai'
import type { PageKernel } from '../../kernel/page/client'
import { needsChromium, whyPending } from '../browser/chromium'
import { resultOf } from '../support/jupyter'
import { KernelPage } from './page-kernel'

declare const kernel: PageKernel

describe(`the kernel of a page${whyPending}`, function () {
  this.timeout(120_000)
  let opened: KernelPage
  before(async function () {
    needsChromium(this)
    opened = await KernelPage.open()
  })
  after(() => opened?.close())

  /** Runs a cell and presses Stop when it has been at work for a while. */
  const stop = (code: string): Promise<{ how: string; status: string }> =>
    opened.page.evaluate(async source => {
      const running = kernel.execute(source, () => {})
      await new Promise(resolve => setTimeout(resolve, 300))
      const how = await kernel.stop()
      return { how, status: (await running).status }
    }, code)

  const refused = async (code: string): Promise<unknown> => (await opened.run(code)).reply.evalue

  it('stops a cell that waits, and keeps the variables', async () => {
    await opened.run('const kept = 1')
    for (const code of [
      'await new Promise(() => {})',
      'for (;;) await new Promise(done => setTimeout(done, 5))',
    ]) {
      expect(await stop(code), code).to.deep.equal({ how: 'kept', status: 'error' })
    }
    expect(resultOf(await opened.run('kept'))).to.equal('1')
  })

  it('stops a cell that never ends, without its variables, and runs the next', async () => {
    expect(await stop('while (true);')).to.deep.equal({ how: 'lost', status: 'error' })
    expect(resultOf(await opened.run('1 + 1'))).to.equal('2')
    expect(await refused('kept')).to.equal("line 1, column 1: Cannot find name 'kept'.")
  })

  it('drops the cells that wait behind one that is stopped', async () => {
    const replies = await opened.page.evaluate(async () => {
      const running = ['await new Promise(() => {})', '2'].map(code =>
        kernel.execute(code, () => {}),
      )
      await new Promise(resolve => setTimeout(resolve, 100))
      await kernel.stop()
      return (await Promise.all(running)).map(({ status }) => status)
    })
    expect(replies).to.deep.equal(['error', 'aborted'])
  })

  it('goes on when a cell wants more memory than there is', async () => {
    const sentence = /is more memory than a page has: keep fewer numbers, or download the notebook/
    for (const code of [
      '{ const all: unknown[] = []; for (;;) all.push(new Array(1e6).fill(0)) }',
      '{ const all: unknown[] = []; for (;;) all.push(new Float64Array(1e7)) }',
      'Array.from({ length: 1e9 })',
      '{ const all: unknown[] = []; for (;;) all.push({ x: 1 }) }',
    ]) {
      expect(await refused(code), code).to.match(sentence)
    }
    expect(resultOf(await opened.run('[1].concat(2).length'))).to.equal('2')
  })

  it('counts an array once, and what is thrown away no longer', async () => {
    const often =
      'const once = new Array(1e6); for (let i = 0; i < 1000; i++) once.fill(i); once[0]'
    expect(resultOf(await opened.run(often))).to.equal('999')
    const freed =
      'for (let i = 0; i < 100; i++) { new Float64Array(1e7); await new Promise(done => setTimeout(done, 1)) }\n"done"'
    expect(resultOf(await opened.run(freed))).to.equal('done')
  })

  it('says of Node, of files and of other packages that this is a page', async () => {
    expect(await refused("import fs from 'fs'")).to.match(
      /^fs is a part of Node, and this is a page/,
    )
    expect(await refused('Buffer.from("a")')).to.match(/^Buffer is a part of Node/)
    expect(await refused("import { a } from './near'")).to.match(
      /^There is no file \.\/near: this is a page/,
    )
    expect(await refused("import _ from 'lodash'")).to.match(
      /^The package 'lodash' is not here: cells/,
    )
    expect(await refused('(process as any).exit()')).to.match(/^A cell cannot end the kernel/)
  })

  it('completes, describes and complains as one types', async () => {
    await opened.run("import { Adam, surfaces } from 'downhill'")
    const asked = await opened.page.evaluate(async () => ({
      complete: await kernel.complete('surfaces.bo', 11),
      inspect: await kernel.inspect('Adam', 2),
      nothing: await kernel.inspect('   ', 1),
      diagnose: await kernel.diagnose('const n: number = "a"'),
      hint: await kernel.diagnose('print(1)'),
      fine: await kernel.diagnose('new Adam()'),
    }))
    expect(asked.complete).to.deep.equal({ start: 9, end: 11, candidates: ['booth', 'bowl'] })
    expect(asked.inspect).to.match(/class Adam/)
    expect(asked.nothing).to.equal(undefined)
    expect(asked.diagnose).to.deep.equal([
      { from: 6, to: 7, message: "Type 'string' is not assignable to type 'number'." },
    ])
    expect(asked.hint[0]?.message).to.equal('print is Python; TypeScript writes console.log(…).')
    expect(asked.fine).to.deep.equal([])
  })

  it('prints a million lines', async () => {
    const { outputs } = await opened.run('for (let i = 0; i < 1e6; i++) console.log(i)')
    const text = outputs.map(({ text }) => text).join('')
    expect(text.length).to.equal(6888890)
  })
})
