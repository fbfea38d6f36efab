import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { done, Problem } from '../report.mjs'
import { capture, root } from '../run.mjs'

/** Compiles what changed in src/ and kernel/. */
export function compile() {
  // Not `npx tsc`, which may be the older compiler that tslab brings along.
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  if (!existsSync(tsc)) throw new Problem('The npm packages are missing: run `npm ci`, then again.')
  const result = capture(process.execPath, [tsc, '-b', 'src', 'kernel'])
  if (!result.ok) {
    console.error(result.output)
    throw new Problem('src/ or kernel/ does not compile: mend what is named above.')
  }
  done('build')
}
