import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import { figureHtml, plotlyIntegrity, plotlyVersion } from '../../src/dist/display/figure-html'
import { show } from '../../src/dist/display/show'
import { contour } from '../../src/figures/contour'
import { figure } from '../../src/figures/figure'
import { path } from '../../src/figures/path'
import { bowl, walk } from '../figures/fixtures'
import { plotlyMinified } from './plotly-minified'

const jupyter = createRequire(__filename)('tslab/dist/jupyter')
const sgd = () => figure([contour(bowl), path(walk())], { title: 'SGD' })
const evil = '</script><img src=x onerror="alert(1)"><!--\u2028\u2029&amp;\''

describe('show', () => {
  // biome-ignore lint/suspicious/noExplicitAny: whatever was written
  let written: any[]
  const { VSCODE_PID } = process.env
  beforeEach(() => {
    delete process.env.VSCODE_PID
    written = []
    jupyter.lastWriteDisplayData = (...args: unknown[]) => written.push(args)
  })
  afterEach(() => {
    jupyter.lastWriteDisplayData = null
    if (VSCODE_PID === undefined) delete process.env.VSCODE_PID
    else process.env.VSCODE_PID = VSCODE_PID
  })

  it('writes one output with Plotly, html and words', () => {
    expect(show(sgd())).to.equal(undefined)
    expect(written).to.have.length(1)
    const [{ data, metadata, transient }, isUpdate] = written[0]
    expect(isUpdate).to.equal(false)
    expect([metadata, transient]).to.deep.equal([{}, {}])
    expect(Object.keys(data)).to.have.members([
      'application/vnd.plotly.v1+json',
      'text/html',
      'text/plain',
    ])
    const plotly = data['application/vnd.plotly.v1+json']
    expect(plotly.data).to.deep.equal(sgd().data)
    expect(plotly.layout).to.deep.equal({ ...sgd().layout, modebar: { orientation: 'v' } })
    expect(data['text/html']).to.equal(figureHtml(sgd()))
    expect(data['text/plain']).to.equal(sgd().layout.meta.alt)
  })
  it('tells every Plotly to upload nothing, and to stand its toolbar beside the title', () => {
    show(sgd())
    show({ data: [{ y: [1] }], layout: { title: { text: 'One' } } })
    for (const [{ data }] of written) {
      const { config, layout } = data['application/vnd.plotly.v1+json']
      expect(config).to.include({ showSendToCloud: false, plotlyServerURL: '', displaylogo: false })
      expect(layout.modebar).to.deep.equal({ orientation: 'v' })
      const json = /const figure = (.*)\n/.exec(data['text/html'])![1]!
      expect(JSON.parse(json).config).to.deep.equal(config)
    }
  })
  it('leaves a toolbar as a plain figure has it', () => {
    show({ data: [], layout: { modebar: { orientation: 'h' } } })
    const { layout } = written[0][0].data['application/vnd.plotly.v1+json']
    expect(layout.modebar).to.deep.equal({ orientation: 'h' })
  })
  it('leaves Plotly out in VS Code, whose own is too old', () => {
    process.env.VSCODE_PID = '1'
    show(sgd())
    expect(Object.keys(written[0][0].data)).to.have.members(['text/html', 'text/plain'])
  })
  it('says that it needs a notebook', () => {
    jupyter.lastWriteDisplayData = null
    expect(() => show(sgd())).to.throw(Error, /^show needs a notebook[^.]*\.$/)
  })
  // biome-ignore format: one row a case
  const errors: [string, unknown, string][] = [
    ['a mark', contour(bowl), 'wrap it in figure([…]), as in show(figure([…])).'],
    ['a path', path(walk()), 'wrap it in figure([…]), as in show(figure([…])).'],
    ['marks', [contour(bowl), path(walk())], 'wrap it in figure, as in show(figure([contour(surfaces.bowl), path(walk)])).'],
    ['two figures', [sgd(), sgd()], 'put figures next to each other with show(sideBySide([f, g])), or call show for each.'],
    ['no figure at all', [], 'show takes one figure, and was given an array'],
    ['a walk', walk(), 'draw it with show(figure([path(walk)])).'],
    ['a surface', bowl, 'what figure([…]) returns, as in show(figure([contour(surfaces.bowl)])), not an object of another kind.'],
    ['nothing', undefined, 'not undefined.'],
    ['null', null, 'not null.'],
    ['a text', 'SGD', "not 'SGD'."],
    ['data that is no list', { data: 'x', layout: {} }, 'not an object of another kind.'],
    ['data of numbers', { data: [1, 2] }, 'not an object of another kind.'],
    ['a layout that is none', { data: [], layout: 3 }, 'not an object of another kind.'],
  ]
  for (const [what, given, message] of errors) {
    it(`says what to do with ${what}`, () => {
      expect(() => show(given as never)).to.throw(TypeError, message)
      expect(written).to.have.length(0)
    })
  }
  it('shows a plain figure of Plotly, with typed arrays, and with no layout', () => {
    show({ data: [{ y: Float64Array.of(1, 4, NaN) }], layout: { title: { text: 'Squares' } } })
    show({ data: [{ y: [1] }] })
    show({ data: [], layout: { title: 'old', width: 300 } })
    const figures = written.map(([{ data }]) => data['application/vnd.plotly.v1+json'])
    expect(figures[0].data).to.deep.equal([{ y: [1, 4, null] }])
    expect(figures.map(({ layout }) => layout.meta.alt)).to.deep.equal([
      'Squares',
      'A figure without a title.',
      'old',
    ])
    expect(figures.map(({ layout }) => layout.width)).to.deep.equal([700, 700, 300])
    for (const [{ data }] of written) expect(data['text/html']).to.contain('px; height: 450px')
  })
})

