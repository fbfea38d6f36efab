import type { DisplayContent, Output } from '../../../kernel/page/protocol'
import { Allowance } from './allowance'
import { coloured } from './ansi'
import { book } from './book'
import { el } from './dom'
import { rendered } from './rendered'

/** More figures, pictures and texts than this would make the page slow. */
const mostParts = 100
const longestError = 20_000

/** Where displays are that a cell may change later, on the whole page. */
const displays = new Map<string, Part>()

interface Part {
  readonly outputs: Outputs
  node: Node
}

/** What one run of a cell gives, as it comes. The page is changed at most once a frame. */
export class Outputs {
  readonly element: HTMLElement = el('div', { class: 'outputs' })
  private readonly allowance = new Allowance()
  private readonly leftOut = el('p', { class: 'left-out' })
  private waiting: Output[] = []
  private readonly updates = new Map<string, { content: DisplayContent }>()
  private parts = 0
  private partsLeftOut = 0
  private printing: { name: string; pre: HTMLElement } | undefined
  private isScheduled = false

  add(message: Output): void {
    if (message.type === 'stream') {
      const { name } = message.content
      const text = this.allowance.take(message.content.text)
      const last = this.waiting.at(-1)
      if (last?.type === 'stream' && last.content.name === name) last.content.text += text
      else this.waiting.push({ type: 'stream', content: { name, text } })
    } else if (message.type === 'update_display_data') {
      // Only the newest state is worth drawing.
      const id = message.content.transient?.display_id ?? ''
      const earlier = this.updates.get(id)
      if (earlier) earlier.content = message.content
      else {
        const update = { ...message }
        this.updates.set(id, update)
        this.waiting.push(update)
      }
    } else {
      this.waiting.push(message)
    }
    if (this.isScheduled) return
    this.isScheduled = true
    requestAnimationFrame(() => this.flush())
  }

  /** Puts into the page what has come since the last time. */
  flush(): void {
    this.isScheduled = false
    const messages = this.waiting
    this.waiting = []
    this.updates.clear()
    for (const message of messages) this.put(message)
    const left = this.partsLeftOut
    const parts =
      left > 0
        ? `${left} more outputs left out: the page shows the first ${mostParts} of a cell.`
        : ''
    this.leftOut.textContent = [this.allowance.sentence, parts].filter(Boolean).join(' ')
    if (this.leftOut.textContent !== '') this.element.append(this.leftOut)
  }

  /** Lets go of all figures, once other outputs have taken this place. */
  drop(): void {
    for (const [id, { outputs }] of displays) {
      if (outputs === this) displays.delete(id)
    }
    for (const place of this.element.querySelectorAll('figure')) book.drop(place)
  }

  private put(message: Output): void {
    if (message.type === 'update_display_data') {
      update(message.content)
      return
    }
    if (message.type === 'stream') {
      this.print(message.content.name, message.content.text)
      return
    }
    if (message.type === 'error') {
      const text = message.content.traceback.join('\n').slice(0, longestError)
      this.append(el('pre', { class: 'printed error', tabindex: '0' }, ...coloured(text)))
      return
    }
    if (this.parts >= mostParts) {
      this.partsLeftOut++
      return
    }
    const node = rendered(message.content, text => this.text(text))
    const id = message.content.transient?.display_id
    if (id !== undefined) displays.set(id, { outputs: this, node })
    this.append(node)
  }

  private print(name: string, text: string): void {
    if (text === '') return
    if (this.printing?.name !== name) {
      if (this.parts >= mostParts) {
        this.partsLeftOut++
        this.printing = undefined
        return
      }
      const pre = el('pre', {
        class: name === 'stderr' ? 'printed warned' : 'printed',
        tabindex: '0',
      })
      this.append(pre)
      this.printing = { name, pre }
    }
    this.printing.pre.append(...coloured(text))
  }

  text(words: string): HTMLElement {
    return el('pre', { class: 'printed', tabindex: '0' }, ...coloured(this.allowance.take(words)))
  }

  private append(node: Node): void {
    this.parts++
    this.printing = undefined
    this.element.append(node)
  }
}

/** Changes a display, wherever on the page it is. */
function update(content: DisplayContent): void {
  const part = displays.get(content.transient?.display_id ?? '')
  if (!part) return
  // The allowance is for what stays: a text that is replaced a thousand times is still one text.
  const node = rendered(content, words => new Outputs().text(words))
  if (part.node instanceof HTMLElement && part.node.matches('figure')) book.drop(part.node)
  part.node.parentNode?.replaceChild(node, part.node)
  part.node = node
}
