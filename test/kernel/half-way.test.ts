import { expect } from 'chai'
import { Jupyter, resultOf, tracebackOf } from '../support/jupyter'

describe('a cell that fails half-way', function () {
  this.timeout(180_000)
  let jupyter: Jupyter
  before(() => {
    jupyter = new Jupyter()
  })
  after(() => jupyter.close())

  const value = async (code: string) => {
    const cell = await jupyter.run(code)
    expect(tracebackOf(cell), code).to.equal(undefined)
    return resultOf(cell)
  }
  const fails = async (code: string, evalue: string) => {
    expect((await jupyter.run(code)).reply.evalue, code).to.equal(evalue)
  }

  it('keeps the names whose declaration ran, of every kind', async () => {
    await fails(
      `import { Adam as A, type Path } from 'downhill'
       import * as fs from 'fs'
       const one = 1, two = { x: 2 }
       let three = 3, four: number
       const [five, { six, ...seven }] = [5, { six: 6, a: 7 }]
       class K { p = 8 }
       enum E { N = 9 }
       type T = { t: number }
       interface I { i: number }
       let changed = 10
       changed += 1
       throw new Error('stop')
       const never = 12
       function below() { return 13 }`,
      'stop',
    )
    expect(
      await value(`const t: T = { t: 1 }, i: I = { i: 2 }, p: Path = null
        ;[new A().lr, typeof fs.existsSync, one, two.x, three, four, five, six, seven.a, new K().p, E.N, changed, below()].join()`),
    ).to.equal('0.001,function,1,2,3,,5,6,7,8,9,11,13')
    // With their types.
    await fails('one.length', "line 1, column 5: Property 'length' does not exist on type '1'.")
  })

  it('says of a name that it did not reach which cell was to make it', async () => {
    const failed = await jupyter.run("const reached = 1\nthrow new Error('stop')\nconst missed = 2")
    const cell = await jupyter.run('reached + missed')
    expect(cell.reply.evalue).to.equal(
      `missed is not there yet: cell [${failed.reply.execution_count}] ended before the line that makes it. Mend that cell and run it again.\nline 1, column 11: Cannot find name 'missed'.`,
    )
    expect(await value('const missed = 3\nreached + missed')).to.equal('4')
  })

  it('leaves a name that it declares anew as it was, until the new one has run', async () => {
    await value(
      "const a = 'old'; let b = 'old'; function f() { return 'old' }; class C { c = 'old' }",
    )
    await value('const seen = () => [a, b, f(), new C().c].join()')
    await fails(
      `const before = seen()
       const a = 1
       const between = seen()
       throw new Error('stop')
       let b = 2
       class C { c = 3 }`,
      'stop',
    )
    expect(await value('before')).to.equal('old,old,old,old')
    expect(await value('between')).to.equal('1,old,old,old')
    expect(await value('[a.toFixed(1), b.toUpperCase(), new C().c.length].join()')).to.equal(
      '1.0,OLD,3',
    )
    // A second failure at the same place changes nothing of that.
    await fails("throw new Error('again'); const b = 5", 'again')
    expect(await value('b')).to.equal('old')
  })

  it('forgets an old value where the new declaration has none', async () => {
    await value('let total = 5')
    expect(await value('let total: number\nString(total)')).to.equal('undefined')
  })

  it('keeps what ran before an await that failed, and before a stop', async () => {
    await fails(
      "const first = await Promise.resolve(1)\nawait Promise.reject(new Error('no'))\nconst second = 2",
      'no',
    )
    expect(await value('first')).to.equal('1')
    expect((await jupyter.run('second')).reply.evalue).to.match(/^second is not there yet/)
    for (const wait of ['for (;;) {}', 'await new Promise(() => {})']) {
      const code = `const stopped = '${wait}'\n${wait}\nconst behind = 1`
      const [cell] = (await jupyter.runAll([code], { interruptAfter: 0.5 })).cells
      expect(cell!.reply.ename).to.equal('Interrupted')
      expect(await value('stopped')).to.equal(wait)
      expect((await jupyter.run('behind')).reply.evalue).to.match(/^behind is not there yet/)
    }
  })

  it('changes nothing where it does not compile', async () => {
    await value('const kept = 1')
    await fails(
      "const kept = 'two'\nkept.nothing",
      "line 2, column 6: Property 'nothing' does not exist on type '\"two\"'.",
    )
    expect(await value('kept')).to.equal('1')
  })

  it('that declares a function anew below the line at fault has it', async () => {
    await fails("const x = g()\nthrow new Error('stop')\nfunction g() { return 7 }", 'stop')
    expect(await value('x + g()')).to.equal('14')
  })

  it('a value whose inspection throws is an error, and the next cell runs', async () => {
    await fails(
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no look') } })",
      'no look',
    )
    expect(await value('1 + 1')).to.equal('2')
  })
})