describe('figureHtml', () => {
  it('is a picture with words and a fixed size', () => {
    const html = figureHtml(sgd())
    expect(html).to.match(/^<div [^>]*role="img" aria-label="SGD: contour map of bowl, [^"]*"/)
    expect(html).to.contain(`width: 700px; height: ${sgd().layout.height}px; max-width: 100%`)
  })
  it('is the same every time, and another for another figure', () => {
    expect(figureHtml(sgd())).to.equal(figureHtml(sgd()))
    const id = (html: string) => /data-downhill-figure="(\w+)"/.exec(html)![1]
    expect(id(figureHtml(sgd()))).not.to.equal(id(figureHtml(figure([contour(bowl)]))))
  })
  it('lets nothing out of its script or its attribute', () => {
    const html = figureHtml(figure([contour({ ...bowl, name: evil })], { title: evil, alt: evil }))
    expect(html.match(/<\/script>/g)).to.have.length(1)
    expect(html).not.to.contain('<img')
    expect(html).not.to.contain('<!--')
    const label = /aria-label="([^"]*)"/.exec(html)![1]!
    expect(label).to.contain('&#60;/script&#62;&#60;img').and.contain('&#38;amp;&#39;')
    const script = html.slice(html.indexOf('<script>'))
    expect(script).not.to.match(/[\u2028\u2029]/)
    const json = /const figure = (.*)\n/.exec(script)![1]!
    expect(json).not.to.match(/[<>&]/)
    expect(JSON.parse(json).layout.title.text).to.equal(evil)
  })
  it('asks for the version of package.json', () => {
    const manifest = JSON.parse(readFileSync(`${__dirname}/../../package.json`, 'utf8'))
    expect(manifest.dependencies['plotly.js-dist']).to.equal(plotlyVersion)
    expect(figureHtml(sgd())).to.contain(`https://cdn.plot.ly/plotly-`).and.contain(plotlyIntegrity)
  })
  it('asks for the minified file by its hash', function () {
    const file = plotlyMinified()
    if (file === undefined) {
      this.test!.title += ' (no plotly.min.js found: install the Python package plotly)'
      this.skip()
    }
    const hash = createHash('sha384').update(readFileSync(file!)).digest('base64')
    expect(plotlyIntegrity).to.equal(`sha384-${hash}`)
  })
})
