import type { Path, Surface } from '../../types'
import { groundOf } from '../ground'
import type { ExplorerSpec, GroundSpec, OptimizerSpec } from '../spec'
import { type Look, looksOf } from './looks'
import type { Focus, Route } from './plane/route'
import { walksOf } from './walks'

/** All that an explorer shows: what its spec says, and how that is looked at. */
export interface Shown extends ExplorerSpec {
  /** After how many steps. */
  readonly t: number
  /** Whose paths are not drawn, by their places among the optimizers. */
  readonly hidden: ReadonlySet<number>
  /** Whether losses stand by powers of ten. */
  readonly logScale: boolean
  /** The place of the optimizer whose numbers stand in the table. */
  readonly inside: number
  readonly allDigits: boolean
  readonly hovered: Focus | undefined
  /** The formula that was taken last, with the domain that it was typed for. */
  readonly typed: Extract<GroundSpec, { f: string }> | undefined
  /** The code that was asked for, until other paths are shown. */
  readonly code: string | undefined
}

/** What a change has made different. */
export interface Changes {
  /** The function that is drawn; noise moves no contour line. */
  readonly ground: boolean
  readonly steps: boolean
  /** Which step is shown, or of how many. */
  readonly time: boolean
  /** The paths that are drawn. */
  readonly paths: boolean
}

/** How it is looked at before anybody has chosen. */
const atFirst = {
  hidden: new Set<number>(),
  logScale: true,
  inside: 0,
  allDigits: false,
  hovered: undefined,
  typed: undefined,
  code: undefined,
}

/** What an explorer shows, and the ground and the paths that follow from it. */
export class State {
  readonly initial: ExplorerSpec
  readonly looks: readonly Look[]
  #shown: Shown
  #ground: Surface
  #paths: readonly Path[]
  readonly #watchers: ((changes: Changes) => void)[] = []

  constructor(initial: ExplorerSpec) {
    this.initial = initial
    this.looks = looksOf(initial.optimizers)
    this.#shown = { ...initial, ...atFirst, t: initial.steps }
    this.#ground = groundOf(initial)
    this.#paths = walksOf(this.#ground, initial)
  }

  get shown(): Shown {
    return this.#shown
  }

  get ground(): Surface {
    return this.#ground
  }

  /** Of all optimizers, hidden or not. */
  get paths(): readonly Path[] {
    return this.#paths
  }

  /** What makes the same explorer again. */
  get spec(): ExplorerSpec {
    const names = Object.keys(this.initial) as (keyof ExplorerSpec)[]
    return Object.fromEntries(
      names.map(name => [name, this.#shown[name]]),
    ) as unknown as ExplorerSpec
  }

  /** The places of the optimizers that are not hidden. */
  get visible(): number[] {
    return this.looks.flatMap((_, i) => (this.#shown.hidden.has(i) ? [] : [i]))
  }

  /** The paths that are drawn. */
  get routes(): Route[] {
    return this.visible.map(i => ({ optimizer: i, path: this.#paths[i]!, ...this.looks[i]! }))
  }

  /** Calls `watcher` after each change. */
  watch(watcher: (changes: Changes) => void): void {
    this.#watchers.push(watcher)
  }

  /** Takes over a change, or throws one sentence and leaves all as it was. */
  change(next: Partial<Shown>): void {
    const shown = { ...this.#shown, ...next }
    const has = (...names: (keyof Shown)[]): boolean => names.some(name => name in next)
    const newMap = has('ground', 'degrees')
    const newGround = newMap || has('sigma', 'seed', 'fresh')
    const newPaths = newGround || has('optimizers', 'from', 'steps')
    const ground = newGround ? groundOf(shown) : this.#ground
    const paths = newPaths ? walksOf(ground, shown) : this.#paths
    const changes = {
      ground: newMap,
      steps: has('steps'),
      time: has('steps', 't'),
      paths: newPaths || has('hidden'),
    }
    this.#shown = {
      ...shown,
      ...(changes.steps ? { t: shown.steps } : {}),
      ...(changes.paths ? { hovered: undefined, code: undefined } : {}),
    }
    this.#ground = ground
    this.#paths = paths
    for (const watcher of this.#watchers) watcher(changes)
  }

  /** Takes what the mouse is on, if that is news. */
  hover(focus: Focus | undefined): void {
    const { hovered } = this.#shown
    if (hovered?.optimizer !== focus?.optimizer || hovered?.t !== focus?.t) {
      this.change({ hovered: focus })
    }
  }

  /** Shows again what was shown at first. */
  reset(): void {
    this.change({ ...this.initial, ...atFirst })
  }

  /** The optimizers with some settings of one of them changed. */
  optimizersWith(place: number, settings: OptimizerSpec['settings']): readonly OptimizerSpec[] {
    return this.#shown.optimizers.map((one, i) =>
      i === place ? { ...one, settings: { ...one.settings, ...settings } } : one,
    )
  }
}
