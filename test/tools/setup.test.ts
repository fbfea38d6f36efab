import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect } from 'chai'
import { type Run, Workshop } from './workshop.js'

describe('setup', () => {
  let shop: Workshop

  before(function () {
    // The stand-ins for npm and Python are shell scripts.
    if (process.platform === 'win32') this.skip()
  })

  beforeEach(() => {
    shop = new Workshop()
    shop.goodNpm()
    shop.python('python3')
    shop.write('run.mjs', runSetup)
  })

  afterEach(() => shop?.remove())

  const runSetup = `
import { main } from './tools/report.mjs'
import { setup } from './tools/setup.mjs'
main(async () => { setup({ dev: process.argv[2] === 'dev' }) })`

  function setup(env: Record<string, string> = {}, dev = false): Run {
    return shop.run('../run.mjs', dev ? ['dev'] : [], env)
  }

  /** What npm, venv and pip were called for. */
  function calls(): string[] {
    return existsSync(shop.path('calls'))
      ? readFileSync(shop.path('calls'), 'utf8').split('\n').filter(Boolean)
      : []
  }

  function fails(run: Run, ...parts: string[]): void {
    const last = run.stderr.trim().split('\n').at(-1)!
    expect(last).to.match(/^✗ .*\.$/)
    for (const part of parts) expect(last).to.include(part)
    expect(run.stderr).not.to.match(/^ +at .*:\d+:\d+\)?$/m)
    expect(run.code).to.equal(1)
  }

  it('sets everything up, and has nothing to do the second time', () => {
    expect(setup()).to.include({ code: 0, stderr: '' })
    expect(calls()[0]).to.match(/^npm ci .*--omit=dev/)
    rmSync(shop.path('calls'))
    const again = setup()
    expect(again.stdout.trim().split('\n')).to.have.length(5)
    expect(again.stdout).not.to.include('…')
    expect(calls()).to.deep.equal([])
  })

  it('installs more for the tests, and keeps that for a start', () => {
    setup()
    setup({}, true)
    expect(calls().filter(call => call.startsWith('npm'))).to.have.length(2)
    setup()
    expect(calls().filter(call => call.startsWith('npm'))).to.have.length(2)
  })

  describe('npm packages', () => {
    it('are installed again after an interrupted installation, and after a change of the lock file', () => {
      setup()
      rmSync(shop.path('node_modules/.downhill.json'))
      setup()
      shop.write('package-lock.json', '{}')
      setup()
      expect(calls().filter(call => call.startsWith('npm'))).to.have.length(3)
    })

    it('that cannot be downloaded: no network', () => {
      shop.script('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1')
      fails(setup(), 'could not be downloaded', 'connect to the network')
    })

    it('that cannot be installed for another reason: npm says which', () => {
      shop.script('npm', 'echo "npm error code EACCES" >&2; exit 1')
      const run = setup()
      fails(run, '`npm ci` failed')
      expect(run.stderr).to.include('EACCES')
    })

    it('without npm', () => {
      rmSync(shop.path('bin/npm'))
      fails(setup(), '`npm ci` failed')
    })

    it('whose compiled part does not load: how to build it, and no new installation then', () => {
      shop.script(
        'npm',
        'mkdir -p node_modules/zeromq; echo "throw 1" > node_modules/zeromq/index.js',
      )
      fails(setup(), 'npm rebuild zeromq --ignore-scripts=false')
      shop.goodNpm()
      fails(setup(), 'npm rebuild zeromq')
      expect(calls()).to.deep.equal([])
    })
  })

  describe('Python', () => {
    it('is not there', () => {
      rmSync(shop.path('bin/python3'))
      fails(setup(), 'Python 3.10 or newer is needed, but none was found')
    })

    it('is too old', () => {
      shop.python('python3', { version: '3.9.18' })
      fails(setup(), 'python3 is 3.9.18')
    })

    it('is too old, but another one is not', () => {
      shop.python('python3', { version: '3.9.18' })
      shop.python('python')
      expect(setup().code).to.equal(0)
    })

    it('has no module venv', () => {
      shop.python('python3', { venv: 'echo "ensurepip is not available"; exit 1' })
      fails(setup(), 'apt install python3-venv')
    })

    it('gets a new .venv for one that was interrupted', () => {
      setup()
      shop.write('.venv/.downhill-unfinished', '')
      shop.write('.venv/left-over', '')
      expect(setup().code).to.equal(0)
      expect(existsSync(shop.path('.venv/left-over'))).to.equal(false)
      expect(existsSync(shop.path('.venv/.downhill-unfinished'))).to.equal(false)
    })

    it('gets a new .venv for one without pip', () => {
      setup()
      shop.script(
        '.venv/bin/python',
        'case "$*" in *version_info*) echo 3.12.1 ;; *) exit 1 ;; esac',
      )
      expect(setup().code).to.equal(0)
      expect(calls().filter(call => call === 'venv')).to.have.length(2)
    })
  })

  describe('an activated environment', () => {
    it('is used, be it virtual or conda', () => {
      shop.python('env/bin/python')
      for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
        const run = setup({ [name]: shop.path('env') })
        expect(run.stdout).to.include(`activated environment ${shop.path('env')}`)
        expect(run.code).to.equal(0)
      }
      expect(existsSync(shop.path('.venv'))).to.equal(false)
      expect(existsSync(shop.path('env/share/jupyter/kernels/tslab/kernel.json'))).to.equal(true)
    })

    it("is left alone when it is conda's own", () => {
      shop.python('env/bin/python')
      setup({ CONDA_PREFIX: shop.path('env'), CONDA_DEFAULT_ENV: 'base' })
      expect(existsSync(shop.path('.venv'))).to.equal(true)
    })

    it('is too old', () => {
      shop.python('env/bin/python', { version: '3.8.1' })
      fails(setup({ VIRTUAL_ENV: shop.path('env') }), 'has Python 3.8.1', 'deactivate it')
    })

    it('is gone', () => {
      fails(setup({ VIRTUAL_ENV: shop.path('env') }), 'no Python that runs', 'deactivate it')
    })

    it('has no pip', () => {
      shop.script('env/bin/python', 'case "$*" in *version_info*) echo 3.12.1 ;; *) exit 1 ;; esac')
      fails(setup({ VIRTUAL_ENV: shop.path('env') }), 'has no pip', 'ensurepip')
    })

    it('has its packages installed anew after an interrupted pip', () => {
      shop.python('env/bin/python')
      shop.write('env/.downhill-unfinished', '')
      setup({ VIRTUAL_ENV: shop.path('env') })
      expect(calls().at(-1)).to.match(/--force-reinstall .*jupyterlab==/)
      expect(existsSync(shop.path('env/.downhill-unfinished'))).to.equal(false)
    })
  })

  describe('Python packages', () => {
    const VIRTUAL_ENV = (): string => shop.path('env')

    it('that are missing are installed, no others', () => {
      shop.python('env/bin/python', { missing: '["plotly==7.1.0"]' })
      setup({ VIRTUAL_ENV: VIRTUAL_ENV() })
      expect(calls().at(-1)).to.match(/^-m pip install .* -q plotly==7\.1\.0$/)
    })

    it('that cannot be downloaded: no network', () => {
      const pip = 'echo "Max retries exceeded with url" >&2; exit 1'
      shop.python('env/bin/python', { missing: '["plotly==7.1.0"]', pip })
      fails(
        setup({ VIRTUAL_ENV: VIRTUAL_ENV() }),
        'could not be downloaded',
        'connect to the network',
      )
      expect(existsSync(shop.path('env/.downhill-unfinished'))).to.equal(true)
    })

    it('that cannot be installed for another reason: pip says which', () => {
      const pip = 'echo "No space left on device" >&2; exit 1'
      shop.python('env/bin/python', { missing: '["plotly==7.1.0"]', pip })
      const run = setup({ VIRTUAL_ENV: VIRTUAL_ENV() })
      fails(run, '`pip install` failed')
      expect(run.stderr).to.include('No space left')
    })
  })

  it('says that the code does not compile, with what the compiler says', () => {
    setup()
    shop.write(
      'node_modules/typescript/bin/tsc',
      "console.log('src/a.ts(1,1): error'); process.exit(1)",
    )
    const run = setup()
    fails(run, 'does not compile')
    expect(run.stderr).to.include('src/a.ts(1,1): error')
  })

  it('writes the kernelspec with absolute paths', () => {
    setup()
    const spec = JSON.parse(
      readFileSync(shop.path('.venv/share/jupyter/kernels/tslab/kernel.json'), 'utf8'),
    )
    expect(spec).to.deep.equal({
      argv: [
        process.execPath,
        '--no-force-async-hooks-checks',
        shop.path('kernel/dist/launch.js'),
        '{connection_file}',
      ],
      display_name: 'TypeScript (Downhill)',
      language: 'typescript',
      interrupt_mode: 'message',
      metadata: { debugger: false, downhill: true },
    })
  })

  it('says at once that the requested port is taken', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address!.port : 0
    const run = shop.run('start.mjs', ['--port', String(port)])
    server.close()
    fails(run, `Port ${port} is taken`, `--port ${port + 1}`)
    expect(calls()).to.deep.equal([])
  })

  it('says that Node is too old', () => {
    const old = `Object.defineProperty(process, 'versions', { value: { node: '18.20.1' } })
      await import('./tools/start.mjs')`
    shop.write('run.mjs', old)
    fails(setup(), 'Node 20.19 or newer is needed, but this is 18.20.1')
  })
})
