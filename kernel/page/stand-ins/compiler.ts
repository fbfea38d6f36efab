/** tslab's compiler: what the host has made of it, before tslab's parts are loaded. */
let compiler: unknown

export const getCompiler = (): unknown => compiler
export function setCompiler(adapted: unknown): void {
  compiler = adapted
}
