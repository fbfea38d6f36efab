import { el } from '../dom'

/** A control's row: the label of the element with this id, and what stands beside it. */
export const labelled = (label: string, id: string, ...children: HTMLElement[]): HTMLElement =>
  el('div', { class: 'control' }, el('label', { for: id }, label), ...children)
