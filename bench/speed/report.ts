/** The tables, for the terminal and for README.md. */
import { aligned, type Machine, piped, type Rows, short } from '../page'
import type { Found, Goal, Result, Verdict } from './goals'

/** A part of a goal's results, as it is shown. */
interface View {
  readonly goal: number
  readonly table: Result['table']
  readonly caption: string
  /** Whose numbers are 1 ×. */
  readonly base: string
  readonly where?: (result: Result) => boolean
  /** Whether the page shows it on a click only. */
  readonly folded?: boolean
}

const isAdam = ({ row }: Result): boolean => row.startsWith('Adam,')
const step = { goal: 1, table: 'step', base: 'downhill' } as const
const views: readonly View[] = [
  { ...step, caption: 'One step of Adam, ns per parameter', where: isAdam },
  {
    ...step,
    caption: 'One step of the other methods, ns per parameter',
    where: result => !isAdam(result),
    folded: true,
  },
  {
    goal: 1,
    table: 'look',
    caption: 'The look at the gradients, which is a part of each step, ns per parameter',
    base: 'downhill',
  },
  { goal: 2, table: 'walk', caption: 'Thirty steps on the bowl, µs', base: 'downhill' },
  { goal: 2, table: 'grid', caption: 'A surface at 500 × 500 points, ms', base: 'downhill' },
  {
    goal: 3,
    table: 'train',
    caption: 'One training step of 784-50-10, batch 100, ms',
    base: 'downhill, float32',
  },
  { goal: 4, table: 'heap', caption: 'Allocated by one step, bytes', base: 'downhill' },
]

const titles: Readonly<Record<Goal['number'], string>> = {
  1: '1. One step',
  2: '2. A walk and a map',
  3: '3. A training step',
  4: '4. Memory',
}

/** The goals in the terminal, each with its tables and verdicts. */
export function terminal(results: readonly Result[], verdicts: readonly Verdict[]): string {
  return sections(results, verdicts)
    .flatMap(({ title, parts, lines }) => [
      title,
      ...parts.flatMap(({ view, rows }) => ['', `${view.caption}:`, aligned(rows)]),
      '',
      ...lines,
      '',
    ])
    .join('\n')
}

/** The same for README.md, with the machine. */
export function markdown(
  results: readonly Result[],
  verdicts: readonly Verdict[],
  machine: Machine,
): string {
  return [
    piped([['', ''], ...Object.entries(machine)]),
    ...sections(results, verdicts).flatMap(({ title, parts, lines }) => [
      `### ${title}`,
      lines.map(line => `- ${line}`).join('\n'),
      ...parts.flatMap(({ view: { caption, folded }, rows }) =>
        folded
          ? [`<details><summary>${caption}</summary>`, piped(rows), '</details>']
          : [`${caption}:`, piped(rows)],
      ),
    ]),
  ].join('\n\n')
}

function sections(results: readonly Result[], verdicts: readonly Verdict[]) {
  return ([1, 2, 3, 4] as const).map(number => ({
    title: titles[number],
    parts: views
      .filter(view => view.goal === number)
      .map(view => {
        const { table, where = () => true } = view
        return {
          view,
          rows: rowsOf(
            results.filter(one => one.table === table && where(one)),
            view,
          ),
        }
      }),
    lines: verdicts.filter(({ goal }) => goal.number === number).map(sentence),
  }))
}

/** What a verdict says: whether the goal is met, and how far or how close the worst place is. */
export function sentence({ goal, met, worst, missed }: Verdict): string {
  const { what, limit, other } = goal
  const say = ({ where, value }: Found) => {
    if (other === undefined) return `${short(value)} (${where})`
    if (limit < 1) return `${short(1 / value)} times faster (${where})`
    return `${short(value)} times its time (${where})`
  }
  if (worst === undefined) return `${what}: not measured`
  if (met) return `${what}: met, ${limit < 1 ? 'at least' : 'at most'} ${say(worst)}`
  return `${what}: not met: ${missed.map(say).join(', ')}`
}

/** One row for each contestant in each row, one column for each column. */
function rowsOf(results: readonly Result[], { base }: View): Rows {
  const columns = [...new Set(results.map(({ column }) => column))]
  const names = [
    ...new Set(results.map(({ row, contestant }) => JSON.stringify([row, contestant]))),
  ]
  const body = names.map(name => {
    const [row, contestant] = JSON.parse(name) as [string, string]
    const cells = columns.map(column => {
      const here = results.filter(result => result.row === row && result.column === column)
      const result = here.find(one => one.contestant === contestant)
      return result === undefined
        ? ''
        : cell(
            result,
            here.find(one => one.contestant === base),
          )
    })
    return [row, contestant, ...cells]
  })
  return [['', '', ...columns], ...body]
}

/** Median (least to most), and how many times the base's it is. */
function cell(result: Result, base: Result | undefined): string {
  const { median, min, max, rounds } = result
  const spread = rounds.length > 1 ? ` (${short(min)}–${short(max)})` : ''
  const ratio = base === undefined || base === result ? '' : ` ${short(median / base.median)} ×`
  return `${short(median)}${spread}${ratio}`
}
