import { checkOptions, checkTexts, nameOf } from '../check'
import { checkMatrix } from '../matrix'
import { typedArray } from './grid'
import type { Figure } from './mark'
import { sheet } from './sheet'

/** How to draw images. */
export interface PicturesOptions {
  /** The line above the figure. */
  readonly title?: string
  /** What stands above each image; by default nothing. */
  readonly labels?: readonly string[]
  /** How many stand in a row, 1 to 20; by default 10. */
  readonly columns?: number
  /** In pixels, 200 to 2000; by default 700. */
  readonly width?: number
}

/** Image pixels between images; with labels, there is a line of words above each row. */
const imageGap = 4
const labelRoom = 9
const mostImages = 200

/**
 * Draws square grey images in rows, each with its label above it.
 *
 * @param x - The images, one per row, brightnesses from 0 (drawn white) to 1 (drawn black); 1 to 200.
 * @param options - `title`: the line above the figure, by default none. `labels`: what stands above each
 * image, by default nothing. `columns`: how many stand in a row, 1 to 20, by default 10. `width`: in
 * pixels, 200 to 2000, by default 700.
 * @returns A figure, for `show`.
 * @throws TypeError for anything but images and for an unknown option; RangeError for images that are not
 * square, too many of them, another number of labels, or columns or width out of their intervals.
 * @example show(pictures(digits(20).x, { title: 'Twenty digits' }))
 */
export function pictures(
  x: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  options: PicturesOptions = {},
): Figure {
  if (!(x?.data instanceof Float64Array)) {
    throw new TypeError(`pictures draws images, such as digits(20).x, not ${nameOf(x)}.`)
  }
  checkMatrix('x', x)
  checkOptions('pictures', options, ['title', 'labels', 'columns', 'width'])
  checkTexts('pictures', options, ['title'])
  const { title, labels, columns = 10, width = 700 } = options
  const side = Math.sqrt(x.columns)
  check(x.rows >= 1 && x.rows <= mostImages, `1 to ${mostImages} images`, x.rows)
  check(Number.isInteger(side), 'square images, such as of 784 pixels', `${x.columns} pixels`)
  check(Number.isInteger(columns) && columns >= 1 && columns <= 20, '1 to 20 columns', columns)
  check(width >= 200 && width <= 2000, 'a width from 200 to 2000 pixels', width)
  check(!labels || labels.length === x.rows, `a label for each of ${x.rows} images`, labels?.length)

  const pitch = { x: side + imageGap, y: side + (labels ? labelRoom : imageGap) }
  const rows = Math.ceil(x.rows / columns)
  const size = { x: columns * pitch.x, y: rows * pitch.y }
  const page = new Float64Array(size.x * size.y)
  const corner = (n: number) => ({
    x: (n % columns) * pitch.x + imageGap / 2,
    y: Math.floor(n / columns) * pitch.y + pitch.y - side - imageGap / 2,
  })
  for (let n = 0; n < x.rows; n++) {
    const { x: left, y: top } = corner(n)
    for (let p = 0; p < x.columns; p++) {
      const at = (top + Math.floor(p / side)) * size.x + left + (p % side)
      page[at] = Math.round(255 * Math.min(1, Math.max(0, x.data[n * x.columns + p]!)))
    }
  }
  const hidden = { visible: false, fixedrange: true }
  const margin = { l: 10, r: 10, t: title === undefined ? 10 : 50, b: 10 }
  const scale = (width - margin.l - margin.r) / size.x
  const said = labels ? `, labelled ${labels.join(', ')}` : ''
  return {
    data: [
      {
        type: 'heatmap',
        z: typedArray(page, [size.y, size.x], 'u1'),
        zmin: 0,
        zmax: 255,
        colorscale: [
          [0, '#ffffff'],
          [1, '#000000'],
        ],
        showscale: false,
        hoverinfo: 'skip',
      },
    ],
    layout: {
      width,
      height: Math.max(200, Math.round(size.y * scale + margin.t + margin.b)),
      margin,
      meta: {
        alt: `${title === undefined ? '' : `${title}: `}${x.rows} pictures of ${side} × ${side} pixels${said}.`,
      },
      ...sheet(title),
      xaxis: { ...hidden, range: [-0.5, size.x - 0.5] },
      // Rows go down.
      yaxis: { ...hidden, range: [size.y - 0.5, -0.5], scaleanchor: 'x', scaleratio: 1 },
      annotations: (labels ?? []).map((text, n) => ({
        text,
        font: { size: Math.min(13, 5.5 * scale) },
        x: corner(n).x + side / 2,
        y: corner(n).y,
        yanchor: 'bottom',
        showarrow: false,
      })),
    },
  }
}

function check(fine: boolean, accepted: string, value: unknown): void {
  if (!fine) throw new RangeError(`pictures takes ${accepted}, got ${value}.`)
}
