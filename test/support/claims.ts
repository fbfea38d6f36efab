import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../tools/python'

/** A sentence of a chapter, and the code that proves it in the chapter's kernel. */
export interface Claim {
  /** The cell that it is run after; `exercises/2` is the second answer in the cell `exercises`. */
  readonly cell: string
  readonly sentence: string
  /** Passes, or throws where the sentence is not true. */
  readonly code: string
}

const folder = join(root, 'test', 'notebooks', 'claims')

/**
 * The claims of a chapter. In its file, `// ## id` names a cell, a comment in “curly quotes” is a
 * sentence, and the code under it, up to the next, its proof. What stands before the first sentence of
 * a cell is there for each of its proofs, as is what the file imports.
 */
export function claimsOf(chapter: string): Claim[] {
  const file = join(folder, `${chapter}.ts`)
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  const [head, ...sections] = text.split(/^\/\/ ## /m)
  const imports = [...head!.matchAll(/^import \{([^}]*)\} from ('[^']+')$/gm)]
    // An import of a cell would stay in the chapter's kernel, and hide that one is missing there.
    .map(([, names, from]) => `const {${names!.replaceAll(' as ', ': ')}} = require(${from})`)
    .join('\n')
  return sections.flatMap(section => {
    const cell = /^\S+/.exec(section)![0]
    const [shared, ...parts] = section.slice(cell.length).split(/^\/\/ “/m)
    return parts.map(part => {
      const end = part.indexOf('”')
      if (end === -1) throw new Error(`${chapter}.ts, ${cell}: a sentence has no ” at its end`)
      const sentence = part.slice(0, end).replace(/\n\/\/ /g, ' ')
      const proof = part.slice(part.indexOf('\n', end))
      return { cell, sentence, code: `{\n${imports}\n${shared}\n${proof}\n}` }
    })
  })
}
