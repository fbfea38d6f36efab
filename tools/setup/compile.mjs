import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  bundleExplorer()
  done('build')
}

/** The explorer's part for the browser, one script that explore() puts into its output. */
function bundleExplorer() {
  // Not above: on a new machine this file is read before there are any packages.
  const { buildSync } = /** @type {typeof import('esbuild')} */ (
    createRequire(import.meta.url)('esbuild')
  )
  const outfile = join(root, 'src', 'dist', 'explorer.js')
  buildSync({
    entryPoints: [join(root, 'src', 'explorer', 'page', 'main.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'downhillExplorer',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  })
  // It stands inside a script element, which this would end.
  if (/<\/script/i.test(readFileSync(outfile, 'utf8')))
    throw new Problem('explorer.js ends its script.')
}
