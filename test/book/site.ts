import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from '../../tools/python'

let built: string | undefined

/** The book, built once for all tests of a run, in a folder that goes when the run ends. */
export function builtSite(): string {
  if (built) return built
  const folder = mkdtempSync(join(tmpdir(), 'downhill-book-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  built = buildSite(join(folder, 'site'))
  return built
}

export function buildSite(site: string): string {
  const args = [join(root, 'tools', 'book.mjs'), site]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout + stderr)
  return site
}

/**
 * Serves the book below /course/, as a host of pages does.
 *
 * @param instead - Texts to give in place of files, by their paths in the site.
 */
export async function serveSite(
  site: string,
  { headers = {}, instead = {} }: { headers?: Headers; instead?: Record<string, string> } = {},
): Promise<{ address: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = relative('/course', new URL(request.url!, 'http://x').pathname)
    const file = join(site, path)
    if (!existsSync(file)) return response.writeHead(404).end()
    const [, type] = types.find(([end]) => file.endsWith(end)) ?? []
    response.setHeader('content-type', type ?? 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return response.end(instead[path] ?? readFileSync(file))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/course/`, server }
}

type Headers = Record<string, string>

const types: [string, string][] = [
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]
