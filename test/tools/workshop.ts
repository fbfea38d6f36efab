import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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
import { text } from 'node:stream/consumers'

/** Runs a program in a terminal of its own, types a line there, and ends with its code. */
const terminal = `
import os, pty, sys
os.environ['PATH'] = os.environ.pop('WORKSHOP_PATH')
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
os.write(fd, sys.argv[1].encode() + b'\\n')
try:
    while data := os.read(fd, 4096):
        os.write(1, data)
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`

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
      cpSync(name, join(this.root, name), {
        recursive: true,
        filter: path => !path.includes('node_modules'),
      })
    }
    mkdirSync(this.#bin)
    for (const name of ['sh', 'mkdir', 'cat', 'chmod', 'rm', 'sleep']) {
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
  goodNpm(first = ''): void {
    this.script(
      'npm',
      `echo "npm $*" >> calls
       ${first}
       mkdir -p node_modules/zeromq node_modules/esbuild node_modules/typescript/bin src/dist
       echo > node_modules/zeromq/index.js
       echo "exports.buildSync = () => ({ metafile: { inputs: {} }, outputFiles: [] })" > node_modules/esbuild/index.js
       for name in explorer digit-pad narrow; do echo > src/dist/$name.js; done
       echo > node_modules/typescript/bin/tsc`,
    )
  }

  /** A Python of a version whose `-m venv` makes a copy of it, and which lacks `missing` pins. */
  python(
    path: string,
    { version = '3.12.1', missing = '[]', have = '{}', venv = '', pip = '' } = {},
  ): void {
    this.script(
      path,
      `case "$*" in
         *sys.version_info*) echo ${version} ;;
         *'import pip'*) exit 0 ;;
         *importlib.metadata*) d="\${0%/*}"; echo '{"prefix": "'"\${d%/*}"'", "missing": ${missing}, "have": ${have}}' ;;
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

  /** As run, without waiting for its end; in a terminal that answers with a line, if one is given. */
  async start(tool: string, env: Record<string, string> = {}, line?: string): Promise<Run> {
    const command = [process.execPath, this.path('tools', tool)]
    const program = line === undefined ? command : ['python3', '-c', terminal, line, ...command]
    const path = line === undefined ? this.#bin : `${process.env.PATH}`
    const inTerminal = line === undefined ? {} : { WORKSHOP_PATH: this.#bin }
    const child = spawn(program[0]!, program.slice(1), {
      cwd: this.root,
      env: { PATH: path, ...inTerminal, ...env },
    })
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { code, stdout, stderr }
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
