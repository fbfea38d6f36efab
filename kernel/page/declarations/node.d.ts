/// <reference path="assert.d.ts" />

// What cells of a page have of Node.

interface Console {
  assert(value: unknown, ...data: unknown[]): void
  count(label?: string): void
  countReset(label?: string): void
  debug(...data: unknown[]): void
  dir(item: unknown, options?: object): void
  error(...data: unknown[]): void
  group(...data: unknown[]): void
  groupCollapsed(...data: unknown[]): void
  groupEnd(): void
  info(...data: unknown[]): void
  log(...data: unknown[]): void
  table(data: unknown, columns?: readonly string[]): void
  time(label?: string): void
  timeEnd(label?: string): void
  timeLog(label?: string, ...data: unknown[]): void
  trace(...data: unknown[]): void
  warn(...data: unknown[]): void
}
declare var console: Console

declare namespace NodeJS {
  interface Timeout {
    ref(): this
    unref(): this
    hasRef(): boolean
    [Symbol.toPrimitive](): number
  }
  interface Immediate {
    [Symbol.toPrimitive](): number
  }
  interface ErrnoException extends Error {
    code?: string
  }
  type Timer = Timeout
}
declare function setTimeout(callback: (nothing: void) => void, ms?: number): NodeJS.Timeout
declare function setTimeout<A extends unknown[]>(
  callback: (...args: A) => void,
  ms?: number,
  ...args: A
): NodeJS.Timeout
declare function setInterval(callback: (nothing: void) => void, ms?: number): NodeJS.Timeout
declare function setInterval<A extends unknown[]>(
  callback: (...args: A) => void,
  ms?: number,
  ...args: A
): NodeJS.Timeout
declare function setImmediate(callback: (nothing: void) => void): NodeJS.Immediate
declare function setImmediate<A extends unknown[]>(
  callback: (...args: A) => void,
  ...args: A
): NodeJS.Immediate
declare function clearTimeout(timer: NodeJS.Timeout | string | number | undefined): void
declare function clearInterval(timer: NodeJS.Timeout | string | number | undefined): void
declare function clearImmediate(immediate: NodeJS.Immediate | undefined): void
declare function queueMicrotask(callback: () => void): void
declare function structuredClone<T>(value: T): T
declare var performance: { now(): number }
declare var global: typeof globalThis
declare var process: {
  readonly version: string
  readonly platform: string
  readonly env: Record<string, string | undefined>
  readonly argv: string[]
  readonly stdout: { write(text: string): boolean }
  readonly stderr: { write(text: string): boolean }
  cwd(): string
  nextTick(callback: () => void): void
}

declare module 'util' {
  export function format(format?: unknown, ...values: unknown[]): string
  export const inspect: {
    (value: unknown, options?: object): string
    readonly custom: unique symbol
  }
  export function promisify(f: (...args: never[]) => void): (...args: unknown[]) => Promise<unknown>
}
declare module 'path' {
  export function basename(path: string, suffix?: string): string
  export function dirname(path: string): string
  export function extname(path: string): string
  export function join(...paths: string[]): string
  export function resolve(...paths: string[]): string
  export const sep: string
}
declare module 'timers/promises' {
  export function setTimeout<T = void>(ms?: number, value?: T): Promise<T>
  export function setImmediate<T = void>(value?: T): Promise<T>
  export function setInterval<T = void>(ms?: number, value?: T): AsyncIterable<T>
}
declare module 'node:util' {
  export * from 'util'
}
declare module 'node:path' {
  export * from 'path'
}
declare module 'node:timers/promises' {
  export * from 'timers/promises'
}
