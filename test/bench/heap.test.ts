import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { methods } from '../../bench/speed/contests'
import type { Result } from '../../bench/speed/goals'
import { writeInputs } from '../../bench/speed/inputs'

describe('memory', () => {
  it('a step over allocated arrays makes no object', function () {
    this.timeout(240_000)
    const folder = mkdtempSync(join(tmpdir(), 'downhill-heap-'))
    try {
      writeInputs(folder, 1000)
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [
          '--expose-gc',
          '--min-semi-space-size=512',
          '--max-semi-space-size=512',
          '--import',
          'tsx',
          'bench/speed/heap.ts',
          folder,
          '--quick',
        ],
        { encoding: 'utf8' },
      )
      const results: Result[] = stdout
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
      const steps = results.filter(({ row }) => row.includes('allocated'))
      expect(steps, stderr).to.have.lengthOf(methods.length)
      // The smallest object takes 12 bytes. V8's compiler takes some at times, but not each time.
      for (const { row, min } of steps) expect(min, row).to.be.below(12)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
