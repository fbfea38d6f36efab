import { el, newId } from '../dom'
import type { Control } from './control'
import { labelled } from './labelled'

/** A choice among a few words. */
export function choiceControl(
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  onChange: (value: string) => void,
): Control<string> {
  const id = newId()
  const select = el(
    'select',
    { id },
    ...choices.map(([value, text]) => el('option', { value }, text)),
  )
  select.addEventListener('change', () => onChange(select.value))
  return {
    element: labelled(label, id, select),
    set(value) {
      select.value = value
    },
  }
}
