import { titleOf } from './names'
import type { ExplorerSpec, OptimizerSpec } from './spec'

/**
 * The TypeScript that draws in a cell what an explorer shows.
 *
 * @param spec - What it shows.
 * @param shown - The optimizers whose paths are not hidden.
 */
export function codeFor(spec: ExplorerSpec, shown: readonly OptimizerSpec[]): string {
  const { ground, degrees, sigma, seed, fresh, from, steps } = spec
  const used = new Set(['contour', 'figure', 'show'])
  if (shown.length > 0) used.add('descend').add('path')
  for (const { method } of shown) used.add(method)

  let surface: string
  let engines: string[] = []
  if ('f' in ground) {
    used.add('surface')
    const { f, gradient, name, formula, domain, start } = ground
    const functions = `${f} ${gradient}`
    for (const own of ['cos', 'exp', 'log', 'pow', 'sin']) {
      if (new RegExp(`(?<![\\w.])${own}\\(`).test(functions)) used.add(own)
    }
    engines = [...new Set(functions.match(engine))]
    const options = [
      ...(gradient === undefined ? [] : [`gradient: ${gradient}`]),
      `name: ${JSON.stringify(name)}`,
      `formula: ${JSON.stringify(formula)}`,
      `domain: { x: ${list(domain.x)}, y: ${list(domain.y)} }`,
      `start: ${list(start)}`,
    ]
    surface = `surface(${f}, { ${options.join(', ')} })`
  } else {
    used.add('surfaces')
    surface = `surfaces.${ground.name}`
  }
  if (degrees !== 0) {
    used.add('rotate')
    surface = `rotate(${surface}, ${degrees})`
  }
  if (sigma !== 0) {
    used.add('noisy')
    surface = `noisy(${surface}, { noise: ${sigma}, seed: ${seed}${fresh ? ', fresh: true' : ''} })`
  }
  const walks = shown.map(
    ({ method, settings }) =>
      `  descend(ground, new ${method}({ ${Object.entries(settings)
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : value}`)
        .join(', ')} }), usual),`,
  )
  const names = [...used].sort((a, b) => a.localeCompare(b, 'en'))
  const note =
    engines.length === 0
      ? ''
      : `// The last digits of ${engines.join(', ')} may differ from the browser's.\n`
  const titled = `{ title: ${JSON.stringify(title(spec))} }`
  if (shown.length === 0) {
    return `import { ${names.join(', ')} } from 'downhill'

${note}const ground = ${surface}
show(figure([contour(ground)], ${titled}))
`
  }
  return `import { ${names.join(', ')} } from 'downhill'

${note}const ground = ${surface}
const usual = { from: ${list(from)} as const, steps: ${steps} }
const walks = [
${walks.join('\n')}
]
show(figure([contour(ground), ...walks.map((walk) => path(walk))], ${titled}))
`
}

/** What the language leaves open in the last digits: all of Math but what is exact. */
const engine =
  /\*\*|Math\.(?!(?:sqrt|abs|sign|floor|ceil|round|trunc|fround|imul|clz32|min|max)\b)[a-z]\w*/g

const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`

const title = ({ ground, steps }: ExplorerSpec): string => `${titleOf(ground)}: ${steps} steps`
