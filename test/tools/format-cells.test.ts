import { readFileSync, symlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'chai'
import { type Run, Workshop } from './workshop.js'

describe('formatting of notebooks', () => {
  let shop: Workshop

  beforeEach(() => {
    shop = new Workshop()
    symlinkSync(resolve('node_modules'), shop.path('node_modules'), 'junction')
    shop.write('format.mjs', runFormat)
  })

  afterEach(() => shop.remove())

  const runFormat = `
import { formatCells } from './tools/format-cells.mjs'
import { main } from './tools/report.mjs'
main(async () => {
  console.log(JSON.stringify(formatCells({ check: process.argv[2] === '--check' })))
})`

  function format(...args: string[]): Run {
    return shop.run('../format.mjs', args)
  }

  const file = 'notebooks/exercises/a b.ipynb'

  function notebook(...sources: (string | string[])[]): string {
    const cells = sources.map(source => ({ cell_type: 'code', metadata: {}, outputs: [], source }))
    const markdown = { cell_type: 'markdown', metadata: {}, source: ['x  =  1;'] }
    return `${JSON.stringify({ cells: [markdown, ...cells], nbformat: 4 }, null, 1)}\n`
  }

  it('writes the cells in the style of the sources, and only what changes', () => {
    shop.write(
      file,
      notebook(['let x = "a";\n', 'await f( x )'], ['x\n', 'let y = 2'], [], 'let z=1'),
    )
    expect(JSON.parse(format().stdout)).to.deep.equal([`${file}, cell 2`, `${file}, cell 5`])
    const wanted = notebook(
      ["let x = 'a'\n", 'await f(x)'],
      ['x\n', 'let y = 2'],
      [],
      ['let z = 1'],
    )
    expect(readFileSync(shop.path(file), 'utf8')).to.equal(wanted)
  })

  it('leaves a notebook without changes as it is, even in another form of JSON', () => {
    const text = JSON.stringify(JSON.parse(notebook(['let x = 1'])))
    shop.write(file, text)
    expect(JSON.parse(format().stdout)).to.deep.equal([])
    expect(readFileSync(shop.path(file), 'utf8')).to.equal(text)
  })

  it('only reports when it checks', () => {
    const text = notebook(['let x =  1'])
    shop.write(file, text)
    expect(JSON.parse(format('--check').stdout)).to.deep.equal([`${file}, cell 2`])
    expect(readFileSync(shop.path(file), 'utf8')).to.equal(text)
  })

  it('names a cell that cannot be read', () => {
    shop.write(file, notebook(['let = = 1']))
    const run = format('--check')
    expect(run.code).to.equal(1)
    expect(run.stderr).to.include(`${file}/cell 2.ts:1`)
  })

  it('has nothing to do without notebooks', () => {
    expect(JSON.parse(format().stdout)).to.deep.equal([])
  })
})
