import { expect } from 'chai'
import { allEdits } from '../../tools/edits/all-edits.mjs'
import { changesOf, namesIn, numbersIn } from '../../tools/edits/numbers.mjs'
import { codeCellsOf, editsOf, kindOf, saysOldNumber } from '../../tools/edits/try-chapter.mjs'
import { chapters } from '../../tools/notebooks/notebook'
import { slow } from '../support/slow'

describe('edits', () => {
  // biome-ignore format: one row a case
  const found: [code: string, numbers: string[]][] = [
    ['const LEARNING_RATE = 0.5 // then 0.99', ['LEARNING_RATE 0.5']],
    ['descend(bowl, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 })', ['lr 0.95', 'from[] -7', 'from[] 2', 'steps 30']],
    ['new MySGD(0.95)', ['MySGD() 0.95']],
    ['loadDigits({ train: 4_000 })', ['train 4_000']],
    ['for (const alpha of [0, 0.5, 1e-3]) f(alpha)', ['list[] 0', 'list[] 0.5', 'list[] 1e-3']],
    ['for (let t = 0; t < 30; t++) update()', ['bound 30']],
    ['const g = (x: number, h = 0.1) => x', ['h 0.1']],
    ['v = 0.9 * v + (1 - 0.9) * g', ['share 0.9', 'share 0.9']],
    // Of a formula, of how something is written, of a place.
    ['const f = (x: number) => x ** 2 / 20 + 3', []],
    ['console.log(walk.losses[30].toFixed(3).padStart(9), walk.points.slice(0, 5), Math.max(1, 2))', []],
    ['let sum = 0', []],
    ['matrix(1, inputs.length, inputs)', []],
  ]
  for (const [code, numbers] of found) {
    it(`finds ${numbers.join(', ') || 'nothing'} in ${code}`, () => {
      expect(numbersIn(code).map(({ name, text }) => `${name} ${text}`)).to.deep.equal(numbers)
    })
  }

  it('changes each number at least two ways, into what it can be', () => {
    for (const file of chapters) {
      for (const { source } of codeCellsOf(file)) {
        for (const number of numbersIn(source)) {
          const changes = changesOf(number)
          expect(new Set(changes).size, `${number.name} ${number.text}`).to.equal(changes.length)
          expect(changes.length).to.be.at.least(2)
          for (const to of changes) {
            expect(Number(to)).not.to.equal(number.value)
            if (/^(momentum|beta|decayRate)/.test(number.name))
              expect(Number(to)).to.be.within(0, 0.999)
            if (Number.isInteger(number.value) && number.value > 3) {
              expect(
                Number.isInteger(Number(to)),
                `${number.name} ${number.text} → ${to}`,
              ).to.equal(true)
            }
          }
        }
      }
    }
  })

  it('knows what a cell declares, and what stands in it', () => {
    const { declared, named } = namesIn(
      "import { SGD } from 'downhill'\nconst a = f(b), [c, { d }] = e\nfunction g() { const h = i }\nclass J {}",
    )
    expect(declared).to.deep.equal(['a', 'c', 'd', 'g', 'J'])
    for (const name of ['a', 'b', 'e', 'f', 'h', 'i', 'SGD']) expect([...named]).to.include(name)
  })

  it('knows what went wrong by its kind', () => {
    // biome-ignore format: one row a case
    const kinds: [string, string, boolean, string][] = [
      ['AssertionError', 'false == true', true, 'AssertionError'],
      ['TypeError', "Cannot read properties of undefined (reading '0')", true, 'TypeError about undefined'],
      ['TypeScriptError', "line 1, column 1: Cannot find name 'walk'.", false, 'name not found'],
      ['TypeScriptError', 'walk is not there yet: cell [3] ended before the line that makes it.', false, 'name not found'],
      ['RangeError', 'lr must be a finite number ≥ 0, got -1.', true, 'a sentence'],
      ['RangeError', 'lr must be a finite number ≥ 0, got -1.', false, 'a sentence, in another cell'],
      ['RangeError', 'Invalid array length', true, 'other RangeError'],
    ]
    for (const [ename, evalue, edited, kind] of kinds) {
      expect(kindOf(ename, evalue, edited)).to.equal(kind)
    }
  })

  it('hears an old number in a title', () => {
    const edit = { of: 'lr', from: '0.95' }
    const heard = (words: string, published: string) => saysOldNumber(words, published, edit)
    expect(heard('SGD, learning rate 0.95', 'SGD, learning rate 0.95')).to.equal(true)
    expect(heard('SGD 0.5: loss 10.953', 'SGD 0.95: loss 6.2')).to.equal(false)
    // That of another walk.
    expect(heard('SGD 0.5, Adam 0.95', 'SGD 0.95, Adam 0.95')).to.equal(false)
    // The first of the steps, not the learning rate of 1.
    const step = 'step 1: v = 3.000'
    expect(saysOldNumber(step, step, { of: 'lr', from: '1' })).to.equal(false)
    expect(saysOldNumber('30 steps', '30 steps', { of: 'x[]', from: '30' })).to.equal(false)
  })

  it('are at least 700', () => {
    const edits = chapters.flatMap(file => editsOf(codeCellsOf(file)))
    expect(edits.length).to.be.at.least(700)
  })

  it(`of ${slow ? 'many' : 'some'} numbers end in a picture, or in a sentence`, async function () {
    this.timeout(40 * 60_000)
    // In the slow run each number of the first five chapters is changed once. The later ones take seconds at
    // each edit: `npm run edits` makes all of them.
    const short = { chapters: ['01', '02', '03', '04', '05'], most: slow ? 60 : 2, seed: 1 }
    const long = { chapters: ['06', '07', '08'], most: slow ? 4 : 1, seed: 1 }
    const tried = [...(await allEdits(short)), ...(await allEdits(long))]
    for (const { chapter, troubles } of tried) {
      const wrong = troubles.filter(({ kind }) => kind !== 'a sentence')
      expect(wrong, chapter).to.deep.equal([])
    }
  })
})
