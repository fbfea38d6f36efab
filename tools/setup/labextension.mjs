import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

/**
 * Installs the extension that draws the figures of published notebooks into an environment's JupyterLab.
 *
 * @param {string} prefix the environment's folder
 */
export function installLabextension(prefix) {
  const folder = join(prefix, 'share', 'jupyter', 'labextensions', 'downhill-figures')
  cpSync(join(root, 'tools', 'jupyter', 'labextension'), folder, { recursive: true })
}
