import { mendOf } from './setup/failure.mjs'

/** Something the user can mend: one sentence with the mend, no stack trace. */
export class Problem extends Error {}

/**
 * Shows what a program wrote that failed, and throws what to do.
 *
 * @param {string} output
 * @param {string} what the beginning of the sentence: '`npm ci` failed'
 * @param {string} otherwise what to do where the output does not tell, as a sentence
 * @returns {never}
 */
export function fail(output, what, otherwise) {
  console.error(output)
  const mend = mendOf(output)
  throw new Problem(mend === undefined ? otherwise : `${what}, because ${mend}`)
}

/** @param {string} text what is finished, or was so already */
export function done(text) {
  console.log(`✓ ${text}`)
}

/** @param {string} text what takes a while and has just begun */
export function doing(text) {
  console.log(`… ${text}`)
}

/**
 * Runs a tool: whatever goes wrong becomes one line on stderr and exit code 1.
 *
 * @param {() => Promise<void>} tool
 */
export async function main(tool) {
  try {
    await tool()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const mend = error instanceof Problem ? undefined : mendOf(message)
    console.error(`✗ ${mend === undefined ? message : sentence(mend)}`)
    process.exitCode = 1
  }
}

/** @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
