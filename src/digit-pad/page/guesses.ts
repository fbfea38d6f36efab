import { el } from '../../explorer/page/dom'
import type { Answer } from '../reason'
import { percent, sentence } from '../words'

/** What the network says: a bar for each digit, and a sentence. */
export class Guesses {
  readonly status: HTMLElement = el('p', { role: 'status' })
  readonly list: HTMLElement
  readonly #rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = el('div', { class: 'bar' })
    const share = el('span', { class: 'share' })
    const place = el('span', { class: 'place' })
    return {
      row: el('li', {}, el('span', {}, String(digit)), bar, share, place),
      bar,
      share,
      place,
    }
  })

  constructor() {
    this.list = el('ol', { class: 'bars' }, ...this.#rows.map(({ row }) => row))
  }

  show(answer: Answer | undefined, isDrawing: boolean): void {
    this.#rows.forEach(({ row, bar, share, place }, digit) => {
      const rank = answer?.order.indexOf(digit) ?? -1
      row.className = rank === 0 ? 'first' : rank === 1 ? 'second' : ''
      const part = rank === -1 ? 0 : answer!.shares[digit]!
      bar.style.width = `${100 * part}%`
      share.textContent = rank === -1 ? '–' : percent(part)
      place.textContent = rank === 0 ? '1st guess' : rank === 1 ? '2nd guess' : ''
    })
    // It is read out once the stroke is drawn, not at each of its points.
    this.status.setAttribute('aria-busy', String(isDrawing))
    this.status.textContent = sentence(answer)
  }
}
