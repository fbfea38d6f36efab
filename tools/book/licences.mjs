import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

const modules = join(root, 'node_modules')

/**
 * The packages that some files belong to.
 *
 * @param {string[]} files
 */
export function packagesIn(files) {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/
  return [...new Set(files.flatMap(file => inPackage.exec(file)?.[1] ?? []))].sort()
}

/**
 * The licences of packages, each text once, with the names of those that it is for.
 *
 * @param {string[]} names
 */
export function licences(names) {
  /** @type {Map<string, string[]>} */
  const texts = new Map()
  for (const name of names) {
    const text = licenceOf(name)
    texts.set(text, [...(texts.get(text) ?? []), name])
  }
  return [...texts]
    .map(([text, of]) => `${of.join(', ')}\n\n${text}\n`)
    .join(`\n${'—'.repeat(40)}\n\n`)
}

/** @param {string} name */
function licenceOf(name) {
  const folder = join(modules, name)
  const file = readdirSync(folder).find(one => /^licen[cs]e/i.test(one))
  if (file === undefined)
    throw new Error(`${name} has no licence beside it: it cannot be handed on.`)
  return readFileSync(join(folder, file), 'utf8').trim()
}
