/** What the kernel writes: red and dim, and their ends. */
const classes: Record<string, { on?: string; off?: string }> = {
  31: { on: 'red' },
  39: { off: 'red' },
  2: { on: 'dim' },
  22: { off: 'dim' },
}

/** A text with ANSI colours as nodes of a page; anything but colours is left out. */
export function coloured(text: string): Node[] {
  const now = new Set<string>()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a colour begins.
  return text.split(/\x1b\[([\d;?]*[A-Za-z])/).flatMap((part, i): Node[] => {
    if (i % 2 === 1) {
      change(now, part)
      return []
    }
    if (part === '') return []
    const node = document.createTextNode(part)
    if (now.size === 0) return [node]
    const span = document.createElement('span')
    span.className = [...now].join(' ')
    span.append(node)
    return [span]
  })
}

function change(now: Set<string>, sequence: string): void {
  if (!sequence.endsWith('m')) return
  for (const code of sequence.slice(0, -1).split(';')) {
    const { on, off } = classes[Number(code)] ?? {}
    if (Number(code) === 0) now.clear()
    if (on !== undefined) now.add(on)
    if (off !== undefined) now.delete(off)
  }
}
