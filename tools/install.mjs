import './node-version.mjs'
import { main } from './report.mjs'
import { setup } from './setup.mjs'

main(async () => {
  setup({ dev: false })
})
