import type { Vector } from '../types'
import { type Arena, arenas, type Kernels } from './kernels'
import { kernels } from './module'

const page = 65536
/** Where the coefficients of a formula stand. */
const coefficients = 1024
/** What a 32-bit address reaches. */
const mostPages = 65536
/** How many columns a product's scratch has room for, 16 bytes each. */
const mostColumns = 4096

/** The loops that have been compiled, by their base64. */
const compiled = new Map<string, WebAssembly.Module>()

/**
 * Makes a WebAssembly memory with room for a number of bytes of arrays. It never grows, because that
 * would detach them; it is freed with the last of them, like the memory of any array. What has not been
 * written to takes no room in the machine.
 *
 * @param bytes - How much room to make.
 * @param shared - The loops, in base64, if threads are to work in it; by default those of one thread.
 * @returns undefined if there cannot be such a memory; plain arrays will then do as well, only slower.
 */
export function makeArena(bytes: number, shared?: string): Arena | undefined {
  const scratch = page
  const pages = Math.ceil((scratch + mostColumns * 16 + bytes) / page) + 1
  if (pages > mostPages) return undefined
  try {
    const module = compile(shared ?? kernels)
    const memory = new WebAssembly.Memory({
      initial: pages,
      maximum: mostPages,
      shared: shared !== undefined,
    })
    const arena = new Room(memory, module, scratch)
    arenas.set(arena.buffer, arena)
    return arena
  } catch {
    return undefined
  }
}

function compile(base64: string): WebAssembly.Module {
  let module = compiled.get(base64)
  if (module === undefined) {
    // Not Node's Buffer: this runs in browsers, too.
    module = new WebAssembly.Module(Uint8Array.from(atob(base64), byte => byte.charCodeAt(0)))
    compiled.set(base64, module)
  }
  return module
}

type Loops = Omit<Kernels, 'numbers'>

/** The loops over arrays in a memory. */
export function instantiate(module: object, memory: object): { float64: Loops; float32: Loops } {
  const { exports } = new WebAssembly.Instance(module as WebAssembly.Module, {
    env: { memory: memory as WebAssembly.Memory },
  })
  const ofKind = (bits: string): Loops =>
    Object.fromEntries(
      Object.entries(exports)
        .filter(([name]) => name.endsWith(bits))
        .map(([name, loop]) => [name.slice(0, -bits.length), loop]),
    ) as unknown as Loops
  return { float64: ofKind('64'), float32: ofKind('32') }
}

/** Hands out its memory from the beginning to the end. */
class Room implements Arena {
  readonly memory: WebAssembly.Memory
  readonly module: WebAssembly.Module
  readonly buffer: ArrayBufferLike
  readonly float64: Kernels
  readonly float32: Kernels
  readonly scratch: number
  readonly mostColumns: number = mostColumns
  #next: number

  constructor(memory: WebAssembly.Memory, module: WebAssembly.Module, scratch: number) {
    this.memory = memory
    this.module = module
    this.buffer = memory.buffer
    const { float64, float32 } = instantiate(module, memory)
    const numbers = new Float64Array(this.buffer as ArrayBuffer, coefficients, 10)
    this.float64 = { ...float64, numbers }
    this.float32 = { ...float32, numbers }
    this.scratch = scratch
    this.#next = scratch + mostColumns * 16
  }

  holds(a: Vector, b: Vector): boolean {
    return a.buffer === this.buffer && b.buffer === this.buffer
  }

  zeros(like: Vector, length: number): Vector | undefined {
    const Kind = like instanceof Float32Array ? Float32Array : Float64Array
    // A line of the processor's cache is 64 bytes; loops may read 16 past the end.
    const bytes = (Math.ceil((length * Kind.BYTES_PER_ELEMENT) / 64) + 1) * 64
    if (this.#next + bytes > this.buffer.byteLength) return undefined
    const vector = new Kind(this.buffer as ArrayBuffer, this.#next, length)
    this.#next += bytes
    return vector
  }
}
