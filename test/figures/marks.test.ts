import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Figure, Mark, Trace } from '../../src'
import * as downhill from '../../src'
import { examplesOf, given, runExample } from '../support/examples'

const { animate, figure, sideBySide } = downhill
const folder = join('src', 'figures')

interface Found {
  readonly name: string
  readonly file: string
  /** The docstring, without its stars. */
  readonly words: string
  readonly parameters: readonly string[]
}

/** Each function of src/figures that returns a mark. */
const found = readdirSync(folder).flatMap((file): Found[] => {
  const source = readFileSync(join(folder, file), 'utf8')
  const functions = source.matchAll(/^export function (\w+)\(([\s\S]*?)\): (\w+) \{$/gm)
  return [...functions].flatMap(({ 1: name, 2: list, 3: type, index }) => {
    if (type !== 'Mark') return []
    const before = source.slice(0, index)
    const words = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n$/.exec(before)?.[1]?.replace(/^ *\* ?/gm, '')
    const parameters = [...list!.matchAll(/(?:^|, ?\n? *)(\w+):/g)].map(match => match[1]!)
    return [{ name: name!, file, words: words ?? '', parameters }]
  })
})

/** The marks that the examples in a mark's docstring draw. */
async function drawnBy({ name, file }: Found): Promise<Mark[]> {
  const marks: Mark[] = []
  expect(downhill, `export ${name} from src/browser.ts`).to.have.property(name)
  const make = (downhill as unknown as Record<string, (...inputs: unknown[]) => Mark>)[name]!
  const recorded = (...inputs: unknown[]): Mark => {
    const mark = make(...inputs)
    marks.push(mark)
    return mark
  }
  const names = { ...downhill, ...given(), show: () => {}, [name]: recorded }
  for (const code of examplesOf(join(folder, file))) {
    if (new RegExp(`\\b${name}\\(`).test(code)) await runExample(code, names)
  }
  return marks
}

/** How many colour bars are to be seen. */
const bars = (data: readonly Trace[]): number =>
  data
    .flatMap(trace => [trace, (trace.marker ?? {}) as Trace])
    .filter(({ showscale, colorbar }) => colorbar !== undefined && showscale !== false).length

describe('every mark', () => {
  it('is found', () => {
    const names = found.map(({ name }) => name)
    expect(names).to.include.members(['contour', 'path', 'curve', 'heat', 'wireframe'])
  })

  for (const mark of found) {
    const { name, file, words, parameters } = mark

    it(`${name} has a file of its name, is exported, and stands in CHANGELOG.md`, () => {
      expect(file).to.equal(`${name}.ts`)
      expect(downhill, `export ${name} from src/browser.ts`).to.have.property(name)
      expect(readFileSync('CHANGELOG.md', 'utf8'), `name ${name} in CHANGELOG.md`).to.contain(
        `\`${name}\``,
      )
    })

    it(`${name} has a docstring with all that one needs`, () => {
      const needed = [
        ...parameters.map(parameter => `@param ${parameter} - `),
        ...['@returns A mark for `figure`', '@throws ', '@example '],
      ]
      for (const tag of needed) expect(words, `the docstring of ${name}`).to.contain(tag)
    })

    it(`${name} says what it needs`, async () => {
      const marks = await drawnBy(mark)
      expect(marks, `marks in the examples of ${name}`).not.to.have.length(0)
      for (const { data, dimensions, domain, alt, bar, isLine = false, updates } of marks) {
        expect(dimensions, `dimensions of ${name}`).to.be.oneOf([1, 2, 3])
        expect(alt, `alt of ${name}`).to.match(/^\w.*[^.]$/)
        if (dimensions === 3) expect(domain, `domain of ${name}`).to.be.an('object')
        expect(bar !== undefined, `bar of ${name}`).to.equal(bars(data) > 0)
        // In space nothing is left out.
        const lines = data.filter(({ mode }) => String(mode).includes('lines'))
        expect(isLine, `isLine of ${name}`).to.equal(dimensions !== 3 && lines.length > 0)
        const tellsUpdate = data.some(trace => /\bupdate %/.test(String(trace.hovertemplate)))
        expect(updates !== undefined, `updates of ${name}`).to.equal(tellsUpdate)
      }
    })

    it(`${name} gets what it needs`, async () => {
      for (const one of await drawnBy(mark)) {
        const alone = figure([one])
        expect(JSON.parse(JSON.stringify(alone)), `${name} as JSON`).to.deep.equal(alone)
        if (one.dimensions === 3) continue
        const { r } = alone.layout.margin as { r: number }
        expect(r, `the right margin of ${name}`).to.equal(one.bar === undefined ? 30 : 110)
        const pair: Figure = sideBySide([alone, figure([one])])
        expect(bars(pair.data), `bars of ${name} in panels`).to.equal(one.bar === 'shared' ? 1 : 0)
        if (one.updates === undefined) continue
        const { frames } = animate([one])
        const last = frames!.at(-1)!
        expect(last.name, `the last frame of ${name}`).to.equal(String(one.updates))
        const grown = [frames![0]!, last].map(({ data }) => (data[0]!.x as unknown[]).length)
        expect(grown, `points of ${name}`).to.deep.equal([1, one.updates + 1])
      }
    })
  }
})
