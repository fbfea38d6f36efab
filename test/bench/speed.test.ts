import { expect } from 'chai'
import { type Goal, judge, type Result, summary } from '../../bench/speed/goals'
import { distance } from '../../bench/speed/outcomes'
import { markdown, sentence } from '../../bench/speed/report'
import { median } from '../../src'

describe('the bench', () => {
  const result = (row: string, column: string, contestant: string, time: number): Result => ({
    table: 'step',
    row,
    column,
    contestant,
    ...summary([time]),
  })
  const goal: Goal = {
    number: 1,
    what: 'no slower than C',
    table: 'step',
    ours: 'downhill',
    other: 'C',
    limit: 1,
  }

  it('takes the middle of an odd number of rounds, and between the middle two of an even one', () => {
    expect(median([3, 100, 1])).to.equal(3)
    expect(median([4, 1, 100, 2])).to.equal(3)
    expect(summary([3, 100, 1])).to.deep.include({ median: 3, min: 1, max: 100 })
  })

  it('divides ours by theirs, in the same row and column', () => {
    const results = [
      result('Adam', '1e3', 'downhill', 2),
      result('Adam', '1e3', 'C', 4),
      result('Adam', '1e6', 'C', 1),
      result('Adam', '1e6', 'downhill', 3),
      // Nobody to be compared with.
      result('SGD', '1e3', 'downhill', 9),
    ]
    const verdict = judge(goal, results)
    expect(verdict.met).to.equal(false)
    expect(verdict.missed).to.deep.equal([{ where: 'Adam, 1e6', value: 3 }])
    expect(sentence(verdict)).to.equal('no slower than C: not met: 3 times its time (Adam, 1e6)')
    const met = judge({ ...goal, where: ({ column }) => column === '1e3' }, results)
    expect(met.met).to.equal(true)
    expect(sentence(met)).to.equal('no slower than C: met, at most 0.5 times its time (Adam, 1e3)')
    expect(sentence(judge({ ...goal, limit: 3.1 }, results))).to.include('met, at most 3 times')
  })

  it('says how many times faster where a goal is so put', () => {
    const results = [result('SGD', '30 steps', 'downhill', 2), result('SGD', '30 steps', 'C', 9)]
    const verdict = judge({ ...goal, what: 'five times faster', limit: 1 / 5 }, results)
    expect(sentence(verdict)).to.equal(
      'five times faster: not met: 4.5 times faster (SGD, 30 steps)',
    )
  })

  it('limits ours alone, and knows what was not measured', () => {
    const { other: _, ...alone } = goal
    const results = [result('bowl', 'ms', 'downhill', 4)]
    expect(judge({ ...alone, limit: 5 }, results).met).to.equal(true)
    expect(judge({ ...alone, limit: 3 }, results).met).to.equal(false)
    expect(judge(goal, results).met).to.equal(undefined)
    expect(sentence(judge(goal, results))).to.equal('no slower than C: not measured')
    expect(judge({ ...alone, limit: 5 }, [result('', '', 'downhill', Number.NaN)]).met).to.equal(
      false,
    )
  })

  it('measures how far results are apart in parts of the way they went', () => {
    const start = Float64Array.of(10, 10)
    expect(distance(Float32Array.of(10, 14), Float64Array.of(10, 12), start)).to.equal(1)
    expect(distance(Float64Array.of(1), Float64Array.of(1, 2), start)).to.equal(
      Number.POSITIVE_INFINITY,
    )
  })

  it('writes a table with the spread, and how many times ours each is', () => {
    const results = [
      { ...result('Adam, float64', '1e3', 'C', 0), ...summary([1, 1.5, 1.25]) },
      result('Adam, float64', '1e3', 'downhill', 2.5),
      result('Adam, float64', '1e6', 'downhill', 0.123456),
    ]
    const lines = markdown(results, [judge(goal, results)], { machine: 'a desk' }).split('\n')
    expect(lines).to.include.members([
      '| machine | a desk |',
      '- no slower than C: not met: 2 times its time (Adam, float64, 1e3)',
      '|  |  | 1e3 | 1e6 |',
      '|---|---|---|---|',
      '| Adam, float64 | C | 1.25 (1–1.5) 0.5 × |  |',
      '| Adam, float64 | downhill | 2.5 | 0.12 |',
    ])
  })
})
