import type { Scale } from '../../methods'
import { readNumber } from '../../read-number'
import { el, newId } from '../dom'
import type { Control } from './control'
import { labelled } from './labelled'
import { refusal } from './refusal'

/** A number with a slider and a box. */
export interface NumberOptions {
  readonly label: string
  readonly scale: Scale
  /** Why a value is refused, in a few words; undefined if it is accepted. */
  readonly refuse: (value: number) => string | undefined
  readonly onChange: (value: number) => void
}

/**
 * A slider for trying things, a box for an exact number, and a few words beside it if that is refused.
 */
export function numberControl(options: NumberOptions): Control<number> {
  const { label, scale, refuse, onChange } = options
  const id = newId()
  const slider = el('input', {
    ...{ type: 'range', min: scale.min, max: scale.max, step: (scale.max - scale.min) / 400 },
    'aria-label': `${label}, slider`,
  })
  const box = el('input', { id, type: 'text', inputmode: 'decimal' })
  const refused = refusal(box)
  slider.addEventListener('input', () => {
    const value = scale.at(Number(slider.value))
    box.value = String(value)
    slider.setAttribute('aria-valuetext', box.value)
    refused.tell(undefined)
    onChange(value)
  })
  box.addEventListener('input', () => {
    const value = readNumber(box.value)
    const reason = typeof value === 'string' ? value : refuse(value)
    refused.tell(reason)
    if (typeof value === 'string' || reason !== undefined) return
    slider.value = String(scale.of(value))
    onChange(value)
  })
  return {
    element: labelled(label, id, slider, box, refused.element),
    set(value) {
      box.value = String(value)
      slider.value = String(scale.of(value))
      slider.setAttribute('aria-valuetext', box.value)
      refused.tell(undefined)
    },
  }
}

/** A slider whose numbers are evenly spaced, with so many digits after the point. */
export const evenScale = (min: number, max: number, digits = 0): Scale => ({
  min,
  max,
  at: place => Number(place.toFixed(digits)),
  of: value => value,
})
