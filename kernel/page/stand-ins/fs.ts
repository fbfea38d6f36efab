/** Node's files, of which a page has those that it was handed. */
import { contentOf, isFile, isFolder } from '../files'

export const existsSync = (path: string): boolean => isFile(path) || isFolder(path)

export const statSync = (path: string): { isFile(): boolean } | undefined =>
  existsSync(path) ? { isFile: () => isFile(path) } : undefined

export function readFileSync(path: string): string | Uint8Array {
  const content = contentOf(path)
  if (content === undefined) throw new Error(`There is no file ${path} in this page.`)
  return content
}
