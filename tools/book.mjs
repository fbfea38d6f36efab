import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { done, main, Problem } from './report.mjs'
import { root } from './run.mjs'
import { setup } from './setup.mjs'

// Builds the book from the published chapters, into site/ or the folder that is named.
main(async () => {
  const python = setup({ dev: true })
  const site = resolve(process.argv[2] ?? join(root, 'site'))
  rmSync(site, { recursive: true, force: true })
  convert(python, site)
  await setFormulas(site)
  await addAssets(site)
  done(`${site}: open index.html, or put the folder on any web server`)
})

/**
 * @param {string} python
 * @param {string} site
 */
function convert(python, site) {
  const program = join(root, 'tools', 'book', 'convert.py')
  const { status, stderr } = spawnSync(python, [program, join(root, 'notebooks'), site], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Problem(`The chapters could not be converted: ${stderr.trim()}`)
  done('pages')
}

/**
 * Sets the formulas, so that the pages need no script for them.
 *
 * @param {string} site
 */
async function setFormulas(site) {
  const { default: katex } = await import('katex')
  for (const name of readdirSync(site).filter(file => file.endsWith('.html'))) {
    const file = join(site, name)
    const html = readFileSync(file, 'utf8').replace(
      /<tex-math( class="display")?>(.*?)<\/tex-math>/gs,
      (_, display, tex) =>
        katex
          .renderToString(unescaped(tex), { displayMode: display !== undefined, strict: false })
          // On a narrow screen it can be scrolled, with the keyboard as well.
          .replace('"katex-display"', '"katex-display" tabindex="0"'),
    )
    writeFileSync(file, html)
  }
  done('formulas')
}

/** @param {string} html */
function unescaped(html) {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/**
 * What all pages share, once.
 *
 * @param {string} site
 */
async function addAssets(site) {
  const assets = join(site, 'assets')
  mkdirSync(join(assets, 'katex'), { recursive: true })
  for (const name of ['book.css', 'book.js', 'head.js']) {
    cpSync(join(root, 'tools', 'book', 'assets', name), join(assets, name))
  }
  for (const name of ['explorer.js', 'digit-pad.js', 'narrow.js']) {
    cpSync(join(root, 'src', 'dist', name), join(assets, name))
  }

  const katex = join(root, 'node_modules', 'katex', 'dist')
  cpSync(join(katex, 'katex.min.css'), join(assets, 'katex', 'katex.min.css'))
  cpSync(join(katex, 'fonts'), join(assets, 'katex', 'fonts'), {
    recursive: true,
    filter: file => !/\.(ttf|woff)$/.test(file),
  })

  const { build } = await import('esbuild')
  await build({
    entryPoints: [join(root, 'node_modules', 'plotly.js-dist', 'plotly.js')],
    outfile: join(assets, 'plotly.min.js'),
    minify: true,
    logLevel: 'error',
  })
  done('assets')
}
