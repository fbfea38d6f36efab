import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { buildPageKernel } from './page-kernel.mjs'
import { done, main, Problem } from './report.mjs'
import { root } from './run.mjs'
import { forBrowser } from './setup/compile.mjs'
import { setup } from './setup.mjs'

// Builds the book from the published chapters, into site/ or the folder that is named.
main(async () => {
  const python = setup({ dev: true })
  const site = resolve(process.argv[2] ?? join(root, 'site'))
  rmSync(site, { recursive: true, force: true })
  await convert(python, site)
  await addSearch(site)
  await addLive(site)
  await setFormulas(site)
  await addAssets(site)
  done(`${site}: open index.html, or put the folder on any web server`)
})

/**
 * @param {string} python
 * @param {string} site
 */
async function convert(python, site) {
  // Not above: they are built, or installed, by now.
  const { describeApi } = await import('./book/api/describe.mjs')
  const { default: optimizers } = await import('../src/dist/optimizers/catalogue.js')
  const { rings, toPixels, walksFrom } = await import('./book/walks.mjs')
  const start = [-7, 2]
  const walks = { rings, start: toPixels(-7, 2), walks: walksFrom(start) }
  const catalogue = Object.entries(optimizers.catalogue).map(([name, { about }]) => ({
    name,
    lr: about.hyperparameters.lr?.default,
  }))
  const input = JSON.stringify({ api: await describeApi(), catalogue, walks })
  const program = join(root, 'tools', 'book', 'convert.py')
  const { status, stderr } = spawnSync(python, [program, join(root, 'notebooks'), site], {
    encoding: 'utf8',
    input,
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
  })
  if (status !== 0) throw new Problem(`The chapters could not be converted: ${stderr.trim()}`)
  done('pages')
}

/** The pages of the book, from its folder. @param {string} site */
function pagesOf(site) {
  const names = ['', 'assignments', 'api'].flatMap(folder =>
    readdirSync(join(site, folder)).map(name => posix.join(folder, name)),
  )
  return names.filter(name => name.endsWith('.html')).sort()
}

/**
 * Puts the text of all pages and what searches it into one script, since a page that is opened as a file
 * can load nothing else.
 *
 * @param {string} site
 */
async function addSearch(site) {
  const { sectionsOf } = await import('./book/search/sections.mjs')
  const sections = pagesOf(site)
    // Who looks for a name wants to have it explained, and not to be asked for it.
    .filter(name => !name.endsWith('index.html') && !name.startsWith('assignments/'))
    .flatMap(name => sectionsOf(name, readFileSync(join(site, name), 'utf8')))
  await script('search.js', site, 'downhillSearch', undefined, {
    name: 'sections',
    setup(build) {
      build.onResolve({ filter: /^sections$/ }, ({ path }) => ({ path, namespace: 'book' }))
      build.onLoad({ filter: /.*/, namespace: 'book' }, () => ({
        contents: JSON.stringify(sections),
        loader: 'json',
      }))
    },
  })
  await script('walks.js', site, 'downhillWalks')
  done('search')
}

/**
 * The editor of cells, what runs them, and the licences of what we hand on with that.
 *
 * @param {string} site
 */
async function addLive(site) {
  const bundled = await script('editor.js', site, 'downhillEditor', join('live', 'main.ts'))
  const assets = join(site, 'assets')
  const { licences, packagesIn } = await import('./book/licences.mjs')
  const handedOn = packagesIn(await buildPageKernel(assets))
  const others = ['plotly.js-dist', 'katex', 'minisearch', ...handedOn]
  writeFileSync(join(assets, 'licences.txt'), licences([...packagesIn(bundled), ...others]))
  done('live cells')
}

/**
 * Makes one script of one in tools/book and what it imports.
 *
 * @param {string} name
 * @param {string} site
 * @param {string} globalName what it defines
 * @param {string} source
 * @param {import('esbuild').Plugin[]} plugins
 * @returns which files it is made of
 */
async function script(name, site, globalName, source = join('assets', name), ...plugins) {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    entryPoints: [join(root, 'tools', 'book', source)],
    outfile: join(site, 'assets', name),
    globalName,
    ...forBrowser,
    loader: { '.css': 'text' },
    plugins,
    metafile: true,
  })
  return Object.keys(metafile.inputs)
}

/**
 * Typesets the formulas, so that the pages need no script for them.
 *
 * @param {string} site
 */
async function setFormulas(site) {
  const { default: katex } = await import('katex')
  const { unescaped } = await import('./book/search/sections.mjs')
  for (const name of pagesOf(site)) {
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

/**
 * What all pages share, once.
 *
 * @param {string} site
 */
async function addAssets(site) {
  const assets = join(site, 'assets')
  mkdirSync(join(assets, 'katex'), { recursive: true })
  for (const name of ['book.css', 'home.css', 'api.css', 'book.js', 'head.js']) {
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
