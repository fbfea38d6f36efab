import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { checkFigure, checkPrinted, compare, numbersIn } from '../../bench/chapter/outputs'
import type { RanCell, Trace } from '../../bench/chapter/run'
import { judge, sentence } from '../../bench/chapter/verdicts'
import { chapters, codeCells, joined, readNotebook } from '../../tools/notebooks/notebook'
import { python, root } from '../../tools/python'
import { readRequirements } from '../../tools/setup/pins.mjs'

describe('the bench of a chapter', () => {
  const packed = (values: number[], dtype: 'f4' | 'f8') => {
    const array = dtype === 'f4' ? Float32Array.from(values) : Float64Array.from(values)
    return { dtype, bdata: Buffer.from(array.buffer).toString('base64') }
  }
  const check = (ours: Trace, twin: Trace) => () =>
    checkFigure('map', { data: [ours] }, { data: [twin] })

  it('finds the numbers in a text', () => {
    expect(numbersIn('f(-7, 2) = 6.45, then 1e-7, -2.5E+3; x1')).to.deep.equal([
      -7, 2, 6.45, 1e-7, -2500, 1,
    ])
  })

  it('compares what is printed by its numbers, to 1e-9', () => {
    checkPrinted('table', '{ x: -7, y: 0.1 }', "{'x': -7.0, 'y': 0.10000000000000002}")
    expect(() => checkPrinted('table', 'loss 6.45', 'loss 6.450001')).to.throw(
      "The cell 'table' does not print what its twin does: 6.45, and 6.450001.",
    )
    expect(() => checkPrinted('table', '1 2', '1')).to.throw('2 numbers, and 1.')
    expect(() => checkPrinted('table', '0', '1e-300')).to.throw('does not print')
  })

  it('compares figures by the numbers of their traces, however they are sent', () => {
    const z = [1, 2, 3, 4, 5, 0.1]
    const grid = { ...packed(z, 'f4'), shape: '2, 3' }
    const ours = { type: 'contour', x0: 0, dx: 0.5, y0: -1, dy: 2, z: grid }
    const twin = {
      type: 'contour',
      x: packed([0, 0.5, 1], 'f8'),
      y: [-1, 1],
      z: { ...packed(z, 'f8'), shape: '2, 3' },
    }
    check(ours, twin)()
    expect(check({ ...ours, dx: 0.6 }, twin)).to.throw('trace 1, x: 0.6, and 0.5.')
    expect(check({ ...ours, z: packed(z.with(1, 2.001), 'f8') }, twin)).to.throw(Error)
    expect(check({ ...ours, u: [1] }, twin)).to.throw('trace 1, u: 1 numbers, and no.')
    expect(check({ ...ours, type: 'heatmap' }, twin)).to.throw('traces of heatmap, and of contour')
    const line = (color: unknown): Trace => ({ type: 'scatter', line: { color } })
    check(line([1, null]), line(packed([1, Number.NaN], 'f8')))()
    expect(check(line([1, 2]), line([1, null]))).to.throw('line.color: 2, and NaN.')
  })

  it('names the cell that is not there, or shows no figure', () => {
    const cell = (id: string, plotly: object): RanCell => {
      const figures = [{ bytes: 1, forms: {}, plotly: { data: [], ...plotly } }]
      return { id, seconds: 1, printed: '', figures }
    }
    const map = cell('map', {})
    compare([map], [map], undefined)
    expect(() => compare([map], [cell('arrows', {})], undefined)).to.throw(
      'The chapter has the cells map, the twin arrows.',
    )
    const none = { ...map, figures: [] }
    expect(() => compare([map], [none], undefined)).to.throw("'map' shows 1 figures, the twin's 0.")
    compare([map], [none], 'map')
  })

  it('says where a goal is missed', () => {
    const pair = (where: string, ours: number) => ({ where, ours, twin: 2 })
    expect(sentence(judge('small', [pair('a', 1), pair('b', 2)]))).to.equal(
      "small: met, at most 1 times the twin's (b)",
    )
    expect(sentence(judge('small', [pair('a', 1), pair('b', 3), pair('c', 5)]))).to.equal(
      "small: not met: 2.5 times the twin's (c), 1.5 times the twin's (b)",
    )
    expect(judge('small', [pair('a', Number.NaN)]).met).to.equal(false)
    expect(judge('small', []).met).to.equal(false)
  })
})

describe('the twin of chapter 1', () => {
  const file = join(root, 'bench', 'chapter', '01-gradient-descent.ipynb')
  const twin = readNotebook(file)

  it('has the code cells of the chapter, one for one, and nothing of a run', () => {
    const ids = codeCells(readNotebook(chapters[0]!)).map(({ id }) => id)
    expect(codeCells(twin).map(({ id }) => id)).to.deep.equal(ids)
    for (const { source, outputs, execution_count } of codeCells(twin)) {
      expect(joined(source)).to.not.equal('')
      expect(outputs).to.deep.equal([])
      expect(execution_count).to.equal(null)
    }
  })

  it('is a notebook of nbformat whose cells are Python', () => {
    const program = `
import ast, sys, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
for cell in notebook.cells:
    if cell.cell_type == "code":
        ast.parse(cell.source)
`
    const { status, stderr } = spawnSync(python, ['-c', program, file], { encoding: 'utf8' })
    expect(stderr).to.equal('')
    expect(status).to.equal(0)
  })

  it('runs with the versions of the course and of the other bench', () => {
    const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
    const pins = readRequirements(read('bench', 'chapter', 'requirements.txt'))
    const pinOf = (name: string) => pins.find(pin => pin.startsWith(`${name}==`))
    expect(read('environment.yml')).to.include(`- ${pinOf('plotly')} `)
    expect(read('bench', 'requirements.txt')).to.include(`${pinOf('numpy')} `)
  })
})
