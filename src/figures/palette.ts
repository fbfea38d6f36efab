// Okabe and Ito's colours: told apart with every common kind of colour blindness.
// The yellow is left out: on white it is hardly seen.
const optimizers: ReadonlyMap<string, string> = new Map([
  ['SGD', '#0072B2'],
  ['Momentum', '#E69F00'],
  ['AdaGrad', '#009E73'],
  ['RMSprop', '#CC79A7'],
  ['Adam', '#D55E00'],
  ['Nesterov', '#56B4E9'],
])

/** Axis titles, labels, everything to be read. */
export const ink = '#2b2f36'

/** Lines that carry other things: contours, grid lines. */
export const line = '#9aa5b1'

/**
 * The house colour of an optimizer, the same in every figure.
 *
 * @param optimizer - Its class name; any other name gets black.
 * @example colorOf('SGD') // '#0072B2'
 */
export function colorOf(optimizer: string): string {
  return optimizers.get(optimizer) ?? '#000000'
}

/**
 * From low to high: plasma without its yellow end, which would be lost on white. It gets lighter all
 * the way, so it can be read without seeing hues.
 */
export const colorscale: readonly (readonly [number, string])[] = [
  [0, '#0d0887'],
  [0.25, '#5c01a6'],
  [0.5, '#9c179e'],
  [0.75, '#cc4778'],
  [1, '#ed7953'],
]
