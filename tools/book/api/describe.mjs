import { join } from 'node:path'
import { Problem } from '../../report.mjs'
import { root } from '../../run.mjs'

// Folders of src/ in the order in which one meets them; what lies beside them comes last.
const folders = [
  ...['optimizers', 'surfaces', 'descent', 'network', 'datasets', 'figures', 'display'],
  ...['exercises', 'wasm', ''],
]
/** @type {Record<string, string>} */
const titles = { exercises: 'grading', wasm: 'speed', '': 'basics' }

/**
 * What the package exports and its docstrings say: groups, one for each folder, of pages, one for each
 * file.
 *
 * @returns {Promise<object[]>} as convert.py expects them
 */
export async function describeApi() {
  const typedoc = await import('typedoc')
  const app = await typedoc.Application.bootstrap({
    entryPoints: [join(root, 'src', 'index.ts')],
    tsconfig: join(root, 'src', 'tsconfig.json'),
    basePath: join(root, 'src'),
    excludePrivate: true,
    excludeProtected: true,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    sort: ['source-order'],
    logLevel: 'Error',
  })
  const project = await app.convert()
  if (project === undefined) throw new Problem('The docstrings of src/ could not be read.')
  const symbols = (project.children ?? []).map(describe)
  const groups = folders.map(folder => {
    const here = symbols.filter(({ file }) => folder === folderOf(file))
    const files = [...new Set(here.map(({ file }) => file))]
    return {
      title: titles[folder] ?? folder,
      pages: files.map(file => ({ file, symbols: here.filter(one => one.file === file) })),
    }
  })
  return groups.filter(({ pages }) => pages.length > 0)
}

/** The folder of src/ that is in the list, '' for any other. @param {string} file */
function folderOf(file) {
  const [folder] = file.split('/')
  return folder !== undefined && folders.includes(folder) ? folder : ''
}

/**
 * One name that is exported.
 *
 * @param {import('typedoc').DeclarationReflection} one
 */
