import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { python, root } from '../python'
import { type Dockerfile, readDockerfile } from './dockerfile'

/** The packages of repo2docker's own environment that those of ours meet, with their names on PyPI. */
const brought: Record<string, string> = {
  ipywidgets: 'ipywidgets',
  'jupyter-offlinenotebook': 'jupyter-offlinenotebook',
  'jupyter-resource-usage': 'jupyter-resource-usage',
  jupyter_server: 'jupyter_server',
  'jupyterhub-base': 'jupyterhub',
  jupyterlab: 'jupyterlab',
  nbclient: 'nbclient',
  'nbconvert-core': 'nbconvert',
  notebook: 'notebook',
}

/**
 * The image that repo2docker makes of the repository, without Docker: what it prints, run in an empty
 * folder that plays the root of the file system. The home folder is none of the repository's, as where
 * a volume lies over it.
 *
 * Two things are stand-ins, as conda-forge may be out of reach. The environment that repo2docker brings
 * along is a virtual one of this machine's Python and Node with the packages that matter, in the
 * versions of its lock file; and mamba is mamba.mjs.
 */
export class Image {
  readonly #folder: string = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-image-')))
  readonly home: string = join(this.#folder, 'home', 'jovyan')
  /** What repo2docker is given: the repository's files, without what is installed or built. */
  readonly #checkout: string = join(this.#folder, 'checkout')
  readonly dockerfile: Dockerfile
  /** What repo2docker said, besides the Dockerfile. */
  readonly log: string
  /** name → version of what repo2docker brings along. */
  readonly lock: Map<string, string>
  readonly env: Record<string, string>

  constructor() {
    this.#copyFiles()
    const repo2docker = this.#venv('repo2docker')
    const list = join(root, 'tools', 'image', 'requirements.txt')
    this.#run([join(repo2docker, 'bin', 'pip'), 'install', '-q', '-r', list])
    const { stdout, stderr } = this.#run(
      [join(repo2docker, 'bin', 'jupyter-repo2docker'), '--no-build', '--debug', '.'],
      { cwd: this.#checkout },
    )
    this.log = stderr
    this.dockerfile = readDockerfile(stdout)
    this.lock = this.#readLock(repo2docker)
    this.env = this.#environment()
  }

  path(...parts: string[]): string {
    return join(this.#folder, ...parts)
  }

  get repo(): string {
    return this.env.REPO_DIR!
  }

  /** The environment that notebook servers and kernels run in. */
  get prefix(): string {
    return this.env.NB_PYTHON_PREFIX!
  }

  /** Runs the steps that repo2docker printed. */
  build(): void {
    this.#makeEnvironment()
    mkdirSync(this.home, { recursive: true })
    mkdirSync(this.repo, { recursive: true })
    for (const step of this.dockerfile.steps) {
      if ('run' in step) this.run(['sh', '-c', step.run], this.repo)
      else cpSync(join(this.#checkout, step.copy), this.#expand(step.to), { recursive: true })
    }
  }

  /** Runs a program as in a container of the image, and returns what it printed. */
  run(command: string[], cwd: string = this.repo): string {
    return this.#run(command, { cwd, env: this.env }).stdout
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #copyFiles(): void {
    const { stdout } = this.#run(['git', 'ls-files', '-co', '--exclude-standard', '-z'])
    for (const file of stdout.split('\0').filter(Boolean)) {
      const copy = join(this.#checkout, file)
      mkdirSync(dirname(copy), { recursive: true })
      cpSync(join(root, file), copy)
    }
  }

  #venv(name: string): string {
    const prefix = this.path(name)
    this.#run([python, '-m', 'venv', prefix])
    return prefix
  }

  #readLock(repo2docker: string): Map<string, string> {
    const where = 'import repo2docker, os; print(os.path.dirname(repo2docker.__file__))'
    const { stdout } = this.#run([join(repo2docker, 'bin', 'python'), '-c', where])
    const file = join(stdout.trim(), 'buildpacks', 'conda', this.dockerfile.lock)
    const packages = readFileSync(file, 'utf8').matchAll(/^https.*\/(.+)-([^-/]+)-[^-/]+\.conda/gm)
    return new Map([...packages].map(([, name, version]) => [name!, version!]))
  }

  #environment(): Record<string, string> {
    // What this machine needs to reach the registries.
    const network =
      /^(https?_proxy|no_proxy|pip_.*|npm_config_(userconfig|registry|cafile)|ssl_cert_.*|node_extra_ca_certs|requests_ca_bundle)$/i
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => network.test(name)),
    ) as Record<string, string>
    Object.assign(env, { PATH: '/usr/bin:/bin', NB_USER: 'jovyan' })
    // Else it is the home folder: docs/jupyterhub.md.
    env.REPO_DIR = this.path('srv', 'downhill')
    for (const [name, value] of this.dockerfile.environment) {
      env[name] = this.#expand(value, env)
      if (name === 'APP_BASE' || name === 'HOME') env[name] = this.path(env[name])
    }
    return env
  }

  #expand(text: string, env: Record<string, string> = this.env): string {
    return text.replace(/\$\{(\w+)\}/g, (_, name) => env[name] ?? '')
  }

  #makeEnvironment(): void {
    mkdirSync(dirname(this.prefix), { recursive: true })
    this.#run([python, '-m', 'venv', this.prefix])
    const packages = Object.entries(brought).map(([conda, pypi]) => {
      const version = this.lock.get(conda)
      if (version === undefined) throw new Error(`repo2docker no longer brings ${conda}`)
      return `${pypi}==${version}`
    })
    this.run([join(this.prefix, 'bin', 'pip'), 'install', '-q', ...packages], this.prefix)
    const { stdout } = this.#run(['sh', '-c', 'command -v npm'])
    symlinkSync(process.execPath, join(this.prefix, 'bin', 'node'))
    symlinkSync(realpathSync(stdout.trim()), join(this.prefix, 'bin', 'npm'))

    const mamba = this.env.MAMBA_EXE!
    mkdirSync(dirname(mamba), { recursive: true })
    const standIn = join(root, 'tools', 'image', 'mamba.mjs')
    writeFileSync(mamba, `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`)
    chmodSync(mamba, 0o755)
  }

  #run(
    [program, ...args]: string[],
    options: { cwd?: string; env?: Record<string, string> } = {},
  ): { stdout: string; stderr: string } {
    const result = spawnSync(program!, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
      ...options,
    })
    if (result.status !== 0) {
      const said = `${result.stdout}${result.stderr}${result.error ?? ''}`
      throw new Error(`\`${program} ${args.join(' ')}\` failed:\n${said}`)
    }
    return result
  }
}
