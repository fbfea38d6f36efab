import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
} from 'node:fs'
import { join } from 'node:path'
import { capture, root } from '../run.mjs'

// Where the environment has Python's plotly, without loading it.
const whereIsPlotly = `
from importlib.util import find_spec
print(find_spec('plotly').submodule_search_locations[0])
`

/**
 * Installs the template with which a notebook becomes a page that draws its figures without a network,
 * and makes it the one that `jupyter nbconvert --to html` takes.
 *
 * @param {string} python
 * @param {string} prefix the environment's folder
 */
export function installNbconvertTemplate(python, prefix) {
  const jupyter = join(root, 'tools', 'jupyter')
  const template = join(prefix, 'share', 'jupyter', 'nbconvert', 'templates', 'downhill')
  cpSync(join(jupyter, 'nbconvert', 'downhill'), template, { recursive: true })
  putPlotly(python, template)

  const config = join(prefix, 'etc', 'jupyter', 'jupyter_nbconvert_config.json')
  // One that is there was made by somebody else, or by us.
  if (existsSync(config)) return
  mkdirSync(join(prefix, 'etc', 'jupyter'), { recursive: true })
  // What JupyterLab's menu exports is what the command makes.
  copyFileSync(join(jupyter, 'jupyter_server_config.json'), config)
}

/**
 * @param {string} python
 * @param {string} template the folder
 */
function putPlotly(python, template) {
  const folder = join(template, 'static')
  const file = join(folder, 'plotly.min.js')
  const found = capture(python, ['-c', whereIsPlotly])
  const source = join(found.stdout.trim(), 'package_data', 'plotly.min.js')
  // There is one wherever the pins of environment.yml are installed.
  if (!found.ok || !existsSync(source) || beginningOf(file) === beginningOf(source)) return
  mkdirSync(folder, { recursive: true })
  // A copy that was interrupted is not taken for a whole one.
  copyFileSync(source, `${file}.part`)
  renameSync(`${file}.part`, file)
}

/** @param {string} file */
function beginningOf(file) {
  if (!existsSync(file)) return ''
  const bytes = Buffer.alloc(200)
  const descriptor = openSync(file, 'r')
  readSync(descriptor, bytes)
  closeSync(descriptor)
  return bytes.toString('utf8')
}