function describe(one) {
  const kind = kindOf(one)
  const all = one.children ?? []
  const makes = all.find(({ name }) => name === 'constructor')?.signatures ?? []
  const calls = one.signatures ?? (kind === 'class' ? makes : [])
  const own = all.filter(each => each.name !== 'constructor' && from(each) === undefined)
  return {
    name: one.name,
    kind,
    file: one.sources?.[0]?.fileName.replace(/^.*?src\//, '') ?? '',
    signature: plain(signatureOf(one, kind, calls)),
    ...commentOf(one.comment ?? calls.find(({ comment }) => comment)?.comment, calls),
    members: own.map(each => ({
      name: each.name,
      signature: plain(memberOf(each)),
      ...commentOf((each.signatures?.[0] ?? each.getSignature ?? each).comment, each.signatures),
    })),
    inherited: all
      .filter(each => each.name !== 'constructor' && from(each) !== undefined)
      .map(each => ({ name: each.name, from: from(each) })),
  }
}

/** Types as one writes them here. @param {string} signature */
function plain(signature) {
  return signature.replaceAll('"', "'").replaceAll('<ArrayBufferLike>', '')
}

/** @param {import('typedoc').DeclarationReflection} one */
function kindOf(one) {
  if (one.signatures) return 'function'
  if (one.type) return one.flags.isConst ? 'variable' : 'type'
  const isClass = one.children?.some(({ name }) => name === 'constructor')
  return isClass ? 'class' : 'interface'
}

/**
 * The exported class that a member is inherited from, and that says what it is; undefined for its own.
 *
 * @param {import('typedoc').DeclarationReflection} one
 * @returns {string | undefined}
 */
function from(one) {
  const above = /** @type {typeof one | undefined} */ (one.inheritedFrom?.reflection)
  return above && (from(above) ?? above.parent?.name)
}

/**
 * @param {import('typedoc').DeclarationReflection} one
 * @param {string} kind
 * @param {readonly import('typedoc').SignatureReflection[]} calls
 */
function signatureOf(one, kind, calls) {
  const bases = one.extendedTypes?.map(String).join(', ')
  if (kind === 'class') {
    const line = `class ${one.name}${bases ? ` extends ${bases}` : ''}`
    const makes = calls.map(call => `new ${one.name}${callOf(call, false)}`)
    return [line, ...makes.map(each => given(one, each))].join('\n')
  }
  if (kind === 'function') return calls.map(call => `${one.name}${callOf(call)}`).join('\n')
  const generics = genericsOf(one.typeParameters)
  if (kind === 'type') return `type ${one.name}${generics} = ${one.type}`
  if (kind === 'variable') return `const ${one.name}: ${one.type}`
  return `interface ${one.name}${generics}${bases ? ` extends ${bases}` : ''}`
}

/**
 * An inherited signature with what the classes above are given for their type parameters.
 *
 * @param {import('typedoc').DeclarationReflection} one
 * @param {string} signature
 * @returns {string}
 */
function given(one, signature) {
  const above = /** @type {import('typedoc').ReferenceType | undefined} */ (one.extendedTypes?.[0])
  const parent = /** @type {typeof one | undefined} */ (above?.reflection)
  if (!parent) return signature
  const parameters = parent.typeParameters ?? []
  return parameters.reduce(
    (text, { name }, i) =>
      text.replace(RegExp(`\\b${name}\\b`), `${above?.typeArguments?.[i] ?? name}`),
    given(parent, signature),
  )
}

/** @param {import('typedoc').DeclarationReflection} one */
function memberOf(one) {
  if (one.signatures) return one.signatures.map(call => `${one.name}${callOf(call)}`).join('\n')
  const isFixed = one.flags.isReadonly || (one.getSignature && !one.setSignature)
  const words = [one.flags.isStatic && 'static ', isFixed && 'readonly '].filter(Boolean).join('')
  const type = one.type ?? one.getSignature?.type
  return `${words}${one.name}${one.flags.isOptional ? '?' : ''}: ${type}`
}

/**
 * @param {import('typedoc').SignatureReflection} call
 * @param {boolean} [returns]
 */
function callOf({ typeParameters, parameters = [], type }, returns = true) {
  const list = parameters.map(one => {
    const isOptional = one.flags.isOptional || one.defaultValue !== undefined
    const dots = one.flags.isRest ? '...' : ''
    return `${dots}${one.name}${isOptional ? '?' : ''}: ${one.type}`
  })
  const line = list.join(', ')
  const inside = line.length > 70 ? `\n${list.map(each => `  ${each},\n`).join('')}` : line
  return `${genericsOf(typeParameters)}(${inside})${returns ? `: ${type}` : ''}`
}

/** @param {readonly import('typedoc').TypeParameterReflection[]} [parameters] */
function genericsOf(parameters = []) {
  const list = parameters.map(one => (one.type ? `${one.name} extends ${one.type}` : one.name))
  return list.length > 0 ? `<${list.join(', ')}>` : ''
}

/**
 * @param {import('typedoc').Comment} [comment]
 * @param {readonly import('typedoc').SignatureReflection[]} [calls] what is commented, if it can be called
 */
function commentOf(comment, calls = []) {
  const textOf = (/** @type {readonly { text: string }[]} */ parts) =>
    parts.map(({ text }) => text).join('')
  const tags = (/** @type {string} */ tag) =>
    comment?.blockTags.filter(one => one.tag === tag) ?? []
  return {
    text: textOf(comment?.summary ?? []),
    // A function's are with its parameters; a class's are not, and say more than the base class's.
    params: tags('@param').some(({ name }) => name)
      ? tags('@param').map(({ name, content }) => ({ name, text: textOf(content) }))
      : (calls[0]?.parameters ?? []).flatMap(({ name, comment: its }) =>
          its ? { name, text: textOf(its.summary) } : [],
        ),
    returns: tags('@returns').map(({ content }) => textOf(content)),
    throws: tags('@throws').map(({ content }) => textOf(content)),
    examples: tags('@example').map(({ content }) =>
      textOf(content).replace(/^```\w*\n|\n```$/g, ''),
    ),
  }
}
