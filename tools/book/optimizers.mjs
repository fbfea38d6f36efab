import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The rows of the home page's table, one for each optimizer in the catalogue. */
export function optimizers() {
  const { catalogue } = require(
    existsSync(new URL('../../src/dist/optimizers/catalogue.js', import.meta.url))
      ? '../../src/dist/optimizers/catalogue.js'
      : './stub.cjs',
  )
  return Object.entries(catalogue).map(([name, { about }]) => ({
    name,
    idea: about.idea,
    formula: about.formula,
    source: about.source,
    lr: about.hyperparameters.lr?.default,
  }))
}
