import './node-version.mjs'
import { main } from './report.mjs'
import { compile } from './setup/compile.mjs'

main(async () => compile())
