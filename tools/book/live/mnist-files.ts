import { mnistNames, spellings } from '../../../src/dist/datasets/mnist-names'

/** MNIST's files as the reader gives them, until all four are there. */
export class MnistFiles {
  private readonly given = new Map<string, File>()

  /** Takes those that are MNIST's, and says in a sentence what is there now. */
  take(files: readonly File[]): string {
    const others: string[] = []
    for (const file of files) {
      const name = mnistNames.find(one => spellings(one).includes(file.name))
      if (name === undefined) others.push(file.name)
      else this.given.set(name, file)
    }
    if (others.length > 0) {
      return `${others[0]} is none of MNIST’s four files, which are called ${mnistNames.join(', ')} (with -idx or .idx, plain or .gz).`
    }
    const missing = mnistNames.filter(name => !this.given.has(name))
    return missing.length > 0
      ? `${this.given.size} of MNIST’s four files are here; still missing: ${missing.join(', ')} (plain or .gz).`
      : 'MNIST’s four files are here: loadDigits takes its digits from them from now on. Run the cells that call it.'
  }

  /** All four; none as long as one is missing. */
  get all(): File[] {
    return this.given.size === mnistNames.length ? [...this.given.values()] : []
  }
}
