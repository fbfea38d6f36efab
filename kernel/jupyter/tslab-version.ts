import { createRequire } from 'node:module'

/** The tslab that this kernel is made for: the one that package.json pins. */
export const tslabVersion: string =
  createRequire(__filename)('../../../package.json').dependencies.tslab
