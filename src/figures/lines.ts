/** In pixels: so much of a figure's right edge is the toolbar's, and so much at the left is empty then. */
export const toolbar = 32

/** About as wide as a letter is, on average, where its size is 1. */
const letter = 0.52

/** Breaks a text of letters `size` pixels high into lines that `width` pixels hold, between its words. */
export function inLines(text: string, size: number, width: number): string {
  const most = Math.max(8, Math.floor(width / (size * letter)))
  return text
    .split(/(?<=<br>)/)
    .map(line => {
      const lines: string[] = []
      for (const word of line.split(' ')) {
        const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
        if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer
        else lines.push(word)
      }
      return lines.join('<br>')
    })
    .join('')
}

/** How many lines a text has. */
export function countLines(text: string): number {
  return text.split('<br>').length
}
