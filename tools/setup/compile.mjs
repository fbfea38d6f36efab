import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { done, fail, Problem } from '../report.mjs'
import { capture, root } from '../run.mjs'
import { makeModules } from './esm.mjs'
import { writeIfChanged } from './write.mjs'

/** Compiles what changed in src/ and kernel/. */
export function compile() {
  // Not `npx tsc`, which may be the older compiler that tslab brings along.
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  if (!existsSync(tsc)) throw new Problem('The npm packages are missing: run `npm ci`, then again.')
  const result = capture(process.execPath, [tsc, '-b', 'src', 'kernel'])
  if (!result.ok) {
    const otherwise = 'src/ or kernel/ does not compile: mend what is named above.'
    fail(result.output, 'src/ and kernel/ cannot be compiled', otherwise)
  }
  makeModules()
  bundle(['explorer', 'page', 'main.ts'], 'explorer.js', 'downhillExplorer')
  bundle(['digit-pad', 'page', 'main.ts'], 'digit-pad.js', 'downhillDigitPad')
  bundle(['figures', 'narrow.ts'], 'narrow.js', 'downhillNarrow')
  done('build')
}

/** How esbuild makes one script for the browser of several files. */
export const forBrowser = /** @type {const} */ ({
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
})

/**
 * A part for the browser, as one script that stands in the outputs of cells: the explorer, the pad
 * for digits, and what gives figures the width of a narrow page.
 *
 * @param {string[]} source the path below src/
 * @param {string} name of the script
 * @param {string} globalName what it defines
 */
function bundle(source, name, globalName) {
  // Not above: on a new machine this file is read before there are any packages.
  const { buildSync } = /** @type {typeof import('esbuild')} */ (
    createRequire(import.meta.url)('esbuild')
  )
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'src', ...source)],
    globalName,
    write: false,
    ...forBrowser,
  })
  const text = outputFiles.map(file => file.text).join('')
  // It stands inside a script element, which this would end.
  if (/<\/script/i.test(text)) throw new Problem(`${name} ends its script.`)
  writeIfChanged(join(root, 'src', 'dist', name), text)
}
