// Stands in for assets/kernel.js in tests of the page: it says which cells were run, and gives what a test wants.
// A cell with `// gives NAME` gives window.gives[NAME], a list of outputs; `// waits` ends only when it is stopped.
window.ran = []
window.files = []
window.asked = []
window.gives ??= {}
window.downhillKernel = {
  start() {
    let count = 0
    let end
    window.kernel = {
      ready: Promise.resolve(),
      onDied: undefined,
      async execute(code, onOutput) {
        window.ran.push(code)
        const execution_count = ++count
        const { promise: ended, resolve } = Promise.withResolvers()
        end = resolve
        await new Promise(resolve => setTimeout(resolve))
        const [, name] = /\/\/ gives (\w+)/.exec(code) ?? []
        const outputs = window.gives[name] ?? [
          { type: 'stream', content: { name: 'stdout', text: `ran: ${code.split('\n')[0]}\n` } },
        ]
        for (const output of outputs) onOutput(structuredClone(output))
        if (!/\/\/ waits/.test(code)) end('ok')
        const how = await ended
        const error = outputs.find(({ type }) => type === 'error')
        if (how !== 'ok' || error) {
          const content = error?.content ?? { ename: 'Interrupted', evalue: '', traceback: [] }
          return { status: 'error', execution_count, ...content }
        }
        return { status: 'ok', execution_count }
      },
      async complete(code, position) {
        window.asked.push(['complete', code, position])
        const start = position - /\w*$/.exec(code.slice(0, position))[0].length
        return { start, end: position, candidates: ['momentum', 'momentous'] }
      },
      async inspect(code, position) {
        window.asked.push(['inspect', code, position])
        return 'const start: <number>[]'
      },
      async diagnose(code) {
        window.asked.push(['diagnose', code])
        const from = code.indexOf('wrong')
        return from === -1 ? [] : [{ from, to: from + 5, message: 'Cannot find name "wrong".' }]
      },
      async stop() {
        end('stopped')
        return window.stopped ?? 'kept'
      },
      addFile: (name, bytes) => window.files.push([name, bytes.length]),
      close() {},
    }
    return window.kernel
  },
}
