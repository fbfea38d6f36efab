/** What the kernel uses of tslab. */

import type { Conversion, Diagnostic } from './conversion'

// biome-ignore lint/suspicious/noExplicitAny: the compiler's types are not shipped with tslab
export type Compiler = any

export interface Converter {
  /** `strict`: whether to complain also of what the course's package says itself. */
  convert(previousDeclarations: string, source: string, strict?: boolean): Conversion
  /** Takes a cell that begins with a `@module` comment: other cells import it by that name. */
  addModule(name: string, source: string, metadata: object): Diagnostic[]
  inspect(previousDeclarations: string, source: string, position: number): object | undefined
  complete(previousDeclarations: string, source: string, position: number): Completion
  close(): void
}

export interface Completion {
  start: number
  end: number
  candidates: string[]
}

export interface Executor {
  /** Runs a cell; false when it failed, after telling the console why. */
  execute(source: string): Promise<boolean>
  inspect(source: string, position: number): object | undefined
  complete(source: string, position: number): Completion
  interrupt(): void
  close(): void
}

type WriteDisplayData = (content: Record<string, unknown>, update: boolean) => void

export interface Tslab {
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter
  createExecutor(
    rootDir: string,
    converters: { node: Converter; browser: Converter; close(): void },
    console: { log(...values: unknown[]): void; error(...values: unknown[]): void },
  ): Executor
  isCompleteCode(source: string): { completed: boolean; indent?: string }
  printQuickInfo(info: object): string
  /** What `tslab.display` and `downhill`'s `show` call; assigned to by the kernel. */
  jupyter: { lastWriteDisplayData: WriteDisplayData | null }
}
