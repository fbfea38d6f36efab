/** semver, of which tslab asks for the major version of Node. */
export default { major: (version: string): number => Number(/\d+/.exec(version)) }
