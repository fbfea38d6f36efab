import { inTurn, readNumber } from '../../read-number'
import { el, newId } from '../dom'
import type { Control } from './control'
import { labelled } from './labelled'
import { refusal } from './refusal'

/** By how many degrees a key turns a dial. */
const turns: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 },
  ...{ PageUp: 15, PageDown: -15 },
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
  const refused = refusal(box)
  let now = 0
  const show = (degrees: number): void => {
    now = degrees
    hand.style.transform = `rotate(${-degrees}deg)`
    dial.setAttribute('aria-valuenow', String(Math.round(degrees)))
    dial.setAttribute('aria-valuetext', `${degrees} degrees`)
    refused.tell(undefined)
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
    const by = turns[event.key]
    if (by === undefined) return
    event.preventDefault()
    turn(now + by)
  })
  box.addEventListener('input', () => {
    const degrees = readNumber(box.value)
    if (typeof degrees === 'string' || !Number.isFinite(degrees)) {
      refused.tell(typeof degrees === 'string' ? degrees : 'must be finite')
      return
    }
    show(inTurn(degrees))
    onChange(now)
  })
  // While someone types, the text stays; then it becomes what is drawn.
  box.addEventListener('change', () => {
    if (!box.hasAttribute('aria-invalid')) box.value = String(now)
  })
  return {
    element: labelled(label, id, dial, box, refused.element),
    set(value) {
      show(value)
      box.value = String(value)
    },
  }
}
