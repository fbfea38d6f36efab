import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { SideOutput } from './conversion'
import type { Modules } from './host'

/**
 * The JavaScript of an `import(…)` is a require, which takes every module but those that await at their
 * top level. Behind it stands what takes those, too.
 */
export function withImports(output: string): string {
  return output.replace(
    /(?<=Promise\.resolve\(\)\.then\(\(\) => (?:__importStar\()?require)(?=\()/g,
    `.${IMPORT}`,
  )
}

const IMPORT = 'orImport'

/**
 * The local files that cells import, compiled. Unlike tslab's own, they may import each other in a circle,
 * and one that imports a file that has changed is run again, too.
 */
export class LocalFiles {
  readonly #host: Modules
  readonly #outputs = new Map<string, string>()
  readonly #modules = new Map<string, { exports: unknown }>()
  /** Which of them import a file. */
  readonly #users = new Map<string, Set<string>>()

  constructor(host: Modules) {
    this.#host = host
  }

  /** Takes what is new or has changed. */
  take(outputs: readonly SideOutput[]): void {
    for (const { path, data } of outputs) {
      this.#outputs.set(path, withImports(data))
      this.#forget(path)
    }
  }

  /** `require`, with these files first, for what lies in a folder. */
  requireFrom(folder: string, require: NodeJS.Require, user?: string): NodeJS.Require {
    const ours: NodeJS.Require = new Proxy(require, {
      get: (target, name) =>
        name === IMPORT ? this.#importer(ours, folder) : Reflect.get(target, name),
      apply: (target, self, [id, ...rest]) => {
        const path = this.#find(folder, id)
        if (path === undefined) return Reflect.apply(target, self, [id, ...rest])
        if (user !== undefined)
          this.#users.set(path, (this.#users.get(path) ?? new Set()).add(user))
        return this.#load(path)
      },
    })
    return ours
  }

  #find(folder: string, id: unknown): string | undefined {
    if (typeof id !== 'string' || !(id.startsWith('.') || isAbsolute(id))) return undefined
    const path = resolve(folder, id)
    return [path, `${path}.js`, join(path, 'index.js')].find(one => this.#outputs.has(one))
  }

  #load(path: string): unknown {
    const known = this.#modules.get(path)
    if (known) return known.exports
    const wrap = (require: NodeJS.Require) => this.requireFrom(dirname(path), require, path)
    const { module, run } = this.#host.runFile(path, this.#outputs.get(path)!, wrap)
    // Before it runs: in a circle it is asked for again, and then has what it has exported so far.
    this.#modules.set(path, module)
    try {
      run()
    } catch (error) {
      this.#modules.delete(path)
      throw error
    }
    return module.exports
  }

  #importer(require: NodeJS.Require, folder: string): (id: string) => unknown {
    return id => {
      try {
        return require(id)
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error
        // As a module, so that TypeScript's helper hands it on as it is.
        return Object.assign(this.#host.importModule(id, folder), { __esModule: true })
      }
    }
  }

  #forget(path: string): void {
    if (!this.#modules.delete(path)) return
    for (const user of this.#users.get(path) ?? []) this.#forget(user)
  }
}
