import { addFile, folder } from './files'

/** Takes a file that the reader has dropped, where `loadDigits` looks for MNIST; a .gz is unpacked first. */
export async function dropped(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const path = `${folder}/data/mnist/${name}`
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    addFile(path, bytes)
    return
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  // One that is damaged is left as it is: whoever reads it says so.
  const content = await new Response(stream).arrayBuffer().catch(() => bytes)
  addFile(path.replace(/\.gz$/, ''), new Uint8Array(content))
}
