import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import { python } from '../../tools/python'

describe('kernel: jupyter_kernel_test, the public conformance suite', () => {
  it('passes', function () {
    this.timeout(240_000)
    const suite = spawnSync(python, [join(__dirname, 'conformance.py')], { encoding: 'utf8' })
    expect(suite.status, suite.stderr).to.equal(0)
    // What has no place in a notebook kernel: clear_output of its own, a pager.
    expect(suite.stderr)
      .to.match(/Ran 12 tests/)
      .and.to.match(/OK \(skipped=2\)/)
  })
})
