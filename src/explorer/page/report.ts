import { el, inDigits } from './dom'
import type { State } from './state'

/** What can be named for those who do not see it. */
interface Labelled {
  label(words: string): void
}

/** A line of words below the plots. */
export interface Report {
  readonly element: HTMLElement
  say(words: string): void
}

/** Says what the paths come to: in a line of its own, and to screen readers as the labels of the plots. */
export function reportOn(state: State, plane: Labelled, chart: Labelled): Report {
  const element = el('p', { role: 'status' })
  const say = (words: string): void => {
    element.textContent = words
  }
  const tellPaths = (): void => {
    const none = 'No optimizer is shown.'
    const words = state.visible.map(place => endOf(state, place)).join('; ')
    plane.label(`Map of ${state.ground.name}${words ? ` with paths. ${words}.` : `. ${none}`}`)
    chart.label(`Loss against step. ${words ? `${words}.` : none}`)
    say(words || none)
  }
  state.watch(({ paths }) => {
    if (paths) tellPaths()
  })
  tellPaths()
  return { element, say }
}

function endOf({ looks, paths, shown }: State, place: number): string {
  const { losses, divergedAt } = paths[place]!
  const end =
    divergedAt === undefined
      ? `loss ${inDigits(losses.at(-1)!, false)} after ${shown.steps} steps`
      : `diverged at step ${divergedAt}`
  return `${looks[place]!.name}: ${end}`
}
