/** Something the user can mend: one sentence with the mend, no stack trace. */
export class Problem extends Error {}

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
    console.error(`✗ ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
