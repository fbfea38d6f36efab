import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../tools/port.mjs'
import { root } from '../../tools/python'

const token = 'downhill-test'

/**
 * JupyterLab as `npm start` brings it up, apart from the user's own settings and open documents, and
 * without writing to the repository: nothing is saved unless a test does it.
 */
export class JupyterLab {
  readonly #child: ChildProcess
  readonly #folder: string
  readonly origin: string
  /** What it and `npm start` wrote. */
  log = ''

  private constructor(port: number) {
    this.origin = `http://localhost:${port}`
    this.#folder = mkdtempSync(join(tmpdir(), 'downhill-lab-'))
    this.#set('docmanager-extension/plugin', { autosave: false })
    // Else the heights of cells out of sight are guesses, and the page moves while it is photographed.
    this.#set('notebook-extension/tracker', { windowingMode: 'none' })
    const options = [
      '--no-browser',
      ...['--port', `${port}`],
      `--IdentityProvider.token=${token}`,
      // It makes one of every notebook that it opens.
      `--FileCheckpoints.checkpoint_dir=${join(this.#folder, 'checkpoints')}`,
    ]
    this.#child = spawn(process.execPath, [join(root, 'tools', 'start.mjs'), ...options], {
      env: {
        ...process.env,
        // Settings, workspaces, trust and the list of servers.
        JUPYTER_CONFIG_DIR: join(this.#folder, 'config'),
        JUPYTER_DATA_DIR: join(this.#folder, 'data'),
        JUPYTER_RUNTIME_DIR: join(this.#folder, 'runtime'),
      },
    })
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', chunk => {
        this.log += chunk
      })
    }
  }

  #set(plugin: string, settings: object): void {
    const file = join(
      this.#folder,
      `config/lab/user-settings/@jupyterlab/${plugin}.jupyterlab-settings`,
    )
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(settings))
  }

  static async start(): Promise<JupyterLab> {
    const lab = new JupyterLab(await freePort())
    for (let waited = 0; !(await lab.#answers()); waited += 100) {
      if (lab.#child.exitCode !== null || waited > 60000) {
        await lab.stop()
        throw new Error(`JupyterLab did not start:\n${lab.log}`)
      }
      await sleep(100)
    }
    return lab
  }

  /** The address of a file of the repository, in a workspace of its own: alone on the page. */
  address(file: string, workspace: string): string {
    return `${this.origin}/lab/workspaces/${workspace}/tree/${pathOf(file)}?token=${token}`
  }

  /** Ends the kernel of a notebook, so that the next page that opens it gets a new one. */
  async endKernel(file: string): Promise<void> {
    type Session = { id: string; path: string }
    const sessions = (await (await this.#request('sessions')).json()) as Session[]
    const session = sessions.find(({ path }) => path === pathOf(file))
    if (session !== undefined) await this.#request(`sessions/${session.id}`, 'DELETE')
  }

  #request(what: string, method = 'GET'): Promise<Response> {
    const headers = { authorization: `token ${token}` }
    return fetch(`${this.origin}/api/${what}`, { method, headers })
  }

  async #answers(): Promise<boolean> {
    try {
      return (await this.#request('status')).ok
    } catch {
      return false
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const exit = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      await exit
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What the server calls a file of the repository. */
function pathOf(file: string): string {
  return relative(root, file).replaceAll('\\', '/')
}
