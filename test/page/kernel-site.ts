import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPageKernel } from '../../tools/page-kernel.mjs'

const files: Record<string, string> = {
  '/': 'text/html; charset=utf-8',
  '/kernel.js': 'text/javascript; charset=utf-8',
}

/** A page that holds nothing but the kernel, in a folder and on this machine's own network. */
export class KernelSite {
  /** The page as a file. */
  readonly file: string
  readonly address: string
  readonly #server: Server

  private constructor(folder: string, server: Server) {
    this.file = pathToFileURL(join(folder, 'index.html')).href
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    this.#server = server
  }

  static async open(): Promise<KernelSite> {
    const folder = await kernelFolder()
    const server = createServer(({ url = '' }, response) => {
      const type = files[url]
      if (type === undefined) response.writeHead(404).end()
      else
        response
          .writeHead(200, { 'content-type': type })
          .end(readFileSync(join(folder, url === '/' ? 'index.html' : url)))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new KernelSite(folder, server)
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

let folder: Promise<string> | undefined

/** The page's folder, which is made once for all tests. */
export function kernelFolder(): Promise<string> {
  folder ??= build()
  return folder
}

async function build(): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), 'downhill-kernel-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  await buildPageKernel(made)
  writeFileSync(
    join(made, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>Kernel</title><script src="kernel.js"></script>',
  )
  return made
}
