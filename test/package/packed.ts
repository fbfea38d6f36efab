import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from '../../tools/python'

/** The package as an engineer has it: packed from a fresh copy of its sources, and unpacked elsewhere. */
export class Packed {
  readonly #temporary: string = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-package-')))
  /** Where a program that uses it lies. */
  readonly folder: string = join(this.#temporary, 'user')
  /** Where it is installed. */
  readonly home: string = join(this.folder, 'node_modules', 'downhill')
  /** What was packed. */
  readonly file: string

  constructor() {
    const copy = join(this.#temporary, 'course')
    const outside = ['dist', 'node_modules', '__pycache__']
    for (const name of ['src', 'kernel', 'tools', 'package.json', 'tsconfig.base.json']) {
      cpSync(join(root, name), join(copy, name), {
        recursive: true,
        filter: path => !outside.includes(basename(path)),
      })
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
    const packing = ['pack', '--silent', '--offline', '--pack-destination', this.#temporary]
    const told = execFileSync('npm', packing, {
      cwd: join(copy, 'src'),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    this.file = join(this.#temporary, told.trim().split('\n').at(-1)!)
    mkdirSync(this.home, { recursive: true })
    execFileSync('tar', ['-xzf', this.file, '--strip-components', '1'], { cwd: this.home })
  }

  remove(): void {
    rmSync(this.#temporary, { recursive: true, force: true })
  }
}
