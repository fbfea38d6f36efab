import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOptions, listed, nameOf } from '../check'
import { descend } from '../descent/descend'
import { describe } from '../explorer/ground'
import { classes, make, scales, settingsOf, specOf } from '../explorer/methods'
import { titleOf } from '../explorer/names'
import type { ExplorerSpec } from '../explorer/spec'
import type { BaseOptimizer } from '../optimizers/base-optimizer'
import { checkPoint, checkSurface } from '../surfaces/surface'
import type { PointInput, Surface } from '../types'
import { inAttribute, inScript, plotlyLoader, plotlyVersion } from './figure-html'
import { writer } from './jupyter'

/** What an explorer shows at first. */
export interface ExploreOptions {
  /** The ground; turned by `rotate` or shaken by `noisy` if you like. */
  readonly surface: Surface
  /** At least one and at most six of the package's optimizers. */
  readonly optimizers: readonly BaseOptimizer<never>[]
  /** The start; by default the surface's own. */
  readonly from?: PointInput
  /** How many updates, a whole number from 1 to 500; by default 30. */
  readonly steps?: number
  /** Two settings of the first optimizer: a map of the final loss over both is drawn at once. */
  readonly map?: readonly [x: string, y: string]
}

const most = { optimizers: 6, steps: 500 }

/**
 * Shows a figure that responds: a map with the paths of optimizers, the loss, and a slider for every
 * number, all working in the browser without the kernel.
 *
 * The start can be dragged on the map, the ground chosen, typed, turned and shaken; you can go through a
 * path step by step, with all that its optimizer remembers; "copy as code" gives the cell that draws the
 * same.
 *
 * @param options - `surface`: one of `surfaces`, or your own, whose function uses nothing from outside
 * itself. `optimizers`: one to six of the package's. `from`: the start, by default surface.start.
 * `steps`: how many updates, a whole number from 1 to 500, by default 30. `map`: the names of two
 * different settings of the first optimizer that are numbers, such as ['beta1', 'beta2']; the heat map of
 * the final loss over both is then open and drawn from the beginning, by default only when asked for. A
 * click or a drag on it sets both.
 * @throws TypeError for anything but a surface and optimizers of the package, for a function that uses a
 * name from outside itself and for an unknown option; RangeError for a number or a map that is not
 * accepted; Error outside a notebook.
 * @example explore({ surface: surfaces.bowl, optimizers: [new SGD({ lr: 0.95 }), new Momentum({ lr: 0.1 })] })
 * @example explore({ surface: surfaces.bowl, optimizers: [new Adam({ lr: 0.3 })], map: ['beta1', 'beta2'] })
 */
export function explore(options: ExploreOptions): void {
  const spec = explorerSpec(options)
  const write = writer()
  if (!write) {
    throw new Error(
      'explore needs a notebook with the tslab kernel: there is no cell to show under.',
    )
  }
  const data = { 'text/html': explorerHtml(spec), 'text/plain': words(spec) }
  // For publishing the notebook without its html: what an explorer needs to begin again.
  write({ data, metadata: { downhill: { explorer: spec } }, transient: {} }, false)
}

/** Checks the options; what is left is JSON. */
export function explorerSpec(options: ExploreOptions): ExplorerSpec {
  checkOptions('explore', options, ['surface', 'optimizers', 'from', 'steps', 'map'])
  const { surface, optimizers, steps = 30, map } = options
  checkSurface('explore', surface)
  if (!Array.isArray(optimizers) || optimizers.length < 1 || optimizers.length > most.optimizers) {
    throw new RangeError(
      `explore takes an array of 1 to ${most.optimizers} optimizers, got ${Array.isArray(optimizers) ? optimizers.length : nameOf(optimizers)}.`,
    )
  }
  if (!Number.isInteger(steps) || steps < 1 || steps > most.steps) {
    throw new RangeError(
      `steps must be a whole number from 1 to ${most.steps}, got ${nameOf(steps)}.`,
    )
  }
  const from = options.from ?? surface.start
  checkPoint('from', from)
  const ground = describe(surface)
  const specs = optimizers.map(optimizer => {
    const spec = specOf(Object(optimizer))
    if (!spec) {
      throw new TypeError(
        `explore runs the package's optimizers, ${listed(Object.keys(classes), 'and')}, not ${nameOf(optimizer)}.`,
      )
    }
    return spec
  })
  // Throws for a start that is not a point.
  descend(surface, make(specs[0]!), { from, steps: 0, warn: false })
  const shown = { ...ground, optimizers: specs, from, steps }
  if (map === undefined) return shown
  checkMap(map, specs[0]!.method)
  return { ...shown, map: [map[0], map[1]] }
}

/** Throws unless `map` names two different settings of `method` that are numbers. */
function checkMap(map: readonly string[], method: string): void {
  const names = settingsOf[method]!.filter(name => name in scales)
  const known = Array.isArray(map) && map.length === 2 && map.every(name => names.includes(name))
  if (known && map[0] !== map[1]) return
  const accepted = names.map(name => `'${name}'`).join(', ')
  const has =
    names.length > 1
      ? `which are ${accepted}`
      : `and ${method} has only ${accepted}: put another first`
  throw new RangeError(
    `map must be two different numbers of the first optimizer, ${has}; got ${Array.isArray(map) ? `[${map.map(nameOf).join(', ')}]` : nameOf(map)}.`,
  )
}

/**
 * An explorer as HTML that works on any page, whether or not it has plotly.js.
 *
 * @param spec - What it shows at first.
 * @returns A div and a script, the same for the same spec.
 */
export function explorerHtml(spec: ExplorerSpec): string {
  const json = inScript(spec)
  const id = createHash('sha256').update(json).digest('hex').slice(0, 16)
  return `<div data-downhill-explorer="${id}" style="min-height: 420px">${inAttribute(words(spec))}</div>
<script>
(() => {
  const version = '${plotlyVersion}'
${plotlyLoader}
  ${bundle()}
  for (const div of document.querySelectorAll('div[data-downhill-explorer="${id}"]:not([data-drawn])')) {
    div.dataset.drawn = ''
    downhillExplorer.start(div, ${json}, plotly)
  }
})()
</script>
`
}

/** The part that runs in the browser, as the build has made it. */
function bundle(): string {
  return readFileSync(join(__dirname, '..', 'explorer.js'), 'utf8')
}

function words({ ground, optimizers, from, steps }: ExplorerSpec): string {
  const names = optimizers.map(({ method }) => method).join(', ')
  return `An explorer of ${titleOf(ground)}: ${steps} steps of ${names} from (${from.join(', ')}). Run the cell to use it.`
}
