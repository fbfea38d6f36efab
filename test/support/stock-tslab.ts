import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../tools/python'
import type { ExecuteOptions } from './execute'

/** tslab as it comes, without kernel/: a kernelspec in a folder of its own. */
export class StockTslab {
  readonly #folder: string = mkdtempSync(join(tmpdir(), 'downhill-stock-'))

  readonly #name: string

  /** `name` is what the kernel is called. */
  constructor(name = 'stock-tslab') {
    this.#name = name
    const tslab = join(root, 'node_modules', 'tslab', 'bin', 'tslab')
    const kernelspec = {
      argv: [process.execPath, tslab, 'kernel', '--config-path={connection_file}'],
      display_name: 'tslab',
      language: 'typescript',
    }
    const home = join(this.#folder, 'kernels', name)
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'kernel.json'), JSON.stringify(kernelspec))
  }

  get options(): ExecuteOptions & { env: Record<string, string> } {
    return { kernel: this.#name, env: { JUPYTER_PATH: this.#folder } }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }
}
