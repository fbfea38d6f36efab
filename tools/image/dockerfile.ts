/** What repo2docker prints, as far as it is about the repository. */
export interface Dockerfile {
  /** `ENV`, in the order given: a value may name those before it. */
  environment: [name: string, value: string][]
  /** The file that says what is in the environment before ours is added. */
  lock: string
  /** `RUN` and `COPY`, from where the repository's folder is the working one. */
  steps: Step[]
}

export type Step = { run: string } | { copy: string; to: string }

export function readDockerfile(text: string): Dockerfile {
  const lines = text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map(line => line.trim())
  const environment = lines
    .filter(line => line.startsWith('ENV '))
    .flatMap(line => [...line.matchAll(/(\w+)=("[^"]*"|\S+)/g)])
    .map(([, name, value]): [string, string] => [name!, value!.replace(/^"(.*)"$/, '$1')])
  const lock = /environment\.py-[\d.]+-linux-\w+\.lock/.exec(unescaped(text))?.[0]
  if (lock === undefined) throw new Error('the Dockerfile copies no environment.lock')
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker's
  const ours = lines.slice(lines.indexOf('WORKDIR ${REPO_DIR}') + 1)
  return { environment, lock, steps: ours.flatMap(stepIn) }
}

function stepIn(line: string): Step[] {
  const [, run] = /^RUN (.*)$/.exec(line) ?? []
  // Who owns what is for root to say.
  if (run !== undefined) return run.startsWith('chown ') ? [] : [{ run }]
  const [, copy, to] = /^COPY --chown=\S+ src\/(\S*) (\S+)$/.exec(line) ?? []
  return copy === undefined ? [] : [{ copy, to: to! }]
}

/** repo2docker writes the names of its own files with `-2d` for a dash and `-2e` for a dot. */
function unescaped(text: string): string {
  return text.replace(/-(2[de])/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
