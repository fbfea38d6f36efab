import { el } from '../dom'
import type { Control } from './control'

/** A box to check, with a line of colour before its label if there is a `swatch`. */
export function checkControl(
  label: string,
  onChange: (on: boolean) => void,
  swatch?: string,
): Control<boolean> {
  const box = el('input', { type: 'checkbox' })
  box.addEventListener('change', () => onChange(box.checked))
  const mark = swatch ? [el('span', { class: 'swatch', style: `background: ${swatch}` })] : []
  return {
    element: el('label', { class: 'check' }, box, ...mark, label),
    set(value) {
      box.checked = value
    },
  }
}
