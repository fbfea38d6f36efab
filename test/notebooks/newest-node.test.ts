import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { canonical } from '../../tools/notebooks/canonical.mjs'
import {
  chapterName,
  chapters,
  type Notebook,
  outputsOf,
  readNotebook,
  withoutPictures,
} from '../../tools/notebooks/notebook'
import { python, root } from '../../tools/python'
import { kernelspec } from '../../tools/setup/kernelspec.mjs'
import { execute } from '../support/execute'
import { Jupyter, resultOf } from '../support/jupyter'
import { slow } from '../support/slow'

const run = promisify(execFile)

/**
 * The newest Node, and Node 24, whose powers have other last bits than those of Node 20; as npm's package
 * `node` has them: 150 MB each, which only the slow run downloads.
 */
const newest = '26.10.0'
const versions = ['24.11.1', newest]

/** The kernel's main files; the others say the same at greater length. */
const kernelTests = ['kernel', 'cells', 'half-way'].map(name => `test/kernel/${name}.test.ts`)

const ifSlow = slow ? describe : describe.skip
for (const version of versions) {
  ifSlow(`on Node ${version}`, function () {
    this.timeout(400_000)
    let folder: string
    let node: string
    let env: Record<string, string>

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'downhill-node-'))
      // Its script fetches the program of this platform; npm 12 runs none that is not named.
      const manifest = { dependencies: { node: version }, allowScripts: { node: true } }
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
      await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts=false'], {
        cwd: folder,
        shell: process.platform === 'win32',
      })
      const program = process.platform === 'win32' ? 'node.exe' : 'node'
      node = join(folder, 'node_modules', 'node', 'bin', program)

      const home = join(folder, 'kernels', 'tslab')
      mkdirSync(home, { recursive: true })
      const argv = [node, ...kernelspec.argv.slice(1)]
      writeFileSync(join(home, 'kernel.json'), JSON.stringify({ ...kernelspec, argv }))
      // Jupyter looks there first.
      env = { JUPYTER_PATH: folder }
    })

    after(() => rmSync(folder, { recursive: true, force: true }))

    it('is what the kernel runs on', async () => {
      expect((await run(node, ['--version'])).stdout).to.equal(`v${version}\n`)
      const jupyter = new Jupyter('tslab', undefined, env)
      try {
        expect(resultOf(await jupyter.run('process.version'))).to.equal(`v${version}`)
      } finally {
        await jupyter.close()
      }
    })

    for (const file of chapters) {
      it(`${chapterName(file)} shows what the file shows`, async () => {
        const notebook = readNotebook(file)
        const executed = await execute(notebook, { env })
        const today = canonical(executed as never).notebook as unknown as Notebook
        expect(outputsOf(today)).to.deep.equal(outputsOf(withoutPictures(notebook)))
      })
    }

    const ifNewest = version === newest ? it : it.skip
    ifNewest("passes the kernel's tests", async () => {
      const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')
      const { stdout } = await run(node, [mocha, '--reporter', 'dot', ...kernelTests], {
        cwd: root,
        env: { ...process.env, ...env, DOWNHILL_PYTHON: python, DOWNHILL_SLOW: '' },
      }).catch(error => error)
      expect(stdout, stdout).to.match(/\d+ passing/)
      expect(stdout, stdout).not.to.match(/\d+ failing/)
    })
  })
}
