import type { Method } from '../optimizers/catalogue'

// Okabe and Ito's colours: told apart with every common kind of colour blindness.
// The yellow is left out: on white it can hardly be seen.
const houseColors: Readonly<Record<Method, string>> = {
  SGD: '#0072B2',
  Momentum: '#E69F00',
  AdaGrad: '#009E73',
  RMSprop: '#CC79A7',
  Adam: '#D55E00',
  Nesterov: '#56B4E9',
}

/** For what belongs to no optimizer, in this order; the same family of colours. */
export const others: readonly string[] = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00']

/** Axis titles, labels, everything to be read. */
export const ink = '#2b2f36'

/** Lines that carry other things: contours, grid lines. */
export const line = '#9aa5b1'

/**
 * The house colour of an optimizer, the same in every figure.
 *
 * @param name - Its class name, alone or followed by anything else; undefined for other names.
 * @example colorOf('SGD, learning rate 0.1') // '#0072B2'
 */
export function colorOf(name: string): string | undefined {
  const [method] = /^\w*/.exec(name)!
  return Object.hasOwn(houseColors, method) ? houseColors[method as Method] : undefined
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

/** The two classes of a dataset on the plane: told apart by colour, and by shape. */
export const twoClasses: readonly [ClassLook, ClassLook] = [
  { dark: '#0072B2', light: '#9fcbe6', symbol: 'circle' },
  { dark: '#D55E00', light: '#f3b98c', symbol: 'diamond' },
]

/** How the examples of a class look, and the region that is theirs. */
export interface ClassLook {
  readonly dark: string
  readonly light: string
  readonly symbol: string
}
