import type { DisplayContent } from '../../../kernel/page/protocol'
import { book } from './book'
import { el } from './dom'

/** What is in an output, as the richest of its forms that a page can show without trusting it. */
export function rendered({ data, metadata }: DisplayContent, text: (words: string) => Node): Node {
  const alt = typeof data['text/plain'] === 'string' ? data['text/plain'] : ''
  const begins = Object(metadata.downhill) as Record<string, unknown>
  const figure = data['application/vnd.plotly.v1+json']
  if (isObject(figure) && Array.isArray(figure.data)) return figureOf(figure, alt)
  if (begins.explorer !== undefined) return place('explorer', begins.explorer, alt)
  if (begins.digitPad !== undefined) return place('digit-pad', begins.digitPad, alt)
  const png = data['image/png']
  if (typeof png === 'string')
    return picture(`data:image/png;base64,${png.replace(/\s/g, '')}`, alt)
  const svg = data['image/svg+xml']
  if (typeof svg === 'string') {
    return picture(`data:image/svg+xml,${encodeURIComponent(svg)}`, alt)
  }
  const words = data['text/plain'] ?? data['text/markdown']
  if (typeof words === 'string') return text(words)
  const html = data['text/html']
  if (typeof html === 'string') return frame(html)
  return text(JSON.stringify(Object.values(data)[0], null, 2) ?? '')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** A figure needs a size, which a plain one of Plotly's may leave out. */
function figureOf(figure: Record<string, unknown>, alt: string): HTMLElement {
  const given = isObject(figure.layout) ? figure.layout : {}
  const size = (value: unknown, otherwise: number): number =>
    typeof value === 'number' && value > 0 && value < 10_000 ? value : otherwise
  const layout = { ...given, width: size(given.width, 700), height: size(given.height, 450) }
  const element = place('figure', { ...figure, layout }, alt)
  element.style.setProperty('--width', `${layout.width}px`)
  return element
}

/** Where book.js draws. */
function place(kind: string, value: unknown, alt: string): HTMLElement {
  const element = el('figure', {
    class: kind,
    'aria-label': alt.replace(' Run the cell to use it.', ''),
  })
  book.show(element, value)
  return element
}

function picture(address: string, alt: string): HTMLElement {
  return el('img', { class: 'picture', src: address, alt: alt || 'A picture that the cell shows' })
}

/** Foreign HTML stays in a frame that can neither run scripts, nor reach the page, nor ask for anything. */
function frame(html: string): HTMLElement {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return el('iframe', {
    class: 'html',
    sandbox: '',
    title: 'HTML that the cell shows',
    srcdoc: `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">${html}`,
  })
}
