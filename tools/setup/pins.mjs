import { Problem } from '../report.mjs'

/**
 * The Python packages under `- pip:` in environment.yml, each as `name==version`.
 *
 * Reads that one section, not YAML at large.
 *
 * @param {string} yaml
 * @returns {string[]}
 */
export function readPins(yaml) {
  const lines = yaml.split(/\r?\n/).map(line => line.replace(/(^|\s)#.*$/, '').trimEnd())
  const start = lines.findIndex(line => /^\s*- pip:$/.test(line))
  if (start === -1) throw new Problem('environment.yml has no `- pip:` section: add it.')

  /** @type {string[]} */
  const pins = []
  const depth = indent(lines[start] || '')
  for (const line of lines.slice(start + 1)) {
    if (line === '') continue
    if (indent(line) <= depth) break
    const pin = line.trim().replace(/^- /, '').trim()
    if (!/^[\w.-]+==[\w.]+$/.test(pin)) {
      throw new Problem(`environment.yml lists '${pin}' without a pin: write it as name==version.`)
    }
    pins.push(pin)
  }
  return pins
}

/**
 * The Python packages of a requirements.txt, each as `name==version`.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function readRequirements(text) {
  return text.split(/\r?\n/).flatMap(line => line.replace(/#.*$/, '').trim() || [])
}

/** @param {string} line */
function indent(line) {
  return line.length - line.trimStart().length
}
