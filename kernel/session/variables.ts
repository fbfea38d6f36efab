/**
 * The variables of all cells, as their JavaScript finds them: a cell's `lr` is `exports.lr` in the cells
 * below. What a cell assigns is known when it ends, so that one that fails half-way keeps what it had
 * declared until then.
 */
export class Variables {
  readonly values: Record<string, unknown> = {}
  /** What the cell under way declares and has not assigned yet. */
  readonly #awaited = new Set<string>()

  /**
   * A cell begins that declares these names. One that has a value of an earlier cell keeps it until the
   * new one is assigned.
   */
  begin(names: readonly string[]): void {
    this.#awaited.clear()
    for (const name of names) {
      this.#awaited.add(name)
      this.#watch(name, this.values[name])
    }
  }

  /**
   * The cell has ended.
   *
   * @param failed - Whether with an error: else what it declares without assigning it is undefined.
   * @returns The names that it was to declare and did not reach.
   */
  end(failed: boolean): string[] {
    const unreached = [...this.#awaited]
    for (const name of unreached) {
      const earlier = this.values[name]
      delete this.values[name]
      if (earlier !== undefined && failed) this.values[name] = earlier
      else if (!failed) this.values[name] = undefined
    }
    this.#awaited.clear()
    return failed ? unreached : []
  }

  /** Remembers all values, and returns what brings them back. */
  save(): () => void {
    const saved = { ...this.values }
    return () => {
      for (const name of Object.keys(this.values)) delete this.values[name]
      Object.assign(this.values, saved)
    }
  }

  #watch(name: string, earlier: unknown): void {
    const { values } = this
    const awaited = this.#awaited
    Object.defineProperty(values, name, {
      configurable: true,
      enumerable: true,
      get: () => earlier,
      set(value: unknown) {
        awaited.delete(name)
        Object.defineProperty(values, name, {
          value,
          configurable: true,
          enumerable: true,
          writable: true,
        })
      },
    })
  }
}
