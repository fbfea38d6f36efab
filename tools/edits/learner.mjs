import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../run.mjs'

/**
 * @typedef {import('../../kernel/dist/session/session.js').Session} Session
 * @typedef {{ ename: string, evalue: string }} Failure
 * @typedef {{ failure: Failure | undefined, warnings: string, said: string, shown: object[] }} Answer what came of a cell:
 * how it failed, what it wrote to stderr and stdout, and the data of what it showed
 */

/** Who runs cells of a chapter, in the kernel's session. Where the chapter lies is the working folder. */
export class Learner {
  /** @type {Session} */
  #session
  #count = 0
  /** @type {Answer} */
  #answer = { failure: undefined, warnings: '', said: '', shown: [] }

  constructor() {
    const load = createRequire(import.meta.url)
    process.chdir(join(root, 'notebooks'))
    const kernel = join(root, 'kernel', 'dist')
    const { Session } = load(join(kernel, 'session', 'session.js'))
    const { nodeHost } = load(join(kernel, 'jupyter', 'host.js'))
    this.#session = new Session(nodeHost())
    this.#session.onDisplay(content => this.#answer.shown.push(/** @type {any} */ (content).data))
  }

  /**
   * @param {string} source
   * @returns {Promise<Answer>}
   */
  async run(source) {
    this.#count++
    /** @type {Answer} */
    const answer = { failure: undefined, warnings: '', said: '', shown: [] }
    this.#answer = answer
    const { log, warn, error } = console
    /** @param {unknown[]} values */
    const complain = (...values) => {
      answer.warnings += `${values.join(' ')}\n`
    }
    console.log = (...values) => {
      answer.said += `${values.join(' ')}\n`
    }
    console.warn = complain
    console.error = complain
    try {
      const outcome = await this.#session.run(source, {
        url: `cell:${this.#count}`,
        publish() {},
        print() {},
        fail(thrown) {
          answer.failure ??= { ename: 'Error', evalue: String(thrown) }
        },
      })
      if ('error' in outcome) answer.failure = outcome.error
    } finally {
      Object.assign(console, { log, warn, error })
    }
    return answer
  }

  /** Remembers all variables, and returns what brings them back. */
  save() {
    return this.#session.save()
  }
}
