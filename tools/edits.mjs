import './node-version.mjs'
import { allEdits } from './edits/all-edits.mjs'
import { main, Problem } from './report.mjs'
import { setup } from './setup.mjs'

// Does to every chapter, or to those named (`npm run edits -- 03 05`), what learners do: changes one
// number, and runs that cell and all those below. Says which edits end in an error.
main(async () => {
  setup({ dev: true })
  const tried = await allEdits({ chapters: process.argv.slice(2) })
  const troubles = tried.flatMap(({ chapter, troubles }) =>
    troubles.map(one => ({ chapter, ...one })),
  )
  for (const { chapter, edit, way, cell, kind, evalue } of troubles) {
    const where = cell === edit.cell ? '' : `, in ${cell}`
    console.log(
      `${chapter}/${edit.cell}: ${edit.of} ${edit.from} → ${edit.to}, ${way} run${where}: ${kind}: ${evalue}`,
    )
  }
  const edits = tried.reduce((sum, one) => sum + one.edits, 0)
  console.log(
    `${edits} edits, each in a kernel that has run all cells and in one that has run those above.`,
  )
  for (const [kind, count] of counted(troubles.map(({ kind }) => kind))) {
    console.log(`${String(count).padStart(5)}  ${kind}`)
  }
  if (troubles.some(({ kind }) => kind !== 'a sentence')) {
    throw new Problem('An edit ends in more than a sentence about the number that was changed.')
  }
})

/**
 * @param {string[]} kinds
 * @returns {[string, number][]}
 */
function counted(kinds) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
