/** For modules of Node that are loaded and, in a page, never called. */
export const availableParallelism = (): number => 1
export function gunzipSync(): never {
  throw new Error('Files are unpacked when they are dropped on the page.')
}
