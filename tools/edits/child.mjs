// Tries edits of one chapter: `child.mjs notebook share seed`, a line of JSON for each edit.

import { sampleOf } from './sample.mjs'
import { codeCellsOf, editsOf, tryEdits } from './try-chapter.mjs'

const [file = '', most = '', seed = ''] = process.argv.slice(2)
const write = process.stdout.write.bind(process.stdout)
const cells = codeCellsOf(file)
const edits = sampleOf(editsOf(cells), Number(most), Number(seed))
await tryEdits(cells, edits, troubles => write(`${JSON.stringify(troubles)}\n`))
process.exit(0)
