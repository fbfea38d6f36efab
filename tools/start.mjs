import './node-version.mjs'
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { isFree, requestedPort } from './port.mjs'
import { done, main, Problem } from './report.mjs'
import { root } from './run.mjs'
import { setup } from './setup.mjs'

const firstChapter = 'notebooks/01-gradient-descent.ipynb'

main(async () => {
  const args = process.argv.slice(2)
  const port = requestedPort(args)
  if (port !== undefined && !(await isFree(port))) {
    throw new Problem(
      `Port ${port} is taken: stop what uses it, or name another with \`npm start -- --port ${port + 1}\`.`,
    )
  }
  const python = setup({ dev: false })
  done('JupyterLab starts; stop it with Ctrl-C')
  await runJupyterLab(python, [
    // Figures load plotly.js from node_modules through the server's /files/, so its root is the
    // repository.
    `--ServerApp.root_dir=${root}`,
    `--FileContentsManager.preferred_dir=${join(root, 'notebooks')}`,
    `--LabApp.default_url=/lab/tree/${firstChapter}`,
    // Only warnings and the address.
    '--Application.log_level=WARN',
    // Ctrl-C stops at once, without a question.
    '--ServerApp.answer_yes=True',
    // If a port is named, it has to be that one; otherwise the next free one will do.
    ...(port === undefined ? [] : ['--ServerApp.port_retries=0']),
    // Jupyter refuses root, which is the usual user in a container.
    ...(process.getuid && process.getuid() === 0 ? ['--allow-root'] : []),
    ...args,
  ])
})

/**
 * @param {string} python
 * @param {string[]} args
 * @returns {Promise<void>} ends with JupyterLab
 */
function runJupyterLab(python, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, JUPYTER_CONFIG_PATH: configPath() }
    const child = spawn(python, ['-m', 'jupyterlab', ...args], { cwd: root, env, stdio: 'inherit' })
    let stopping = false
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.on(signal, () => {
        // From a terminal JupyterLab gets Ctrl-C as well; a second signal does it no harm.
        if (!stopping) child.kill('SIGTERM')
        stopping = true
      })
    }
    child.on('error', reject)
    child.on('exit', code => {
      if (stopping || code === 0) resolve()
      else
        reject(
          new Problem('JupyterLab stopped; mend what it says above, then run `npm start` again.'),
        )
    })
  })
}

/** Adds our settings to the user's own: no pop-up about news, no requests for newer versions. */
function configPath() {
  const own = process.env.JUPYTER_CONFIG_PATH
  return [join(root, 'tools', 'jupyter'), ...(own ? [own] : [])].join(delimiter)
}
