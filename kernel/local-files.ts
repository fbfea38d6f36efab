import Module from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SideOutput } from './conversion'

/** What Node's modules have beyond their types. */
type NodeModule = Module & { _compile(source: string, path: string): void }

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

function importer(require: NodeJS.Require, folder: string): (id: string) => unknown {
  return id => {
    try {
      return require(id)
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error
      const isPath = id.startsWith('.') || isAbsolute(id)
      const url = isPath ? pathToFileURL(resolve(folder, id)).href : id
      // As a module, so that TypeScript's helper hands it on as it is.
      return Object.assign(import(url), { __esModule: true })
    }
  }
}

/**
 * The local files that cells import, compiled. Unlike tslab's own, they may import each other in a circle,
 * and one that imports a file that has changed is run again, too.
 */
export class LocalFiles {
  readonly #outputs = new Map<string, string>()
  readonly #modules = new Map<string, NodeModule>()
  /** Which of them import a file. */
  readonly #users = new Map<string, Set<string>>()

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
      get: (target, name) => (name === IMPORT ? importer(ours, folder) : Reflect.get(target, name)),
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
    const module = new Module(path) as NodeModule
    module.filename = path
    module.paths = (
      Module as unknown as { _nodeModulePaths(of: string): string[] }
    )._nodeModulePaths(dirname(path))
    const require = module.require.bind(module) as NodeJS.Require
    module.require = this.requireFrom(dirname(path), require, path)
    // Before it runs: in a circle it is asked for again, and then has what it has exported so far.
    this.#modules.set(path, module)
    try {
      module._compile(this.#outputs.get(path)!, path)
    } catch (error) {
      this.#modules.delete(path)
      throw error
    }
    return module.exports
  }

  #forget(path: string): void {
    if (!this.#modules.delete(path)) return
    for (const user of this.#users.get(path) ?? []) this.#forget(user)
  }
}
