/** What cells can import in a page. */

declare const require: (id: string) => unknown

const loaders: Readonly<Record<string, () => unknown>> = {
  downhill: () => require('downhill'),
  'downhill/core': () => require('downhill/core'),
  'downhill/exercises': () => require('downhill/exercises'),
  tslab: () => require('tslab'),
  assert: () => require('assert/'),
  'assert/strict': () => (require('assert/') as { strict: unknown }).strict,
  util: () => require('node:util'),
  path: () => require('node:path'),
  'timers/promises': () => require('./stand-ins/timers-promises'),
}

/** The names to list where one is not among them. */
export const importable: readonly string[] = Object.keys(loaders)

/** What `require` gives in a cell. */
export function requireInPage(id: string): unknown {
  const name = typeof id === 'string' ? id.replace(/^node:/, '') : id
  if (Object.hasOwn(loaders, name)) return loaders[name]!()
  throw Object.assign(new Error(`Cannot find module '${id}'`), { code: 'MODULE_NOT_FOUND' })
}
