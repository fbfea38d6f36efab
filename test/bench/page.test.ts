import { expect } from 'chai'
import { replaceSection } from '../../bench/page'

describe('a section of the page of measurements', () => {
  const section = { name: 'speed', command: 'npm run bench' }
  const [begin, end] = ['<!-- speed: npm run bench writes this -->', '<!-- speed ends -->']

  it('is replaced between its marks, and nothing else is', () => {
    const other =
      '<!-- chapter: npm run bench:chapter writes this -->\n\nkept\n\n<!-- chapter ends -->'
    const page = `# A\n\n${begin}\n\nold $& \n\n${end}\n\n## B\n\n${other}\n`
    const replaced = replaceSection(page, section, 'new $& $1')
    expect(replaced).to.equal(`# A\n\n${begin}\n\nnew $& $1\n\n${end}\n\n## B\n\n${other}\n`)
    expect(replaceSection(replaced, section, 'new $& $1')).to.equal(replaced)
  })

  it('needs both marks, once and in order', () => {
    for (const page of ['# A', begin, `${end}${begin}`, `${begin}${end}${begin}${end}`]) {
      expect(() => replaceSection(page, section, 'new')).to.throw('must have the lines')
    }
  })
})
