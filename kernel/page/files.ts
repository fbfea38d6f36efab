/** The files of a worker: declarations for the compiler, and what the reader has dropped on the page. */

/** Where the notebook lies, as in the course's folder. */
export const folder = '/course'

type Content = string | Uint8Array

const files = new Map<string, Content>()
const folders = new Set<string>()

export function addFile(path: string, content: Content): void {
  files.set(path, content)
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    folders.add(path.slice(0, end))
  }
}

export const isFile = (path: string): boolean => files.has(path)

export const isFolder = (path: string): boolean => folders.has(path.replace(/\/$/, ''))

export const foldersIn = (path: string): string[] => {
  const start = `${path.replace(/\/$/, '')}/`
  return [...folders]
    .filter(one => one.startsWith(start) && !one.slice(start.length).includes('/'))
    .map(one => one.slice(start.length))
}

export function contentOf(path: string): Content | undefined {
  return files.get(path)
}

/** What TypeScript asks of a system: these files, and nothing that changes. */
export function compilerSystem(): object {
  const watcher = { close() {} }
  return {
    args: [],
    newLine: '\n',
    useCaseSensitiveFileNames: true,
    write() {},
    getExecutingFilePath: () => '/typescript/typescript.js',
    getCurrentDirectory: () => folder,
    readFile: (path: string) => files.get(path),
    fileExists: isFile,
    directoryExists: isFolder,
    getDirectories: foldersIn,
    readDirectory: () => [],
    resolvePath: (path: string) => path,
    realpath: (path: string) => path,
    createDirectory() {},
    writeFile() {},
    exit() {},
    watchFile: () => watcher,
    watchDirectory: () => watcher,
    getEnvironmentVariable: () => '',
  }
}
