/**
 * Refuses what would take more memory than a browser gives to a page, while there is still enough of it
 * to say so: past its limit Chromium ends the whole page, and Firefox goes on until the machine has none
 * left. No browser tells a worker how much it has taken, so this counts what cells most often take too
 * much of: large arrays, and an array that grows without end.
 */

/** Chromium ends a page whose worker holds 4 GB of ordinary objects. */
const MOST_BYTES = 2.5e9
/** Objects of some 100 bytes each then take 2 GB. */
const MOST_ITEMS = 2e7
/** Smaller ones are not worth the counting. */
const LARGE_BYTES = 1e6

const refuse = (what: string): never => {
  throw new RangeError(
    `${what}, which is more memory than a page has: keep fewer numbers, or download the notebook and run it in Jupyter.`,
  )
}

let held = 0
const counted = new WeakSet<object>()
// Heard between two turns of the event loop: what one turn throws away counts until it ends.
const collected = new FinalizationRegistry<number>(bytes => {
  held = Math.max(0, held - bytes)
})

function count<T extends object>(array: T, bytes: number): T {
  if (bytes < LARGE_BYTES || counted.has(array)) return array
  counted.add(array)
  held += bytes
  collected.register(array, bytes)
  return array
}

function refuseBeyond(bytes: number): void {
  if (bytes >= LARGE_BYTES && held + bytes > MOST_BYTES)
    refuse(`The arrays of these cells take over ${MOST_BYTES / 1e9} GB`)
}

/**
 * A cell begins. What those before have thrown away is collected when the browser likes: so that a cell
 * after one that was refused can work, it has room for half again.
 */
export function makeRoom(): void {
  held = Math.min(held, MOST_BYTES / 2)
}

export function refuseTooMuch(): void {
  countTypedArrays()
  const { from, prototype } = Array
  const { fill, push } = prototype
  Object.assign(Array, {
    from(this: typeof Array, ...args: Parameters<typeof from>) {
      refuseBeyond(8 * (Number(Object(args[0]).length) || 0))
      const array = from.apply(this, args)
      return count(array, 8 * array.length)
    },
  })
  define(prototype, {
    fill(this: unknown[], ...args: Parameters<typeof fill>) {
      if (!counted.has(this)) refuseBeyond(8 * this.length)
      return count(fill.apply(this, args), 8 * this.length)
    },
    push(this: unknown[], ...items: unknown[]) {
      if (this.length >= MOST_ITEMS)
        refuse(`This array has ${MOST_ITEMS.toLocaleString('en')} items`)
      return push.apply(this, items)
    },
  })
}

function countTypedArrays(): void {
  for (const name of [
    'Float64',
    'Float32',
    'Uint32',
    'Int32',
    'Uint16',
    'Int16',
    'Uint8',
    'Int8',
  ]) {
    const global = globalThis as unknown as Record<string, new (...args: unknown[]) => Uint8Array>
    const Original = global[`${name}Array`]!
    const Counted = new Proxy(Original, {
      construct(target, args, newTarget) {
        const [length] = args
        const isLength = typeof length === 'number'
        if (isLength)
          refuseBeyond(length * (target as unknown as typeof Uint8Array).BYTES_PER_ELEMENT)
        const array = Reflect.construct(target, args, newTarget)
        // A view of memory that is there already takes none.
        return length instanceof ArrayBuffer ? array : count(array, array.byteLength)
      },
    })
    define(Original.prototype, { constructor: Counted })
    global[`${name}Array`] = Counted
  }
}

/** As the language has them: cells that list an array's properties do not see them. */
function define(object: object, properties: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(object, name, { value, writable: true, configurable: true })
  }
}
