import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from '../../tools/python'

const read = (...parts: string[]): string => readFileSync(join(root, ...parts), 'utf8')

describe("tslab's version", () => {
  const { tslab } = JSON.parse(read('package.json')).dependencies

  it('stands in package.json, and the code of the kernel reads it there', () => {
    const sources = readdirSync(join(root, 'kernel'), { encoding: 'utf8', recursive: true }).filter(
      name => name.endsWith('.ts') && !name.startsWith('dist'),
    )
    expect(sources.filter(name => read('kernel', name).includes(tslab))).to.deep.equal([])
    const { tslabVersion } = require(join(root, 'kernel', 'dist', 'jupyter', 'tslab-version.js'))
    expect(tslabVersion).to.equal(tslab)
  })

  it('is the one that is installed, and that the README compares with', () => {
    expect(JSON.parse(read('node_modules', 'tslab', 'package.json')).version).to.equal(tslab)
    const named = read('kernel', 'README.md').match(/(?<=tslab(?:\]\(\S+\))? )\d+\.\d+\.\d+/g)
    expect(named).to.have.length.above(2)
    expect(new Set(named)).to.deep.equal(new Set([tslab]))
  })
})
