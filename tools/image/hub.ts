import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../port.mjs'
import { root } from '../python'
import type { Image } from './image'

/** What a user got and what it took: seconds from the click, and megabytes at the most. */
export interface Visit {
  user: string
  /** The status of each cell's reply. */
  replies: string[]
  /** What errors and stderr said. */
  errors: string[]
  figures: number
  /** When the server was up, the first cell answered, the last one done. */
  server: number
  first: number
  last: number
  /** Of the processor. */
  seconds: number
  /** Of the server's process, the kernel's, both; and with what is shared counted in shares. */
  serverRss: number
  kernelRss: number
  rss: number
  pss: number
}

/** What the whole class took. */
export interface Lesson {
  visits: Visit[]
  /** Megabytes of all users at the same time, what is shared counted once. */
  together: number
  /** Megabytes of the hub and of the proxy. */
  hub: number
  proxy: number
}

/** A JupyterHub with its proxy, on loopback, that starts the servers of an image. */
export class Hub {
  readonly #image: Image
  readonly #token: string = randomBytes(16).toString('hex')
  readonly #child: ChildProcess
  readonly #origin: string
  #log = ''

  private constructor(image: Image, [port, hubPort, proxyPort]: number[]) {
    this.#image = image
    this.#origin = `http://127.0.0.1:${port}`
    const folder = image.path('hub')
    mkdirSync(folder, { recursive: true })
    const given = {
      port,
      hubPort,
      proxyPort,
      proxy: [
        process.execPath,
        join(root, 'node_modules/configurable-http-proxy/bin/configurable-http-proxy'),
      ],
      token: this.#token,
      homes: image.path('home'),
      start: image.env.R2D_ENTRYPOINT,
      repo: image.repo,
    }
    const config = join(root, 'tools', 'image', 'jupyterhub_config.py')
    this.#child = spawn(join(image.prefix, 'bin', 'jupyterhub'), ['--config', config], {
      cwd: folder,
      env: { ...image.env, DOWNHILL_HUB: JSON.stringify(given) },
    })
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', chunk => {
        this.#log += chunk
      })
    }
  }

  static async start(image: Image): Promise<Hub> {
    const hub = new Hub(image, [await freePort(), await freePort(), await freePort()])
    for (let waited = 0; !(await hub.#answers()); waited += 100) {
      if (hub.#child.exitCode !== null || waited > 60000) {
        await hub.stop()
        throw new Error(`JupyterHub did not start:\n${hub.#log}`)
      }
      await sleep(100)
    }
    return hub
  }

  /** Lets these users, all at once, start a server and run a chapter in it. */
  async lesson(users: readonly string[], chapter = '05-adam'): Promise<Lesson> {
    for (const user of users) {
      // What nbgitpuller does.
      const course = this.#image.path('home', user, 'downhill')
      cpSync(join(this.#image.repo, 'notebooks'), join(course, 'notebooks'), { recursive: true })
    }
    const { stdout } = await promisify(execFile)(
      join(this.#image.prefix, 'bin', 'python'),
      [
        join(root, 'tools', 'image', 'visit.py'),
        this.#origin,
        this.#token,
        `downhill/notebooks/${chapter}.ipynb`,
        ...users,
      ],
      { env: this.#image.env },
    ).catch(error => {
      throw new Error(`The hub said:\n${this.#log}\nThe class said:\n${error.stderr}`)
    })
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const { together, hub, proxy } = lines.pop()
    return { visits: lines, together, hub, proxy }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.#origin}/hub/api/`)).ok
    } catch {
      return false
    }
  }

  /** Ends it, with the proxy and all servers. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await exit
    // A server that it could not end would keep these open, and with them the tests.
    this.#child.stdout!.destroy()
    this.#child.stderr!.destroy()
  }
}
