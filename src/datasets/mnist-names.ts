/** The four files of MNIST, by the names they are published under. */
export const mnistFiles = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const

export const mnistNames: readonly string[] = Object.values(mnistFiles).flatMap(
  ({ images, labels }) => [images, labels],
)

/** How one of them may be called: archives also write idx3 with a dot before it, and gzip it. */
export function spellings(name: string): string[] {
  return [name, name.replace('-idx', '.idx')].flatMap(spelling => [spelling, `${spelling}.gz`])
}
