/**
 * Some elements of a list, in its order; a seed decides which ones.
 *
 * @template T
 * @param {T[]} all
 * @param {number} most
 * @param {number} seed
 * @returns {T[]}
 */
export function sampleOf(all, most, seed) {
  // Numerical Recipes' generator: good enough to choose by.
  let state = seed >>> 0
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return all
    .map((item, i) => ({ item, i, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, most)
    .sort((a, b) => a.i - b.i)
    .map(({ item }) => item)
}
