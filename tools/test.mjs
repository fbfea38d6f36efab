import './node-version.mjs'
import { doing, done, main, Problem } from './report.mjs'
import { node } from './run.mjs'
import { setup } from './setup.mjs'

main(async () => {
  const python = setup({ dev: true })

  stage('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'])
  for (const page of [
    'src/explorer/page',
    'src/digit-pad/page',
    'kernel/page',
    'tools/book/live',
  ]) {
    stage('types in the browser', ['node_modules/typescript/bin/tsc', '-p', page])
  }
  stage('lint', ['node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings'])
  stage('format', ['tools/format.mjs', '--check'])

  doing('tests')
  const env = { ...process.env, DOWNHILL_PYTHON: python }
  const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'tools/mocha-reporter.cjs']
  const args = process.argv.slice(2)
  // `npm test -- test/kernel/kernel.test.ts` runs that file, `npm test -- -g contour` what is so named.
  const files = args.some(arg => arg.endsWith('.ts')) ? [] : ['test/**/*.test.ts']
  if (!node([...mocha, ...args, ...files], env)) {
    throw new Problem('The tests failed: mend what is named above.')
  }
})

/**
 * @param {string} name
 * @param {string[]} args
 */
function stage(name, args) {
  if (!node(args)) throw new Problem(`The stage '${name}' failed: mend what is named above.`)
  done(name)
}
