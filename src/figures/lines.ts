/** In pixels, how much the toolbar takes at a figure's right edge; as much stays empty on the left. */
export const toolbar = 32

/** The average width of a letter of size 1, roughly. */
const letter = 0.52

/**
 * Breaks a text between its words into lines that fit into `width` pixels, with letters `size` pixels
 * high.
 */
export function inLines(text: string, size: number, width: number): string {
  const lettersPerLine = Math.max(8, Math.floor(width / (size * letter)))
  return text
    .split(/(?<=<br>)/)
    .map(line => {
      const lines: string[] = []
      for (const word of line.split(' ')) {
        const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
        if (lines.length > 0 && longer.length <= lettersPerLine) lines[lines.length - 1] = longer
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
