/** Node's crypto, of which the package and tslab make names that differ: nothing here is a secret. */
import { Buffer } from 'buffer'

export const randomBytes = (n: number): Buffer =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(n)))

// Not the browser's own, which pages without https lack.
export const randomUUID = (): string => randomBytes(16).toString('hex')

/** Not SHA-256, whatever is asked for: 64 bits that tell one figure from another. */
export function createHash(): { update(text: string): unknown; digest(): string } {
  let [low, high] = [0x9dc5, 0x811c]
  const hash = {
    update(text: string) {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        low = Math.imul(low ^ code, 0x01000193)
        high = Math.imul(high ^ code ^ (low >>> 7), 0x85ebca6b)
      }
      return hash
    },
    digest: () =>
      [high, low, high ^ low].map(part => (part >>> 0).toString(16).padStart(8, '0')).join(''),
  }
  return hash
}
