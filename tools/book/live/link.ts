/** A link carries the text of a cell in its fragment, packed: #cell=walk&deflate=…, or as it is: &text=…. */
const most = { link: 20_000, text: 50_000 }

export interface Linked {
  readonly id: string
  readonly text: string
}

/** The fragment that carries a cell. */
export async function fragmentFor(id: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const packed = await through(bytes, () => new CompressionStream('deflate-raw'), Infinity).catch(
    () => undefined,
  )
  const content = packed ? `deflate=${toBase64(packed)}` : `text=${toBase64(bytes)}`
  return `#cell=${encodeURIComponent(id)}&${content}`
}

/**
 * The cell that a fragment carries; undefined for one that is none of ours, such as a heading's.
 *
 * @throws Error with a sentence for one that cannot be read.
 */
export async function cellFrom(fragment: string): Promise<Linked | undefined> {
  if (!fragment.startsWith('#cell=')) return undefined
  if (fragment.length > most.link) {
    throw new Error(
      `This link has ${fragment.length.toLocaleString('en')} characters, and a link to a cell has at most ${most.link.toLocaleString('en')}: nothing was taken from it.`,
    )
  }
  const parts = new URLSearchParams(fragment.slice(1))
  const id = parts.get('cell') ?? ''
  try {
    return { id, text: await textFrom(parts) }
  } catch {
    throw new Error(
      'The text that this link carries cannot be read, perhaps because the link was cut: ask for it again.',
    )
  }
}

async function textFrom(parts: URLSearchParams): Promise<string> {
  const packed = parts.get('deflate')
  const bytes =
    packed === null
      ? fromBase64(parts.get('text') ?? '')
      : await through(fromBase64(packed), () => new DecompressionStream('deflate-raw'), most.text)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  if (text === '' || text.length > most.text) throw new RangeError('no text of a cell')
  return text
}

/** What a stream makes of bytes, if it is at most so much. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: () => CompressionStream | DecompressionStream,
  longest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = new Blob([bytes]).stream().pipeThrough(stream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > longest) {
      await reader.cancel()
      throw new RangeError('too long')
    }
    parts.push(part.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** Base64 with the two letters that an address may have. */
function toBase64(bytes: Uint8Array): string {
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, byte => byte.charCodeAt(0))
}
