import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Runs a program to its end and keeps what it writes; `ok` is also false if there is no such program.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ shell?: boolean, cwd?: string }} [options]
 * @returns {{ ok: boolean, stdout: string, output: string }}
 */
export function capture(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  const stdout = result.stdout || ''
  return {
    ok: result.status === 0,
    stdout,
    output: `${stdout}${result.stderr || ''}${result.error ? result.error.message : ''}`.trim(),
  }
}

/**
 * Runs a Node program in the terminal the user looks at.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} whether it succeeded
 */
export function node(args, env = process.env) {
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status === 0
}

/** Whether what npm or pip wrote says that the network is the cause. @param {string} output */
export function isNetworkFailure(output) {
  return /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|Max retries exceeded|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|Failed to establish a new connection|name resolution/.test(
    output,
  )
}
