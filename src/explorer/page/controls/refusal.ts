import { el, newId } from '../dom'

/** A few words beside a box that say why what stands in it is refused. */
export interface Refusal {
  readonly element: HTMLElement
  /** Undefined takes the words away. */
  tell(reason: string | undefined): void
}

export function refusal(box: HTMLInputElement): Refusal {
  const element = el('span', { id: newId(), class: 'refused', role: 'status' })
  box.setAttribute('aria-describedby', element.id)
  return {
    element,
    tell(reason) {
      element.textContent = reason ?? ''
      if (reason === undefined) box.removeAttribute('aria-invalid')
      else box.setAttribute('aria-invalid', 'true')
    },
  }
}
