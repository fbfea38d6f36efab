import './node-version.mjs'
import { formatCells } from './format-cells.mjs'
import { done, main, Problem } from './report.mjs'
import { node } from './run.mjs'

const biome = 'node_modules/@biomejs/biome/bin/biome'

main(async () => {
  const check = process.argv.includes('--check')
  // Formats the code and sorts imports; `biome lint` says whether the code is sound.
  const sources = ['check', '--linter-enabled=false', ...(check ? [] : ['--write'])]
  if (!node([biome, ...sources])) {
    throw new Problem(
      check ? 'Not formatted: run `npm run format`.' : 'Not formatted: mend what is named above.',
    )
  }

  const cells = formatCells({ check })
  if (!check) {
    done(cells.length === 0 ? 'formatted' : `formatted, with ${cells.length} cells of notebooks`)
  } else if (cells.length > 0) {
    throw new Problem(`Not formatted: run \`npm run format\` for ${cells.join('; ')}.`)
  }
})
