/** What to say of a module that cannot be found: a file, or a package. */
export function notFound(name: string): string {
  if (/^[./]/.test(name)) {
    return `There is no file ${name}, ending in .ts or .js, where this notebook looks for it.`
  }
  const [first = name, second] = name.split('/')
  const packageName = first.startsWith('@') && second ? `${first}/${second}` : first
  return `The package '${packageName}' is not installed: run npm install ${packageName} in a terminal, in the folder of the course, and then Kernel → Restart.`
}
