import type { Scale } from '../methods'
import { inTurn, readNumber } from '../read-number'
import { el, newId } from './dom'

/** A labelled control whose value can be set without its reporting a change. */
export interface Control<Value> {
  readonly element: HTMLElement
  set(value: Value): void
}

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
  const [id, why] = [newId(), newId()]
  const slider = el('input', {
    ...{ type: 'range', min: scale.min, max: scale.max, step: (scale.max - scale.min) / 400 },
    'aria-label': `${label}, slider`,
  })
  const box = el('input', { id, type: 'text', inputmode: 'decimal', 'aria-describedby': why })
  const word = el('span', { id: why, class: 'refused', role: 'status' })
  const tell = (reason: string | undefined): void => {
    word.textContent = reason ?? ''
    if (reason === undefined) box.removeAttribute('aria-invalid')
    else box.setAttribute('aria-invalid', 'true')
  }
  slider.addEventListener('input', () => {
    const value = scale.at(Number(slider.value))
    box.value = String(value)
    slider.setAttribute('aria-valuetext', box.value)
    tell(undefined)
    onChange(value)
  })
  box.addEventListener('input', () => {
    const value = readNumber(box.value)
    const reason = typeof value === 'string' ? value : refuse(value)
    tell(reason)
    if (typeof value === 'string' || reason !== undefined) return
    slider.value = String(scale.of(value))
    onChange(value)
  })
  return {
    element: el('div', { class: 'control' }, el('label', { for: id }, label), slider, box, word),
    set(value) {
      box.value = String(value)
      slider.value = String(scale.of(value))
      slider.setAttribute('aria-valuetext', box.value)
      tell(undefined)
    },
  }
}

/** A number on an even scale. */
export const plain = (min: number, max: number, digits = 0): Scale => ({
  min,
  max,
  at: place => Number(place.toFixed(digits)),
  of: value => value,
})

/** A choice among a few words. */
export function choiceControl(
  label: string,
  words: readonly (readonly [value: string, text: string])[],
  onChange: (value: string) => void,
): Control<string> {
  const id = newId()
  const select = el(
    'select',
    { id },
    ...words.map(([value, text]) => el('option', { value }, text)),
  )
  select.addEventListener('change', () => onChange(select.value))
  return {
    element: el('div', { class: 'control' }, el('label', { for: id }, label), select),
    set(value) {
      select.value = value
    },
  }
}

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

export function button(label: string, onClick: () => void, title?: string): HTMLButtonElement {
  const made = el('button', { type: 'button', 'aria-label': title, title }, label)
  made.addEventListener('click', onClick)
  return made
}

/** A round dial, turned with the mouse or the arrow keys; the box beside it takes any number, modulo 360. */
export function dialControl(label: string, onChange: (degrees: number) => void): Control<number> {
  const id = newId()
  const hand = el('span', { class: 'hand' })
  const dial = el(
    'div',
    {
      ...{ class: 'dial', role: 'slider', tabindex: 0, 'aria-label': `${label}, dial` },
      ...{ 'aria-valuemin': 0, 'aria-valuemax': 359 },
    },
    hand,
  )
  const box = el('input', { id, type: 'text', inputmode: 'decimal' })
  const word = el('span', { class: 'refused', role: 'status' })
  const tell = (reason: string | undefined): void => {
    word.textContent = reason ?? ''
    if (reason === undefined) box.removeAttribute('aria-invalid')
    else box.setAttribute('aria-invalid', 'true')
  }
  let now = 0
  const show = (degrees: number): void => {
    now = degrees
    hand.style.transform = `rotate(${-degrees}deg)`
    dial.setAttribute('aria-valuenow', String(Math.round(degrees)))
    dial.setAttribute('aria-valuetext', `${degrees} degrees`)
    tell(undefined)
  }
  const turn = (degrees: number): void => {
    show(inTurn(Math.round(degrees)))
    box.value = String(now)
    onChange(now)
  }
  const follow = (event: PointerEvent): void => {
    const { left, top, width, height } = dial.getBoundingClientRect()
    const angle = Math.atan2(top + height / 2 - event.clientY, event.clientX - left - width / 2)
    turn((angle * 180) / Math.PI)
  }
  dial.addEventListener('pointerdown', event => {
    dial.setPointerCapture(event.pointerId)
    follow(event)
  })
  dial.addEventListener('pointermove', event => {
    if (dial.hasPointerCapture(event.pointerId)) follow(event)
  })
  dial.addEventListener('keydown', event => {
    const by = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 15,
      PageDown: -15,
    }[event.key]
    if (by === undefined) return
    event.preventDefault()
    turn(now + by)
  })
  box.addEventListener('input', () => {
    const degrees = readNumber(box.value)
    if (typeof degrees === 'string' || !Number.isFinite(degrees)) {
      tell(typeof degrees === 'string' ? degrees : 'must be finite')
      return
    }
    show(inTurn(degrees))
    onChange(now)
  })
  // While someone types, the text stays; then it becomes what is drawn.
  box.addEventListener('change', () => {
    if (word.textContent === '') box.value = String(now)
  })
  return {
    element: el('div', { class: 'control' }, el('label', { for: id }, label), dial, box, word),
    set(value) {
      show(value)
      box.value = String(value)
    },
  }
}
