import MiniSearch from 'minisearch'
import { termsOf, wordsOf } from './words.mjs'

/** How many results are shown. */
const most = 20

/** Words around the first that was found. */
const [before, after] = [8, 22]

/**
 * A function that finds what is typed.
 *
 * @param {readonly import('./sections.mjs').Section[]} sections
 */
export function finder(sections) {
  const index = new MiniSearch({
    idField: 'address',
    fields: ['title', 'page', 'text'],
    tokenize: wordsOf,
    processTerm: termsOf,
  })
  index.addAll(sections)
  const byAddress = new Map(sections.map(one => [one.address, one]))
  const sectionAt = (/** @type {string} */ address) =>
    /** @type {import('./sections.mjs').Section} */ (byAddress.get(address))

  return (/** @type {string} */ typed) => {
    const words = wordsOf(typed)
    const found = index.search(typed, {
      combineWith: 'AND',
      // One searches for a word as it is typed, not for its parts.
      processTerm: word => termsOf(word)[0] ?? null,
      // The last word may not be typed to its end.
      prefix: (_, i, terms) => i === terms.length - 1,
      // But beta1 is not beta2.
      fuzzy: term => (/^\p{L}{5,}$/u.test(term) ? 0.2 : false),
      boost: { title: 4, page: 2 },
      weights: { prefix: 0.5, fuzzy: 0.1 },
      boostDocument: address => {
        const { title } = sectionAt(address)
        // Chapters have their questions after their names.
        const [called = ''] = title.split(': ')
        const isIt = wordsOf(called).join(' ').toLowerCase() === words.join(' ').toLowerCase()
        // One comes to learn: a chapter before the API, and a class before one of its members.
        const kind = address.startsWith('api/')
          ? address.includes('.', address.indexOf('#'))
            ? 0.7
            : 1
          : 1.5
        return kind * (isIt ? 3 : 1)
      },
    })
    const results = found.slice(0, most).map(({ id, terms }) => {
      const one = sectionAt(id)
      return { ...one, snippet: snippetOf(one.text, new Set(terms)) }
    })
    return { total: found.length, results }
  }
}

/**
 * The words around the first one that was found, in pieces: every other piece is a word to be marked.
 *
 * @param {string} text
 * @param {ReadonlySet<string>} terms
 * @returns {string[]}
 */
function snippetOf(text, terms) {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
  const isFound = words.map(([word]) => termsOf(word).some(term => terms.has(term)))
  const first = Math.max(0, isFound.indexOf(true) - before)
  const last = Math.min(words.length, first + before + after)
  let at = words[first]?.index ?? 0
  const pieces = [first > 0 ? '… ' : '']
  for (let i = first; i < last; i++) {
    const match = words[i]
    if (!match || !isFound[i]) continue
    pieces[pieces.length - 1] += text.slice(at, match.index)
    pieces.push(match[0], '')
    at = match.index + match[0].length
  }
  const end = words[last]?.index ?? text.length
  pieces[pieces.length - 1] += text.slice(at, end) + (end < text.length ? '…' : '')
  return pieces
}
