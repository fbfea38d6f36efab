import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../../tools/python'

/** A program that uses each entry, and with which the compiler is to find nothing but three mistakes. */
const program = `import { allocate, Adam, BaseOptimizer, fit, MultiLayerNet, moons } from 'downhill/core'
import { checkWalk, sgdMistakes } from 'downhill/exercises'
import { type Path, contour, descend, figure, path, SGD, setThreads, surfaces } from 'downhill'
const walk: Path = descend(surfaces.bowl, new Adam({ lr: 0.3 }))
figure([contour(surfaces.bowl), path(walk)])
checkWalk(() => new SGD(), new SGD(), { surface: surfaces.bowl, mistakes: sgdMistakes(0.1) })
const optimizer: BaseOptimizer = new SGD()
fit(new MultiLayerNet([2, 5, 2]), moons(100), { optimizer: new Adam() })
const W: Float32Array = allocate({ W: 3 }, { dtype: 'float32' }).params.W
// @ts-expect-error
new Adam({ lr: 'large' })
// @ts-expect-error
setThreads('four')
// @ts-expect-error
checkWalk()
export { optimizer, W }
`

function write(folder: string, extension: string): string {
  const file = join(folder, `typed.${extension}`)
  writeFileSync(file, program)
  return file
}

interface Compiled {
  readonly complaints: readonly string[]
  readonly read: readonly string[]
}
const compiled: Record<string, Compiled> = {}

/**
 * What tslab's TypeScript has to say about the program in that folder, and which files of the package it
 * reads; it knows neither Node's types nor the browser's.
 */
export function compile5(
  folder: string,
  resolution: 'node10' | 'node16' | 'bundler',
  extension: string,
): Compiled {
  const key = [folder, resolution, extension].join()
  compiled[key] ??= compile(folder, resolution, extension)
  return compiled[key]
}

function compile(
  folder: string,
  resolution: 'node10' | 'node16' | 'bundler',
  extension: string,
): Compiled {
  const ts = createRequire(__filename)('@tslab/typescript-for-tslab')
  const made = ts.createProgram([write(folder, extension)], {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: resolution === 'node16' ? ts.ModuleKind.Node16 : ts.ModuleKind.ES2022,
    moduleResolution: { node10: 2, node16: 3, bundler: 100 }[resolution],
  })
  const complaints = ts
    .getPreEmitDiagnostics(made)
    .map(
      ({ file, messageText }: { file?: { fileName: string }; messageText: unknown }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  const read = made
    .getSourceFiles()
    .flatMap(
      ({ fileName }: { fileName: string }) => fileName.split('/node_modules/downhill/')[1] ?? [],
    )
  return { complaints, read }
}

/** What TypeScript 7 has to say about it. */
export function compile7(folder: string, module: string, extension: string): string {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const flags = ['--ignoreConfig', '--noEmit', '--strict', '--lib', 'es2022', '--module', module]
  const args = [tsc, ...flags, '--types', '', write(folder, extension)]
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout
}
