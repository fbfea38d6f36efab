import { firstNamed } from './legend'
import type { Mark, Trace } from './mark'

/** Marks, as they are drawn. */
export interface Drawn {
  /** The marks, without what cannot be seen of them. */
  readonly marks: readonly Mark[]
  /** Their traces, mark by mark. */
  readonly data: readonly Trace[]
  readonly layout: Readonly<Record<string, unknown>> & { readonly height: number }
}

/** The traces of marks that stand in one figure, in order. */
export function tracesOf(marks: readonly Mark[]): readonly Trace[] {
  return firstNamed(writtenOnce(marks.flatMap(mark => mark.data)))
}

/** The same text at the same place is written once: several paths may have one start. */
function writtenOnce(data: readonly Trace[]): Trace[] {
  const seen = new Set<string>()
  return data.map(trace => {
    const { text, x, y } = trace as Partial<Record<'text' | 'x' | 'y', readonly unknown[]>>
    if (!Array.isArray(text)) return trace
    const once = text.map((words, i) => {
      const place = `${x?.[i]} ${y?.[i]} ${words}`
      const isNew = !seen.has(place)
      seen.add(place)
      return isNew ? words : ''
    })
    return { ...trace, text: once }
  })
}
