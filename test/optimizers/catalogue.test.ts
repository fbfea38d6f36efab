import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import * as downhill from '../../src'
import { instantiate } from '../../src/dist/wasm/arena'
import { kernels } from '../../src/dist/wasm/module'
import { colorOf } from '../../src/figures/palette'
import type { About, Hyperparameter } from '../../src/optimizers/about'
import { catalogue } from '../../src/optimizers/catalogue'

const folder = join('src', 'optimizers')
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8')
const methods = Object.entries(catalogue)
const fileOf = (name: string): string => `${name.toLowerCase()}.ts`

/** What the sentence about a hyperparameter has to hold. */
function facts(one: Hyperparameter): string[] {
  if ('choices' in one) {
    const words = one.choices.map(word => `'${word}'`)
    return [`${words.slice(0, -1).join(', ')} or ${words.at(-1)}`, `by default '${one.default}'`]
  }
  const interval = one.below === 1 ? 'to below 1' : `a finite number ≥ ${one.min}`
  return [one.symbol, interval, 'by default', String(one.default)]
}

describe('the catalogue', () => {
  it('has every optimizer that stands in src/optimizers', () => {
    const files = readdirSync(folder).filter(
      file => file.endsWith('.ts') && /class \w+ extends \w+/.test(read(folder, file)),
    )
    const missing = files.filter(file => !methods.some(([name]) => fileOf(name) === file))
    expect(missing, 'left out of catalogue.ts').to.deep.equal([])
    expect(methods.length).to.equal(files.length)
  })

  for (const [name, Class] of methods) {
    const { hyperparameters, slots, rule } = Class.about as About
    describe(name, () => {
      it('is exported', () => {
        expect((downhill as Record<string, unknown>)[name], `${name} from src/core.ts`).to.be.a(
          'function',
        )
      })

      it('has a colour of its own', () => {
        const colors = methods.map(([other]) => colorOf(other))
        expect(colorOf(name), `${name} in src/figures/palette.ts`).to.match(/^#[0-9A-F]{6}$/)
        expect(colors.filter(color => color === colorOf(name))).to.have.length(1)
      })

      it('has its compiled formula', () => {
        const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536 })
        const module = new WebAssembly.Module(Buffer.from(kernels, 'base64'))
        for (const kind of Object.values(instantiate(module, memory))) {
          expect(kind, `${name} in src/wasm/assembly/rules.ts`).to.have.property(rule!)
        }
      })

      it('is in the CHANGELOG', () =>
        expect(read('CHANGELOG.md')).to.match(RegExp(`\\b${name}\\b`)))

      it('walks beside PyTorch', () => {
        for (const file of ['paths.json', 'training.json']) {
          expect(read('test', 'reference', file), file).to.include(`"optimizer":"${name}"`)
        }
      })

      it('says in its docstring what the catalogue says', () => {
        const file = read(folder, fileOf(name))
        const docstring = /\/\*\*([\s\S]*?)\*\/\nexport class/.exec(file)![1]!.replace(/\n \*/g, '')
        for (const part of [' ← ', '@param options - ', '@throws ', '@example', ' Source: ']) {
          expect(docstring, name).to.include(part)
        }
        // `lr`: …. `beta1`, `beta2`: ….
        const sentences = docstring.split('@param options - ')[1]!.split(/(?<=\.) (?=`)/)
        for (const [option, about] of Object.entries(hyperparameters)) {
          const sentence = sentences.find(text => text.split(':')[0]!.includes(`\`${option}\``))
          for (const fact of facts(about)) expect(sentence, option).to.include(fact)
        }
      })

      it('says the same beside each property', () => {
        const file = read(folder, fileOf(name))
        for (const [, words, option] of file.matchAll(/\/\*\* (.*) \*\/\n {2}declare (\w+)/g)) {
          const about = hyperparameters[option!]!
          if ('choices' in about) expect(words).to.include(`'${about.default}'`)
          else for (const fact of facts(about)) expect(words, option).to.include(fact)
        }
      })

      it('remembers what it says, and begins with its defaults', () => {
        const optimizer = new Class()
        optimizer.update({ x: 1 }, { x: 1 })
        expect(Object.keys(optimizer.state.x!)).to.deep.equal(['t', ...Object.keys(slots)])
        expect(optimizer.hyperparameters).to.deep.equal(
          Object.fromEntries(Object.entries(hyperparameters).map(([k, { default: d }]) => [k, d])),
        )
      })

      for (const [option, about] of Object.entries(hyperparameters)) {
        it(`takes ${option} within its interval, and nothing else`, () => {
          const make = (value: unknown): unknown => new Class({ [option]: value })
          const good = 'choices' in about ? about.choices : [about.min, ...about.range]
          const bad: unknown[] =
            'choices' in about ? ['other', 1, null] : [about.min - 1, NaN, Infinity, '1', null]
          if ('below' in about) bad.push(about.below)
          for (const value of good) expect(() => make(value)).not.to.throw()
          for (const value of bad)
            expect(() => make(value), String(value)).to.throw(`${option} must be`)
        })
      }
    })
  }
})
