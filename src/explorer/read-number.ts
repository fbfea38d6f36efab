/**
 * The number that is typed in a box, with a decimal point or comma, or, in a few words, why it is not
 * one.
 */
export function readNumber(typed: string): number | string {
  const text = typed.trim().replace(/^[−–]/, '-')
  if (/^[-+]?[1-9]\d{0,2},\d{3}$/.test(text)) {
    return `may mean ${text.replace(',', '.')} or ${text.replace(',', '')}: write one of them`
  }
  const value = text === '' ? Number.NaN : Number(text.replace(',', '.'))
  return Number.isNaN(value) ? 'not a number' : value
}

/** The same angle from 0 up to 360°, without the digits that come from rounding. */
export const inTurn = (degrees: number): number =>
  degrees >= 0 && degrees < 360 ? degrees : Number((((degrees % 360) + 360) % 360).toFixed(9)) % 360
