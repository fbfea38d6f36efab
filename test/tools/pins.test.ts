import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readPins, readRequirements } from '../../tools/setup/pins.mjs'

// It has no types.
const { satisfies }: { satisfies: (version: string, range: string) => boolean } = require('semver')

describe('readPins', () => {
  it('reads the section pip, without comments and blank lines', () => {
    const yaml = `
dependencies:
  - python>=3.10 # runs it
  - pip: # the list
      # a line of its own
      - jupyterlab==4.6.6 # reads the notebooks

      - jupyter_kernel_test==0.7.0
  - nodejs>=20.19
`
    expect(readPins(yaml)).to.deep.equal(['jupyterlab==4.6.6', 'jupyter_kernel_test==0.7.0'])
  })

  it('reads the section when it is not indented, and with Windows line ends', () => {
    const yaml = 'dependencies:\r\n- pip\r\n- pip:\r\n  - plotly==7.1.0\r\nname: downhill\r\n'
    expect(readPins(yaml)).to.deep.equal(['plotly==7.1.0'])
  })

  for (const line of ['plotly', 'plotly>=7', 'plotly==7.*', 'plotly = 7']) {
    it(`refuses '${line}'`, () => {
      expect(() => readPins(`- pip:\n  - ${line}\n`)).to.throw(`lists '${line}' without a pin`)
    })
  }

  it('says that the section is missing', () => {
    expect(() => readPins('dependencies:\n  - pip\n')).to.throw('no `- pip:` section')
  })

  it('reads the list of the course, each line of which says what needs it', () => {
    const yaml = readFileSync('environment.yml', 'utf8')
    const names = readPins(yaml).map(pin => pin.split('==')[0])
    expect(names).to.include.members(['jupyterlab', 'plotly', 'nbclient', 'nbconvert'])
    for (const line of yaml.match(/^ .*==.*$/gm) ?? []) expect(line).to.match(/ # \w+/)
  })
})

describe('readRequirements', () => {
  it('reads the packages of the bench, without comments and blank lines', () => {
    expect(readRequirements('# a list\r\n\r\nnumpy==2.4.6 # arrays\r\n')).to.deep.equal([
      'numpy==2.4.6',
    ])
    const pins = readRequirements(readFileSync('bench/requirements.txt', 'utf8'))
    expect(pins.map(pin => pin.split('==')[0])).to.include.members(['numpy', 'torch'])
  })
})

describe('package-lock.json', () => {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
  const packages: [string, { engines?: { node?: string }; optional?: boolean }][] = Object.entries(
    read('package-lock.json').packages,
  )

  it('admits, in each of its packages, every Node that the course admits', () => {
    const admitted = read('package.json').engines.node
    expect(admitted).to.equal('>=20.19')
    expect(readFileSync('README.md', 'utf8')).to.include('20.19 or newer')
    for (const [path, { engines, optional }] of packages) {
      // npm leaves out what is optional and does not fit, such as sharp for 32-bit Windows.
      if (optional) continue
      const versions = ['20.19.0', '20.20.2', '21.7.3', '22.0.0', '22.11.0', '22.12.0', '23.0.0']
      for (const version of [...versions, '24.0.0', '25.0.0', '26.0.0', '26.10.0']) {
        expect(satisfies(version, engines?.node ?? '*'), `${path} on ${version}`).to.equal(true)
      }
    }
  })
})
