import { el, inDigits } from './dom'
import type { State } from './state'

/** What can be named for those who do not see it. */
interface Labelled {
  label(words: string): void
}

/** Says in words what the paths come to: in a line of its own, and as what screen readers read of the plots. */
export class Report {
  readonly element: HTMLElement = el('p', { role: 'status' })
  readonly #state: State
  readonly #plane: Labelled
  readonly #chart: Labelled

  constructor(state: State, plane: Labelled, chart: Labelled) {
    this.#state = state
    this.#plane = plane
    this.#chart = chart
    state.watch(({ paths }) => {
      if (paths) this.tellPaths()
    })
  }

  say(words: string): void {
    this.element.textContent = words
  }

  tellPaths(): void {
    const { ground, paths, looks, shown, visible } = this.#state
    const ends = visible.map(place => {
      const { losses, divergedAt } = paths[place]!
      const end =
        divergedAt === undefined
          ? `loss ${inDigits(losses.at(-1)!, false)} after ${shown.steps} steps`
          : `diverged at step ${divergedAt}`
      return `${looks[place]!.name}: ${end}`
    })
    const words = ends.join('; ')
    const none = 'No optimizer is shown.'
    this.#plane.label(`Map of ${ground.name}${words ? ` with paths. ${words}.` : `. ${none}`}`)
    this.#chart.label(`Loss against step. ${words ? `${words}.` : none}`)
    this.say(words || none)
  }
}
