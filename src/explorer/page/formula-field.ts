import { codeOf } from '../formula'
import { groundOf } from '../ground'
import type { Controls } from './controls/controls'
import { labelled } from './controls/labelled'
import { refusal } from './controls/refusal'
import { el, newId } from './dom'
import type { Shown, State } from './state'
import { tryOut } from './try-out'

/** Where a formula is typed. */
export interface FormulaField {
  readonly element: HTMLElement
  /** Whether it has another formula than the one that was taken last. */
  readonly isNew: boolean
  /** Makes the formula the ground, or says why not. */
  take(focus?: boolean): void
}

export function formulaField(state: State, controls: Controls): FormulaField {
  const id = newId()
  const box = el('input', {
    ...{ id, class: 'long', type: 'text', spellcheck: 'false', autocapitalize: 'off' },
    placeholder: 'x²/20 + 2 sin y',
  })
  const refused = refusal(box)
  const read = el('span', { id: newId(), class: 'read' })
  box.setAttribute('aria-describedby', `${refused.element.id} ${read.id}`)
  const isNew = (): boolean => box.value.trim() !== state.shown.typed?.formula
  const take = (): void => {
    const formula = box.value.trim()
    const reason = tryOut(() => {
      const f = codeOf(formula)
      const { domain, start } = groundOf({ ...state.shown, degrees: 0, sigma: 0 })
      const typed = { name: 'f', formula, f, gradient: undefined, domain, start }
      state.change({ ground: typed, typed })
    })
    controls.refresh()
    if (reason === undefined) return
    state.change({ code: undefined })
    box.value = formula
    refused.tell(`${reason} The map is still that of ${state.ground.name}.`)
  }
  box.addEventListener('change', take)
  box.addEventListener('keydown', event => {
    // A text that has not changed makes no other event.
    if (event.key === 'Enter' && !isNew()) take()
  })
  const control = {
    element: labelled('f(x, y) =', id, box, refused.element, read),
    /** What was taken last; a refused formula is removed. */
    set({ ground, typed }: Shown) {
      box.value = typed?.formula ?? ''
      refused.tell(undefined)
      read.textContent =
        typed && ground === typed ? `read as ${typed.f.replace('(x, y) => ', '')}` : ''
    },
  }
  return {
    element: controls.add(control, shown => shown),
    get isNew() {
      return isNew()
    },
    take(focus = false) {
      take()
      if (focus) box.focus()
    },
  }
}
