import type { Store } from './saved'

/** What is answered in words: it is kept, and goes along when the notebook is downloaded. */
export class Answer {
  readonly id: string
  readonly published: string

  constructor(
    private readonly area: HTMLTextAreaElement,
    store: Store,
  ) {
    this.id = area.dataset.answer!
    this.published = area.defaultValue
    const saved = store.read(this.id)
    // Who was quicker than this script has written already.
    if (saved && area.value === this.published) area.value = saved.text
    const keep = (): void => {
      if (this.text === this.published) store.remove(this.id)
      else store.write(this.id, { published: this.published, text: this.text })
    }
    keep()
    area.addEventListener('input', keep)
  }

  get text(): string {
    return this.area.value
  }
}
