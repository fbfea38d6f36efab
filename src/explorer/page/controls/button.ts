import { el } from '../dom'

export function button(label: string, onClick: () => void, title?: string): HTMLButtonElement {
  const element = el('button', { type: 'button', 'aria-label': title, title }, label)
  element.addEventListener('click', onClick)
  return element
}
