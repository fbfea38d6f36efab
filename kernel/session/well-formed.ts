/** Half of a character beyond the first 65,536, as JSON writes it; an even number of backslashes before. */
const HALF = /(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g

/**
 * A value as JSON that any program can save: JavaScript may cut a character in two ("🦊"[0]), and a
 * notebook that holds half of one cannot be saved.
 */
export function wellFormed(value: unknown): string {
  const json = JSON.stringify(value)
  return json.includes('\\ud') ? json.replace(HALF, '$1\ufffd') : json
}
