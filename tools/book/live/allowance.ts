/** How much text a cell may show: more would make the page slow, and nobody reads it. */
const most = { lines: 2000, characters: 200_000 }

/** Lets text through until a cell has shown enough, and counts what it keeps back. */
export class Allowance {
  private lines = 0
  private characters = 0
  private readonly left = { lines: 0, characters: 0 }

  /** As much of the text as may still be shown. */
  take(text: string): string {
    const end = this.left.characters > 0 ? 0 : this.fitting(text)
    this.lines += linesIn(text, 0, end)
    this.characters += end
    this.left.lines += linesIn(text, end, text.length)
    this.left.characters += text.length - end
    return text.slice(0, end)
  }

  /** What was left out, as a sentence; undefined if nothing was. */
  get sentence(): string | undefined {
    const { lines, characters } = this.left
    if (characters === 0) return undefined
    const amount = (count: number, what: string): string =>
      `${count.toLocaleString('en')} more ${what}${count === 1 ? '' : 's'}`
    return `${lines > 0 ? amount(lines, 'line') : amount(characters, 'character')} left out: the page shows the first ${most.lines.toLocaleString('en')} lines, or ${most.characters.toLocaleString('en')} characters, of what a cell prints.`
  }

  /** Where the text has to be cut. */
  private fitting(text: string): number {
    if (this.lines >= most.lines) return 0
    const end = Math.min(text.length, most.characters - this.characters)
    let lines = this.lines
    for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
      if (++lines === most.lines) return at + 1
    }
    // Not between the halves of a character.
    const isHalf = end > 0 && end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1]!)
    return isHalf ? end - 1 : end
  }
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count++
  }
  return count
}
