import { codeFor } from '../code'
import { button } from './controls/button'
import { el } from './dom'
import type { State } from './state'

/** Gives the code of a cell that draws what is shown. */
export interface CodeCopy {
  readonly button: HTMLElement
  /** Where the code stands, until other paths are shown. */
  readonly text: HTMLElement
}

/** @param say - Is told where the code is to be found. */
export function codeCopy(state: State, say: (words: string) => void): CodeCopy {
  const text = el('textarea', { readonly: '', 'aria-label': 'Code for a cell', hidden: '' })
  state.watch(() => {
    text.hidden = state.shown.code === undefined
  })
  const copy = (): void => {
    const code = codeFor(
      state.spec,
      state.visible.map(place => state.shown.optimizers[place]!),
    )
    text.value = code
    state.change({ code })
    text.select()
    navigator.clipboard?.writeText(code).then(
      () => say('The code is below, and copied.'),
      () => say('The code is below: copy it from there.'),
    )
  }
  return { button: button('Copy as code', copy), text }
}
