/** What assets/book.js, the script of every page, does for the live cells, too. */
interface Book {
  /** From the folder of the page to that of the site. */
  readonly up: string
  /** What a script in assets/ sets as a global, once it has loaded. */
  globalOf<T>(name: string, file: string): Promise<T>
  /** Draws a figure, an explorer or a pad for digits in its place, once that is near. */
  show(place: HTMLElement, value: unknown): void
  /** Lets go of a place that leaves the page for good. */
  drop(place: HTMLElement): void
}

declare global {
  interface Window {
    downhillBook: Book
  }
}

export const book: Book = window.downhillBook
