/**
 * What to do when a program or a system call failed, as far as its output tells: the end of a sentence;
 * undefined if it is something else.
 *
 * @param {string} output
 * @returns {string | undefined}
 */
export function mendOf(output) {
  if (/ENOSPC|EDQUOT|no space left|disk quota exceeded|not enough space/i.test(output)) {
    return 'the disk is full: free some space (all packages together take 1 GB), then run the command again.'
  }
  const place = placeIn(output)
  if (/EROFS|read-only file ?system/i.test(output)) {
    return `${place} is read-only: copy the course to a folder that you may write to, then run the command there.`
  }
  if (/EACCES|EPERM|permission denied|not permitted|access is denied/i.test(output)) {
    return `${place} may not be written by you: make it yours (on Linux and macOS: \`sudo chown -R $(id -u) FOLDER\`) or copy the course to a folder that is, then run the command again.`
  }
  return undefined
}

/** The file or folder that the system's message names. @param {string} output */
function placeIn(output) {
  const found =
    output.match(/npm (?:error|ERR!) path (\S.*)/) ??
    output.match(/(?:EROFS|EACCES|EPERM)[^'\n]*'([^'\n]+)'/) ??
    output.match(/(?:read-only file ?system|permission denied)[^'\n]*'([^'\n]+)'/i)
  return found?.[1] ?? 'this folder'
}
