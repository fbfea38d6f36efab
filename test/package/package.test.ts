import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type BuildOptions, type BuildResult, buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import * as downhill from '../../src'
import { root } from '../../tools/python'
import { launch, needsChromium, whyPending } from '../browser/chromium'
import { Jupyter, printed } from '../support/jupyter'
import { slow } from '../support/slow'
import { StockTslab } from '../support/stock-tslab'
import { compile5, compile7 } from './compile'
import { Packed } from './packed'

const entries = ['downhill', 'downhill/core', 'downhill/exercises']

/** How WebAssembly begins, in base64. */
const wasm = 'AGFzbQ'

/** The scripts that outputs of cells hold, and the file of a thread: nothing requires them. */
const opened = ['digit-pad.js', 'explorer.js', 'narrow.js', 'wasm/thread.js']

describe('the package', function () {
  this.timeout(120_000)
  let packed: Packed
  const text = (name: string): string => readFileSync(join(packed.home, name), 'utf8')
  const node = (file: string): string =>
    execFileSync(process.execPath, [file], { cwd: packed.folder, encoding: 'utf8' })
  const write = (name: string, code: string): string => {
    const file = join(packed.folder, name)
    writeFileSync(file, code)
    return file
  }
  /** A program as bundlers make it for a page. */
  const bundle = (code: string, more: BuildOptions = {}): BuildResult & { code: string } => {
    const result = buildSync({
      absWorkingDir: packed.folder,
      stdin: { contents: code, resolveDir: packed.folder },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
      logLevel: 'silent',
      ...more,
    })
    return { ...result, code: result.outputFiles![0]!.text }
  }

  before(() => {
    packed = new Packed()
    cpSync(join(__dirname, 'program.mjs'), join(packed.folder, 'program.mjs'))
  })
  after(() => packed?.remove())

  describe('holds', () => {
    let files: string[]
    let loaded: string[]
    before(() => {
      files = readdirSync(packed.home, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(packed.home.length + 1))
        .map(name => name.replaceAll('\\', '/'))
      const code = `for (const entry of ${JSON.stringify(entries)}) require(entry)
        console.log(JSON.stringify(Object.keys(require.cache)))`
      loaded = JSON.parse(node(write('loaded.cjs', code)))
    })
    const inDist = (end: RegExp): string[] =>
      files.filter(name => name.startsWith('dist/') && end.test(name)).sort()

    it('a README, the license, and what runs', () => {
      expect(files.filter(name => !name.startsWith('dist/')).sort()).to.deep.equal([
        'LICENSE',
        'README.md',
        'package.json',
      ])
      expect(text('LICENSE')).to.equal(readFileSync(join(root, 'LICENSE'), 'utf8'))
      expect(inDist(/(?<!\.d\.m?ts|\.m?js)$/)).to.deep.equal([])
      expect(JSON.parse(text('package.json'))).to.not.have.any.keys(
        'dependencies',
        'peerDependencies',
        'optionalDependencies',
        'private',
      )
    })

    it('no CommonJS but what a program loads', () => {
      const used = loaded
        .filter(file => file.startsWith(packed.home))
        .map(file => file.slice(packed.home.length + 1).replaceAll('\\', '/'))
      expect(inDist(/\.js$/)).to.deep.equal([...used, ...opened.map(name => `dist/${name}`)].sort())
    })

    it('no modules but what a bundler takes, and no declarations but what TypeScript reads', () => {
      const all = entries.map(entry => `export * from '${entry}'`).join('\n')
      const { metafile } = bundle(all)
      const modules = Object.keys(metafile!.inputs).flatMap(
        name => name.split('downhill/')[1] ?? [],
      )
      const wrappers = ['core', 'exercises/index', 'index'].map(name => `dist/${name}.mjs`)
      // A file that only gathers others is left out of a bundle; it is read all the same.
      expect(inDist(/\.mjs$/)).to.have.members([...modules, ...wrappers])

      const declarations = [
        ...compile5(packed.folder, 'node16', 'mts').read,
        ...compile5(packed.folder, 'bundler', 'ts').read,
      ]
      const browser = 'dist/esm/browser.d.mts'
      expect(inDist(/\.d\.m?ts$/)).to.have.members([...new Set([...declarations, browser])])
    })
  })

  describe('in Node', () => {
    it('gives the same objects to import and to require', () => {
      const code = `import { createRequire } from 'node:module'
        const require = createRequire(import.meta.url)
        const names = {}
        for (const entry of ${JSON.stringify(entries)}) {
          const required = require(entry)
          const imported = await import(entry)
          names[entry] = Object.keys(required).filter(name => imported[name] === required[name])
          if (Object.keys(required).length !== names[entry].length) throw new Error(entry)
        }
        if (require('downhill').Adam !== (await import('downhill/core')).Adam) throw new Error('Adam')
        console.log(JSON.stringify(names))`
      const names = JSON.parse(node(write('names.mjs', code)))
      expect(names.downhill).to.have.members(Object.keys(downhill))
      expect(names.downhill).to.include.members([
        ...names['downhill/core'],
        ...names['downhill/exercises'],
        ...['figure', 'show', 'explore', 'drawDigit', 'train', 'loadDigits', 'setThreads'],
      ])
      expect(names['downhill/exercises']).to.include.members(['checkWalk', 'adamMistakes'])
    })

    it('does what its README says', () => {
      const [code] = /(?<=```js\n)[\s\S]*?(?=```)/.exec(text('README.md'))!
      const promised = [...code.matchAll(/console\.log.* \/\/ (.*)$/gm)].map(match => match[1])
      expect(promised).to.have.length(3)
      expect(node(write('readme.mjs', code))).to.equal(`${promised.join('\n')}\n`)
    })

    it('has all that explorers, pads and threads need', () => {
      const code = `const { explorerHtml, explorerSpec } = require('./node_modules/downhill/dist/display/explore.js')
        const { digitPadHtml, digitPadSpec } = require('./node_modules/downhill/dist/display/draw-digit.js')
        const { figureHtml } = require('./node_modules/downhill/dist/display/figure-html.js')
        const { contour, digits, figure, MultiLayerNet, setThreads, SGD, surfaces } = require('downhill')
        explorerHtml(explorerSpec({ surface: surfaces.bowl, optimizers: [new SGD()] }))
        digitPadHtml(digitPadSpec(new MultiLayerNet([784, 5, 10])))
        figureHtml(figure([contour(surfaces.bowl)]))
        const { x, t } = digits(100)
        const loss = () => {
          const { params, lossAndGradient } = new MultiLayerNet([784, 50, 10])
          const network = new MultiLayerNet([784, 50, 10])
          return [network.params.W1.buffer, network.loss(x, t)]
        }
        const [, alone] = loss()
        setThreads(2)
        const [memory, together] = loss()
        const several = require('node:os').availableParallelism() > 1
        console.log(memory instanceof SharedArrayBuffer === several, together === alone)`
      expect(node(write('display.cjs', code))).to.equal('true true\n')
    })

    it('has the version in its README, and each optimizer with its defaults', () => {
      const readme = text('README.md')
      expect(readme).to.include(`downhill-${JSON.parse(text('package.json')).version}.tgz`)
      const rows = readme.matchAll(/^\| `([A-Z]\w+)` \|.*\| (.*) \|$/gm)
      const listed = Object.fromEntries([...rows].map(([, name, defaults]) => [name, defaults]))
      const optimizers = Object.values(downhill).filter(
        (value): value is typeof downhill.SGD =>
          typeof value === 'function' && value.prototype instanceof downhill.BaseOptimizer,
      )
      const defaults = optimizers.map(Optimizer => [
        Optimizer.name,
        Object.entries(new Optimizer().hyperparameters)
          .map(([name, value]) => `\`${name}\` ${value}`)
          .join(', '),
      ])
      expect(listed).to.deep.equal(Object.fromEntries(defaults))
    })
  })

  describe('is found', () => {
    it('by what its package.json says, as publint reads it', async () => {
      const { publint } = await import('publint')
      const { messages } = await publint({ pkgDir: packed.home, pack: false, strict: true })
      expect(messages).to.deep.equal([])
    })

    it('by TypeScript however it resolves, as @arethetypeswrong/cli tries it', () => {
      const cli = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
      // It ends with another code if there is any problem.
      const told = execFileSync(process.execPath, [cli, packed.file], { encoding: 'utf8' })
      expect(told).to.include('No problems found')
      for (const entry of entries) expect(told).to.include(`"${entry}"`)
    })

    for (const [resolution, extension] of [
      ['node10', 'ts'],
      ['node16', 'mts'],
      ['node16', 'cts'],
      ['bundler', 'ts'],
    ] as const) {
      it(`by TypeScript 5.0.4: ${resolution}, .${extension}`, () => {
        expect(compile5(packed.folder, resolution, extension).complaints).to.deep.equal([])
      })
    }

    for (const [module, extension] of [
      ['nodenext', 'mts'],
      ['nodenext', 'cts'],
      ['preserve', 'ts'],
    ] as const) {
      it(`by TypeScript 7: ${module}, .${extension}`, () => {
        expect(compile7(packed.folder, module, extension)).to.equal('')
      })
    }
  })

  describe('in a bundle for a page', () => {
    it('takes 16 kB at most where one optimizer is used, and nothing that it does not need', () => {
      const { code, metafile } = bundle("import { SGD } from 'downhill/core'; console.log(SGD)")
      const all = bundle("import * as all from 'downhill/core'; console.log(all)")
      expect(code.length).to.be.within(1_000, 16_000)
      const [output] = Object.values(metafile!.outputs)
      const files = Object.entries(output!.inputs).filter(
        ([, { bytesInOutput }]) => bytesInOutput > 0,
      )
      const others =
        /esm\/(datasets|descent|network|surfaces)\/|optimizers\/adam|wasm\/(arena|module)/
      expect(files.filter(([name]) => others.test(name))).to.deep.equal([])
      expect(code).to.not.include(wasm)
      expect(all.code).to.include(wasm)
    })

    it('gives figures and exercises, and nothing that needs Node', () => {
      const { code } = bundle(
        "import { checkWalk, figure } from 'downhill'; console.log(checkWalk, figure)",
      )
      expect(code).to.include('checkWalk takes what makes your optimizer')
      expect(() => bundle("import { loadDigits } from 'downhill'; loadDigits()")).to.throw(
        'loadDigits',
      )
    })

    it('gives what is required the CommonJS', () => {
      const { metafile } = bundle("console.log(require('downhill'))", { platform: 'node' })
      expect(Object.keys(metafile!.inputs)).to.include('node_modules/downhill/dist/index.js')
    })
  })

  describe(`in the browser${whyPending}`, () => {
    let browser: Browser
    let page: Page
    let expected: Record<string, unknown>
    before(async function () {
      needsChromium(this)
      const code =
        "import { numbers } from './program.mjs'; console.log(JSON.stringify(await numbers()))"
      expected = JSON.parse(node(write('numbers.mjs', code)))
      expect(expected).to.include({ inWebAssembly: true, hadTurns: true, isOptimizer: true })
      browser = await launch()
      page = await browser.newPage()
    })
    after(() => browser?.close())

    const bundled = (): string =>
      bundle("export { numbers } from './program.mjs'", { format: 'iife', globalName: 'program' })
        .code

    it('gives the numbers that Node gives, in a page', async () => {
      await page.goto('about:blank')
      await page.addScriptTag({ content: bundled() })
      expect(await page.evaluate('program.numbers()')).to.deep.equal(expected)
    })

    it('gives them in a worker', async () => {
      const code = `${bundled()}\nprogram.numbers().then(postMessage)`
      await page.goto('about:blank')
      const given = await page.evaluate(
        script =>
          new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob([script])))
            worker.onmessage = ({ data }) => resolve(data)
            worker.onerror = ({ message }) => reject(new Error(message))
          }),
        code,
      )
      expect(given).to.deep.equal(expected)
    })

    for (const [where, policy, inWebAssembly] of [
      ['without a bundler', "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'", true],
      ['where WebAssembly is not allowed', "script-src 'self' 'unsafe-inline'", false],
    ] as const) {
      it(`gives them ${where}`, async () => {
        const html = `<script type="importmap">
            { "imports": { "downhill/core": "/node_modules/downhill/dist/esm/core.mjs" } }
          </script>
          <script type="module">
            import { numbers } from '/program.mjs'
            globalThis.given = numbers()
          </script>`
        await page.route('https://page.test/**', route => {
          const { pathname } = new URL(route.request().url())
          return pathname === '/'
            ? route.fulfill({
                body: html,
                contentType: 'text/html',
                headers: { 'Content-Security-Policy': policy },
              })
            : route.fulfill({ path: join(packed.folder, pathname), contentType: 'text/javascript' })
        })
        await page.goto('https://page.test/')
        expect(await page.evaluate('given')).to.deep.equal({ ...expected, inWebAssembly })
        await page.unrouteAll()
      })
    }
  })

  if (slow) {
    describe('in a notebook far from the course', () => {
      const cells = [
        "import { Adam } from 'downhill/core'; import { checkWalk } from 'downhill/exercises'",
        "import { Adam as Same, SGD, surfaces } from 'downhill'",
        'checkWalk(() => new SGD(), new SGD(), { surface: surfaces.bowl }); Adam === Same',
        'const lr: string = new Adam().lr',
      ]
      const check = async (kernel: Jupyter): Promise<void> => {
        const { cells: run } = await kernel.runAll(cells)
        await kernel.close()
        expect(run.slice(0, 3).map(cell => printed(cell, 'stderr'))).to.deep.equal(['', '', ''])
        expect(JSON.stringify(run[2])).to.include('true')
        expect(JSON.stringify(run[3])).to.include(
          "Type 'number' is not assignable to type 'string'",
        )
      }
      it('is found by tslab as it comes', async () => {
        const stock = new StockTslab()
        await check(new Jupyter('stock-tslab', packed.folder, stock.options.env))
        stock.remove()
      })
      it('is found by the kernel of the course', () => check(new Jupyter('tslab', packed.folder)))
    })
  }
})
