// How texts are taken apart for the search, and what one types.

/** Letters and digits that stand together, with marks such as the hat of m̂. */
const word = /[\p{L}\p{M}\p{N}]+/gu

/** @param {string} text */
export function wordsOf(text) {
  return text.match(word) ?? []
}

/**
 * What is looked up for a word: β₁ and beta1 are the same, and biasCorrection is found by its parts, too.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function termsOf(text) {
  // Subscripts and superscripts become plain digits, and hats stand by themselves.
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Script=Greek}/gu, letter => greek[letter.toLowerCase()] ?? letter)
  const parts = letters.split(/(?<=\p{Ll})(?=\p{Lu})/u)
  return [...new Set([letters, ...(parts.length > 1 ? parts : [])])].map(part => part.toLowerCase())
}

/** @type {Record<string, string>} */
const greek = {
  ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', η: 'eta', θ: 'theta' },
  ...{ λ: 'lambda', μ: 'mu', π: 'pi', ρ: 'rho', σ: 'sigma', φ: 'phi', ϕ: 'phi', ϵ: 'epsilon' },
}
