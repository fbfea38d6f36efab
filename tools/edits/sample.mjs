/**
 * Some edits, in their order; a seed decides which ones. No number is changed a second time before each has
 * been changed once.
 *
 * @template {{ cell: string, at: number }} T
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
  /** How often a number has been changed, by its place. @type {Map<string, number>} */
  const changes = new Map()
  /** @param {T} edit */
  const round = ({ cell, at }) => {
    const place = `${cell} ${at}`
    changes.set(place, (changes.get(place) ?? -1) + 1)
    return changes.get(place) ?? 0
  }
  return all
    .map((item, i) => ({ item, i, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(one => ({ ...one, round: round(one.item) }))
    .sort((a, b) => a.round - b.round)
    .slice(0, most)
    .sort((a, b) => a.i - b.i)
    .map(({ item }) => item)
}
