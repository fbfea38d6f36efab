import { checkOptions, checkTexts, nameOf } from '../check'

/** What stands around the marks. */
export interface FigureOptions {
  /** The line above the figure. */
  readonly title?: string
  /** In pixels, 200 to 2000; by default 700. */
  readonly width?: number
  /** In pixels, 200 to 2000; by default what the marks need. */
  readonly height?: number
  /** What the axis below is called; by default 'step' under curves and 'x' under a map. */
  readonly xTitle?: string
  /** What the axis on the left is called; by default nothing beside curves and 'y' beside a map. */
  readonly yTitle?: string
  /** Whether that axis counts in powers of ten; by default false. Values ≤ 0 are gaps then. */
  readonly yLog?: boolean
  /** Whether the axis below does; by default false. */
  readonly xLog?: boolean
  /**
   * What is drawn, in words, for those who cannot see it; by default made from the title and the marks.
   */
  readonly alt?: string
}

const smallest = 200
const largest = 2000

/**
 * Throws unless `options` are options of `figure`.
 *
 * @throws TypeError for an unknown one and for a text that is none; RangeError for a width or a height
 * outside its interval.
 */
export function checkFigureOptions(options: FigureOptions): void {
  checkOptions('figure', options, [
    'title',
    'width',
    'height',
    'xTitle',
    'yTitle',
    'xLog',
    'yLog',
    'alt',
  ])
  checkTexts('figure', options, ['title', 'xTitle', 'yTitle', 'alt'])
  for (const name of ['width', 'height'] as const) {
    const { [name]: pixels } = options
    if (pixels === undefined || (pixels >= smallest && pixels <= largest)) continue
    throw new RangeError(
      `figure takes a ${name} from ${smallest} to ${largest} pixels, not ${typeof pixels === 'number' ? pixels : nameOf(pixels)}.`,
    )
  }
}
