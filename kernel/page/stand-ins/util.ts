/** Node's util: values printed as Node prints them. */
import { format, inspect } from 'node-inspect-extracted'

export { format, inspect }

export const types = {
  isNativeError: (value: unknown): boolean =>
    Object.prototype.toString.call(value) === '[object Error]' || value instanceof Error,
}

/** As in Node, also of `setTimeout`, whose callback comes first. */
export function promisify(
  f: (...args: unknown[]) => void,
): (...args: unknown[]) => Promise<unknown> {
  if ((f as unknown) === globalThis.setTimeout) {
    return (ms, value) => new Promise(resolve => setTimeout(() => resolve(value), Number(ms)))
  }
  return (...args) =>
    new Promise((resolve, reject) => {
      f(...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)))
    })
}
