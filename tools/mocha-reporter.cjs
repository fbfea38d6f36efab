const { relative } = require('node:path')
const { reporters } = require('mocha')

/** Mocha's usual report, closed by the files that took longest and the one line that CI reads. */
module.exports = class extends reporters.Spec {
  /** Milliseconds, by file. @type {Map<string, number>} */
  #durations = new Map()

  constructor(runner, options) {
    super(runner, options)
    for (const event of ['test end', 'hook end']) {
      runner.on(event, ({ file, duration = 0 }) => {
        if (file) this.#durations.set(file, (this.#durations.get(file) ?? 0) + duration)
      })
    }
  }

  epilogue() {
    super.epilogue()
    const longest = [...this.#durations].sort(([, a], [, b]) => b - a).slice(0, 10)
    for (const [file, duration] of longest) {
      console.log(`${(duration / 1000).toFixed(0).padStart(5)} s ${relative('.', file)}`)
    }
    const { passes, failures, pending } = this.stats
    const skipped = pending > 0 ? `, ${pending} skipped` : ''
    console.log(`${passes} passed, ${failures} failed${skipped}`)
  }
}
