import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A copy of the tools with a PATH of its own, in which shell scripts play npm and Python. */
export class Workshop {
  readonly root: string = realpathSync(mkdtempSync(join(tmpdir(), 'downhill tools ')))
  readonly #bin: string = join(this.root, 'bin')

  constructor() {
    for (const name of [
      'tools',
      'environment.yml',
      'package.json',
      'package-lock.json',
      'biome.json',
    ]) {
      cpSync(name, join(this.root, name), { recursive: true })
    }
    mkdirSync(this.#bin)
    for (const name of ['sh', 'mkdir', 'cat', 'chmod', 'rm']) {
      symlinkSync(which(name), join(this.#bin, name))
    }
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts)
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), text)
  }

  /** Puts a shell script on the PATH, or at a path within the copy. */
  script(path: string, body: string): void {
    const file = path.includes('/') ? path : join('bin', path)
    this.write(file, `#!/bin/sh\n${body}\n`)
    spawnSync('chmod', ['+x', this.path(file)])
  }

  /** npm that installs a zeromq which loads, and a compiler and a bundler that have nothing to do. */
  goodNpm(): void {
    this.script(
      'npm',
      `echo "npm $*" >> calls
       mkdir -p node_modules/zeromq node_modules/esbuild node_modules/typescript/bin src/dist
       echo > node_modules/zeromq/index.js
       echo "exports.buildSync = () => {}" > node_modules/esbuild/index.js
       echo > src/dist/explorer.js; echo > src/dist/narrow.js
       echo > node_modules/typescript/bin/tsc`,
    )
  }

  /** A Python of a version whose `-m venv` makes a copy of it, and which lacks `missing` pins. */
  python(path: string, { version = '3.12.1', missing = '[]', venv = '', pip = '' } = {}): void {
    this.script(
      path,
      `case "$*" in
         *sys.version_info*) echo ${version} ;;
         *'import pip'*) exit 0 ;;
         *importlib.metadata*) d="\${0%/*}"; echo '{"prefix": "'"\${d%/*}"'", "missing": ${missing}}' ;;
         *'-m venv'*) echo venv >> calls; ${venv || 'mkdir -p .venv/bin; cat "$0" > .venv/bin/python; chmod +x .venv/bin/python'} ;;
         *'-m pip'*) echo "$*" >> calls; ${pip || 'exit 0'} ;;
       esac`,
    )
  }

  run(tool: string, args: string[] = [], env: Record<string, string> = {}): Run {
    const result = spawnSync(process.execPath, [this.path('tools', tool), ...args], {
      cwd: this.root,
      env: { PATH: this.#bin, ...env },
      encoding: 'utf8',
    })
    return { code: result.status, stdout: result.stdout, stderr: result.stderr }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

function which(name: string): string {
  return spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
}
