import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { hostname } from 'node:os'
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

    it('of which one is gone, or half gone, are installed again', () => {
      setup()
      rmSync(shop.path('node_modules/zeromq'), { recursive: true })
      expect(setup()).to.include({ code: 0, stderr: '' })
      rmSync(shop.path('node_modules/esbuild/index.js'))
      expect(setup()).to.include({ code: 0, stderr: '' })
      expect(calls().filter(call => call.startsWith('npm'))).to.have.length(3)
    })

    it('of which one is missing although npm says that all went well: no word of compilers', () => {
      shop.script('npm', 'mkdir -p node_modules')
      const run = setup()
      fails(run, 'zeromq is missing', 'delete the folder node_modules')
      expect(run.stderr).not.to.include('CMake')
    })

    it('of which one lacks another: they are installed anew by the next run', () => {
      shop.script(
        'npm',
        `mkdir -p node_modules/zeromq; echo "require('cmake-ts')" > node_modules/zeromq/index.js`,
      )
      const run = setup()
      fails(run, 'not complete', 'run the command again')
      expect(run.stderr).not.to.include('CMake')
      shop.goodNpm()
      expect(setup().code).to.equal(0)
    })

    it('for the tests stay when a start installs anew', () => {
      setup({}, true)
      shop.write('package-lock.json', '{}')
      setup()
      expect(
        calls()
          .filter(call => call.startsWith('npm'))
          .at(-1),
      ).to.include('--include=dev')
    })

    for (const [what, said, mend] of [
      ['npm error code ENOSPC', 'the disk is full', 'free some space'],
      [
        "npm error EROFS: read-only file system, mkdir '/a/b'",
        '/a/b is read-only',
        'copy the course',
      ],
      ["npm error EACCES: permission denied, mkdir '/a/b'", '/a/b may not be written', 'chown'],
    ] as const) {
      it(`that cannot be written: ${what}`, () => {
        shop.script('npm', `echo "${what}" >&2; exit 1`)
        fails(setup(), '`npm ci` failed, because', said, mend)
      })
    }

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
      expect(calls(), 'before anything is installed').to.deep.equal([])
    })

    it('finds the disk full', () => {
      shop.python('python3', { venv: 'echo "[Errno 28] No space left on device"; exit 1' })
      fails(setup(), '-m venv .venv` failed, because the disk is full', 'free some space')
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

  describe('an activated environment with another major version of a package', () => {
    const env = (): Record<string, string> => ({ VIRTUAL_ENV: shop.path('env') })
    const said = /change jupyterlab 3\.6\.7 to 4\.6\.6 in the activated environment/

    beforeEach(() => {
      shop.python('env/bin/python', {
        missing: '["jupyterlab==4.6.6", "plotly==7.1.0"]',
        have: '{"jupyterlab": "3.6.7", "plotly": "7.0.0"}',
      })
    })

    it('is left as it is where nobody can be asked, and the sentence says how to go on', () => {
      const run = setup(env())
      fails(run, 'nothing was done', 'deactivate', 'DOWNHILL_CHANGE_PACKAGES=1')
      expect(run.stderr).to.match(said).and.not.include('plotly')
      expect(calls()).to.deep.equal([])
    })

    it('is changed where that is allowed', () => {
      expect(setup({ ...env(), DOWNHILL_CHANGE_PACKAGES: '1' }).code).to.equal(0)
      expect(calls().at(-1)).to.match(/pip install .*jupyterlab==4\.6\.6/)
    })

    for (const [answer, code] of [
      ['y', 0],
      ['', 1],
    ] as const) {
      it(`is asked about in a terminal: '${answer}'`, async () => {
        const run = await shop.start('../run.mjs', env(), answer)
        expect(run.stdout).to.match(said).and.include('Change it? [y/N]')
        expect(run.code).to.equal(code)
        expect(calls().length > 0).to.equal(code === 0)
      })
    }

    it('is not asked about where only the minor version differs', () => {
      shop.python('env/bin/python', {
        missing: '["jupyterlab==4.6.6"]',
        have: '{"jupyterlab": "4.0.1"}',
      })
      expect(setup(env()).code).to.equal(0)
    })
  })

  describe('two runs at once', () => {
    it('install once: the second waits for the first', async () => {
      shop.goodNpm('sleep 1')
      const runs = await Promise.all([1, 2, 3].map(() => shop.start('../run.mjs')))
      for (const run of runs) expect(run).to.include({ code: 0, stderr: '' })
      const names = calls().map(call => call.replace(/^(npm ci|-m pip|venv).*/, '$1'))
      expect(names).to.deep.equal(['npm ci', 'venv', '-m pip'])
      expect(runs.filter(run => run.stdout.includes('another run'))).not.to.have.length(0)
      expect(existsSync(shop.path('.downhill-setup'))).to.equal(false)
    })

    it('do not wait for one that was killed', () => {
      const { pid } = spawnSync(process.execPath, ['-e', ''])
      shop.write('.downhill-setup', `${pid} ${hostname()}`)
      expect(setup()).to.include({ code: 0, stderr: '' })
      expect(existsSync(shop.path('.downhill-setup'))).to.equal(false)
    })

    it('are not hindered by one that failed', () => {
      shop.script('npm', 'exit 1')
      setup()
      expect(existsSync(shop.path('.downhill-setup'))).to.equal(false)
    })
  })

  describe('a home folder', () => {
    it('that is missing', () => {
      fails(
        setup({ HOME: shop.path('nobody') }),
        `${shop.path('nobody')} does not exist`,
        'set HOME',
      )
      expect(calls()).to.deep.equal([])
    })

    it('that is not known', () => {
      fails(setup({ HOME: '' }), 'The home folder', 'set HOME')
    })

    it('that cannot be written', function () {
      // Nothing is refused to root.
      if (process.getuid?.() === 0) this.skip()
      mkdirSync(shop.path('home'), { mode: 0o500 })
      fails(setup({ HOME: shop.path('home') }), 'cannot be written', 'set HOME')
    })
  })

  for (const [message, said] of [
    ["EROFS: read-only file system, open '/course/a'", '/course/a is read-only'],
    ["EACCES: permission denied, open '/course/a'", '/course/a may not be written by you'],
    ['ENOSPC: no space left on device, write', 'The disk is full'],
  ] as const) {
    it(`says what to mend where its own files cannot be written: ${message}`, () => {
      const write = `import { main } from './tools/report.mjs'
        main(async () => { throw new Error(process.argv[2]) })`
      shop.write('run.mjs', write)
      fails(shop.run('../run.mjs', [message]), said)
    })
  }

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
      fails(run, '`pip install` failed, because the disk is full', 'free some space')
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
        shop.path('kernel/dist/jupyter/launch.js'),
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
