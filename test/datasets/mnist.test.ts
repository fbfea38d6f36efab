import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { loadDigits } from '../../src'

/** An IDX file as the format's description has it, written by hand. */
function idx(shape: readonly number[], bytes: readonly number[], type = 8): Uint8Array {
  const sizes = shape.flatMap(n => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])
  return Uint8Array.from([0, 0, type, shape.length, ...sizes, ...bytes])
}

describe('the four files of MNIST', () => {
  let folder: string
  const write = (name: string, content: Uint8Array) => writeFileSync(join(folder, name), content)
  const pixels = (n: number) => Array.from({ length: 4 * n }, (_, i) => 5 * i)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-mnist-'))
    write('train-images-idx3-ubyte', idx([3, 2, 2], pixels(3)))
    write('train-labels-idx1-ubyte', idx([3], [7, 8, 9]))
    write('t10k-images-idx3-ubyte.gz', gzipSync(idx([2, 2, 2], pixels(2))))
    write('t10k-labels-idx1-ubyte.gz', gzipSync(idx([2], [0, 1])))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const load = (options = {}) => loadDigits({ folder, ...options })

  it('are read in place of drawn digits, plain or gzipped', () => {
    const { train, test, source } = load()
    expect(source).to.equal('MNIST')
    expect([train.x.rows, train.x.columns, train.classes]).to.deep.equal([3, 4, 10])
    expect(Array.from(train.x.data)).to.deep.equal(pixels(3).map(p => p / 255))
    expect(Array.from(train.t)).to.deep.equal([7, 8, 9])
    expect(Array.from(test.x.data)).to.deep.equal(pixels(2).map(p => p / 255))
    expect(Array.from(test.t)).to.deep.equal([0, 1])
  })
  it('give the first images, as many as asked for', () => {
    const { train, test } = load({ train: 2, test: 1 })
    expect([train.x.rows, train.t.length, test.x.rows, test.t.length]).to.deep.equal([2, 2, 1, 1])
  })
  for (const [from, to] of [
    ['train-images-idx3-ubyte', 'train-images.idx3-ubyte'],
    ['train-labels-idx1-ubyte', 'train-labels.idx1-ubyte'],
    ['t10k-images-idx3-ubyte.gz', 't10k-images.idx3-ubyte.gz'],
    ['t10k-labels-idx1-ubyte.gz', 't10k-labels.idx1-ubyte.gz'],
  ] as const) {
    it(`are read by the name of ${to}`, () => {
      renameSync(join(folder, from), join(folder, to))
      const { source, train, test } = load()
      expect(source).to.equal('MNIST')
      expect([train.x.rows, test.x.rows]).to.deep.equal([3, 2])
    })
  }
  it('are missing in a folder given: one clear error, and no other digits', () => {
    expect(() => loadDigits({ folder: join(folder, 'mnits') })).to.throw(
      Error,
      `there is no folder '${join(folder, 'mnits')}', seen from ${process.cwd()}: leave folder out to have digits drawn.`,
    )
    mkdirSync(join(folder, 'empty'))
    // A folder by the name of a file is none.
    mkdirSync(join(folder, 'empty', 'train-images-idx3-ubyte'))
    expect(() => loadDigits({ folder: join(folder, 'empty') })).to.throw(
      Error,
      `'${join(folder, 'empty')}' has none of MNIST's four files, train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (plain or .gz): leave folder out to have digits drawn.`,
    )
    expect(() => loadDigits({ folder: 3 as never })).to.throw(
      TypeError,
      "folder must be a text such as 'data/mnist', got 3.",
    )
  })
  it('are missing in data/mnist: that digits are drawn is said, once', () => {
    const before = process.cwd()
    const warnings: string[] = []
    const { warn } = console
    console.warn = (text: string) => warnings.push(text)
    mkdirSync(join(folder, 'data', 'mnist'), { recursive: true })
    writeFileSync(join(folder, 'data', 'mnist', 'train_images.ubyte'), '')
    try {
      process.chdir(folder)
      for (let time = 0; time < 2; time++) {
        expect(loadDigits({ train: 1, test: 1 }).source).to.equal('drawn')
      }
      const mnist = join(process.cwd(), 'data', 'mnist')
      expect(warnings).to.deep.equal([
        `loadDigits draws its digits, because ${mnist} has none of MNIST's four files, train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (plain or .gz).`,
      ])
    } finally {
      process.chdir(before)
      console.warn = warn
    }
  })
  it('are found in data/mnist of the working folder or one above it', () => {
    const before = process.cwd()
    const mnist = join(folder, 'data', 'mnist')
    mkdirSync(mnist, { recursive: true })
    for (const name of readdirSync(folder).filter(one => one.includes('ubyte'))) {
      renameSync(join(folder, name), join(mnist, name))
    }
    mkdirSync(join(folder, 'notebooks'))
    try {
      process.chdir(join(folder, 'notebooks'))
      expect(loadDigits().source).to.equal('MNIST')
    } finally {
      process.chdir(before)
    }
  })

  const file = (name: string) => join(folder, name)
  for (const [what, name, content, message] of [
    [
      'another magic number',
      'train-images-idx3-ubyte',
      idx([3, 2, 2], pixels(3), 9),
      'is not an IDX file of images: it must begin with the magic number 2051, got 2307.',
    ],
    [
      'labels where images should be',
      'train-images-idx3-ubyte',
      idx([3], [7, 8, 9]),
      'is not an IDX file of images: it must begin with the magic number 2051, got 2049.',
    ],
    [
      'an empty file',
      'train-labels-idx1-ubyte',
      new Uint8Array(),
      'is not an IDX file of labels: it must begin with the magic number 2049, got an empty file.',
    ],
    [
      'a file of three bytes',
      'train-labels-idx1-ubyte',
      Uint8Array.of(0, 0, 8),
      'is not an IDX file of labels: it must begin with the magic number 2049, got a file of 3 bytes.',
    ],
    [
      'a file of one byte, gzipped',
      'train-labels-idx1-ubyte',
      gzipSync(Uint8Array.of(0)),
      'is not an IDX file of labels: it must begin with the magic number 2049, got a file of 1 byte.',
    ],
    [
      'a truncated file',
      'train-images-idx3-ubyte',
      idx([3, 2, 2], pixels(2)),
      'is truncated: its header promises 28 bytes in all, got 24.',
    ],
    [
      'a truncated header',
      'train-images-idx3-ubyte',
      idx([3, 2, 2], []).slice(0, 10),
      'is truncated: it ends within its header, after 10 bytes of 16.',
    ],
    [
      'too long a file',
      'train-labels-idx1-ubyte',
      idx([3], [7, 8, 9, 1]),
      'is too long: its header promises 11 bytes in all, got 12.',
    ],
    [
      'a truncated gzip file',
      't10k-labels-idx1-ubyte.gz',
      gzipSync(idx([2], [0, 1])).subarray(0, 20),
      'cannot be unpacked, because it is truncated or damaged (unexpected end of file): download it again.',
    ],
    [
      'a label that is no digit',
      'train-labels-idx1-ubyte',
      idx([3], [7, 10, 9]),
      'has the label 10 at 1: it must be 0 to 9.',
    ],
  ] as const) {
    it(`${what}: one clear error`, () => {
      write(name, content)
      expect(() => load()).to.throw(Error, `${file(name)} ${message}`)
    })
  }
  it('other counts of images and labels: one clear error', () => {
    write('train-labels-idx1-ubyte', idx([2], [7, 8]))
    expect(() => load()).to.throw(
      Error,
      `${file('train-images-idx3-ubyte')} has 3 images and ${file('train-labels-idx1-ubyte')} 2 labels: there must be as many of both.`,
    )
  })
  it('one of them missing: one clear error', () => {
    rmSync(file('train-labels-idx1-ubyte'))
    expect(() => load()).to.throw(
      Error,
      `${folder} has some of MNIST's four files, but not train-labels-idx1-ubyte (plain or .gz).`,
    )
  })
})
