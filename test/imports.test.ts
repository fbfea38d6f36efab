import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect } from 'chai'

const root = join(__dirname, '..')

/** One file imports another; `type` is true if nothing is left of it at run time. */
interface Import {
  readonly from: string
  readonly to: string
  readonly type: boolean
}

/** Every file of ours, with slashes: 'src/check.ts'. */
const files = ['src', 'kernel', 'tools', 'bench', 'test'].flatMap(top =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .map(name => `${top}/${name.replaceAll('\\', '/')}`)
    .filter(name => /(?<!\.d)\.(ts|mjs)$/.test(name) && !/\/(dist|claims)\//.test(name)),
)
const known = new Set(files)

const statement =
  /^(?:import|export)\b([^'"`;]*?)\bfrom '(\.[^']+)'|^import '(\.[^']+)'|\b(?:require|import)\('(\.[^']+)'\)/gm

function importsOf(from: string): Import[] {
  const code = readFileSync(join(root, from), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  return [...code.matchAll(statement)].flatMap(([, names, named, bare, called]) => {
    const path = normalize(join(dirname(from), (named ?? bare ?? called)!)).replaceAll('\\', '/')
    const to = [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')].find(file =>
      known.has(file),
    )
    // Built files, and what stands in the texts of tests.
    if (to === undefined) return []
    const each = /^\s*\{([^}]*)\}/.exec(names ?? '')?.[1]?.split(',') ?? ['']
    const allTypes = each.every(name => /^\s*(type\b|$)/.test(name)) && each.join('').trim() !== ''
    return { from, to, type: /^\s*type\b/.test(names ?? '') || allTypes }
  })
}

const imports = files.flatMap(importsOf)

/** Where a file belongs: 'src/network', 'tools'; for a file right in src, itself. */
function placeOf(file: string): string {
  const [top = '', next = ''] = file.split('/')
  return top === 'src' ? `${top}/${next}` : top
}

const isRightInSrc = (place: string): boolean => /^src\/[^/]+\.ts$/.test(place)

/** What each place may import, as the table in CONTRIBUTING.md says. */
const allowed = new Map(
  readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    .split('## Imports point inward')[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(line => {
      const [, left = '', right = ''] = line.split('|')
      const named = (cell: string): string[] =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
      return named(left).map(place => [place, named(right)] as const)
    }),
)

/** The first circle that these arrows make, as 'a → b → a'; undefined if there is none. */
function circle(arrows: readonly { from: string; to: string }[]): string | undefined {
  const next = new Map<string, Set<string>>()
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to))
  const finished = new Set<string>()
  const look = (place: string, way: readonly string[]): string | undefined => {
    if (way.includes(place)) return [...way.slice(way.indexOf(place)), place].join(' → ')
    if (finished.has(place)) return undefined
    for (const to of next.get(place) ?? []) {
      const found = look(to, [...way, place])
      if (found !== undefined) return found
    }
    finished.add(place)
    return undefined
  }
  for (const place of next.keys()) {
    const found = look(place, [])
    if (found !== undefined) return found
  }
  return undefined
}

describe('imports', () => {
  it('are found', () => {
    expect(imports.length).to.be.above(500)
  })

  it('go in no circle among files, types included', () => {
    const found = circle(imports)
    expect(found, found).to.equal(undefined)
  })

  it('go in no circle among folders, types included', () => {
    const between = imports
      .map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) }))
      .filter(({ from, to }) => from !== to)
    const found = circle(between)
    expect(found, found).to.equal(undefined)
  })

  it('point inward, as CONTRIBUTING says', () => {
    const wrong = imports.filter(({ from, to, type }) => {
      const [place, other] = [placeOf(from), placeOf(to)]
      if (type || place === other || isRightInSrc(place)) return false
      if (isRightInSrc(other) && place.startsWith('src/')) return false
      const may = allowed.get(place)
      expect(may, `the table has no row for ${place}`).not.to.equal(undefined)
      return !may!.some(name => other === name || other.startsWith(`${name}/`))
    })
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).to.deep.equal([])
  })

  it('of a file right in src that a folder uses lead only to others of them', () => {
    const used = new Set(
      imports
        .filter(
          ({ from, to }) =>
            from.startsWith('src/') && !isRightInSrc(placeOf(from)) && isRightInSrc(to),
        )
        .map(({ to }) => to),
    )
    expect(used.size).to.be.above(3)
    const wrong = imports.filter(({ from, to }) => used.has(from) && !isRightInSrc(to))
    expect(wrong).to.deep.equal([])
  })
})
