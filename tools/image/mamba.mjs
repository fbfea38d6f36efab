/**
 * Stands in for mamba, which would ask conda-forge: hands the section `pip` of an environment.yml to
 * pip, as mamba does. The other sections are fulfilled by what repo2docker brings along.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPins } from '../../tools/setup/pins.mjs'

const [command, , , prefix = '', , file = ''] = process.argv.slice(2)
if (command === 'env') {
  const pins = readPins(readFileSync(file, 'utf8'))
  const pip = ['-m', 'pip', 'install', '-q', '--no-input', '-U', ...pins]
  const result = spawnSync(join(prefix, 'bin', 'python'), pip, { stdio: 'inherit' })
  process.exitCode = result.status ?? 1
}
