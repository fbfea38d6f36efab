// Imported first by every tool, so that an old Node gets a sentence instead of a failure further on.
// Files that a tool imports statically are parsed before this one runs: keep their syntax to what
// Node 14 reads.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major === undefined || minor === undefined || major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `✗ Node 20.19 or newer is needed, but this is ${process.versions.node}: install the current LTS version, then run the command again.`,
  )
  process.exit(1)
}
