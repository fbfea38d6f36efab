/** What a reader made of a cell, and of which text: a later edition of the book may have another. */
export interface Saved {
  readonly published: string
  readonly text: string
}

/** The changed cells of a page, which stay on this device. */
export class Store {
  constructor(private readonly notebook: string) {}

  read(id: string): Saved | undefined {
    try {
      const { published, text } = JSON.parse(localStorage.getItem(this.key(id)) ?? '{}')
      if (typeof published === 'string' && typeof text === 'string') return { published, text }
    } catch {
      // Storage is refused, or holds something else: then there is nothing.
    }
    return undefined
  }

  /** False if the browser does not keep it. */
  write(id: string, saved: Saved): boolean {
    try {
      localStorage.setItem(this.key(id), JSON.stringify(saved))
      return true
    } catch {
      return false
    }
  }

  remove(id: string): void {
    try {
      localStorage.removeItem(this.key(id))
    } catch {
      // Then nothing was kept either.
    }
  }

  private key(id: string): string {
    return `downhill-cell ${this.notebook} ${id}`
  }
}
