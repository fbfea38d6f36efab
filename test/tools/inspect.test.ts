import { expect } from 'chai'
import { inspect } from '../../tools/setup/python-packages.mjs'

describe('inspect', () => {
  const python =
    process.env.DOWNHILL_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3')

  it('names the pins that a real environment does not fulfil', () => {
    const { prefix, missing } = inspect(python, ['pip==0.0.1', 'no-such-package==1.0'])
    expect(missing).to.deep.equal(['pip==0.0.1', 'no-such-package==1.0'])
    expect(prefix).to.be.a('string')
  })

  it('is content with pins that are fulfilled', () => {
    const { missing } = inspect(python, [])
    expect(missing).to.deep.equal([])
  })
})
