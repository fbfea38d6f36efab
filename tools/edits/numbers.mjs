import { createRequire } from 'node:module'

/**
 * @typedef {{ start: number, end: number, text: string, value: number, name: string }} Found a number in a cell:
 * where it stands, its sign included, and what the code calls it
 */

/** The kernel's own compiler: the other one has no syntax trees for JavaScript yet. */
const ts = createRequire(createRequire(import.meta.url).resolve('tslab/package.json'))(
  '@tslab/typescript-for-tslab',
)

/**
 * Their numbers say how something is written or rounded, where it stands in a list, or what shape it has.
 */
const notToTry = new Set(
  'toFixed toPrecision toExponential padStart padEnd repeat slice subarray at splice join matrix'.split(
    ' ',
  ),
)

/**
 * The numbers of a cell that invite a change: hyperparameters, starts, counts, seeds, listed values, what
 * functions and classes are given, how far a loop goes, the shares of an average. Not the other numbers
 * in a formula, and not an index.
 *
 * @param {string} source
 * @returns {Found[]}
 */
export function numbersIn(source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  /** @type {Found[]} */
  const found = []
  /** @param {any} node */
  const visit = node => {
    if (ts.isNumericLiteral(node)) {
      const minus =
        ts.isPrefixUnaryExpression(node.parent) && node.parent.operator === ts.SyntaxKind.MinusToken
      const number = minus ? node.parent : node
      const name = invitedBy(number)
      if (name !== undefined) {
        const text = source.slice(number.getStart(), number.end)
        const value = Number(text.replaceAll('_', '').replace(/\s/g, ''))
        found.push({ start: number.getStart(), end: number.end, text, value, name })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/**
 * What the code calls a number, if that invites a change.
 *
 * @param {any} node
 * @returns {string | undefined}
 */
function invitedBy(node) {
  const { parent } = node
  if (ts.isPropertyAssignment(parent)) return parent.name.getText()
  if (ts.isParameter(parent)) return parent.name.getText()
  if (ts.isVariableDeclaration(parent)) {
    // What is counted up from 0 is not a setting.
    return parent.parent.flags & ts.NodeFlags.Const ? parent.name.getText() : undefined
  }
  if (ts.isArrayLiteralExpression(parent)) return `${invitedBy(parent) ?? 'list'}[]`
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const { expression } = parent
    if (!parent.arguments?.includes(node)) return undefined
    const called = ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : expression.getText()
    const isMath =
      ts.isPropertyAccessExpression(expression) && expression.expression.getText() === 'Math'
    return isMath || notToTry.has(called) ? undefined : `${called}()`
  }
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const isBound = ts.isForStatement(parent.parent) && parent.parent.condition === parent
    if (isBound) return 'bound'
  }
  // 0.9 in an update written out is a hyperparameter; 2 in a formula is not.
  if (ts.isBinaryExpression(parent)) {
    const value = Number(node.getText())
    return value > 0 && value < 1 ? 'share' : undefined
  }
  return undefined
}

/**
 * The names that a cell declares, and all that stand in it.
 *
 * @param {string} source
 * @returns {{ declared: string[], named: Set<string> }}
 */
export function namesIn(source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  /** @type {Set<string>} */
  const named = new Set()
  /** @param {any} node */
  const visit = node => {
    if (ts.isIdentifier(node)) named.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { declared: declaredBy(file), named }
}

/** @param {any} file @returns {string[]} */
function declaredBy(file) {
  /** @param {any} name @returns {string[]} */
  const namesOf = name =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((/** @type {any} */ element) =>
          element.name ? namesOf(element.name) : [],
        )
  return file.statements.flatMap((/** @type {any} */ statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap((/** @type {any} */ one) =>
        namesOf(one.name),
      )
    }
    return statement.name && ts.isIdentifier(statement.name) ? [statement.name.text] : []
  })
}

/** Shares that an average or a velocity keeps. */
const shares = /^(momentum|beta1|beta2|decayRate|share|alpha|decay)/i
const counts =
  /^(steps|epochs|size|batchSize|train|test|points|columns|hidden|bound|length|count|frames)/i
const hyperparameters = /^(lr|momentum|beta1|beta2|decayRate|share|steps|epochs|[A-Z_]+$)/
const sizesInPixels = /^(width|height)$/

/**
 * What a learner may put in a number's place: two values that it can have, three for a hyperparameter.
 *
 * @param {Found} number
 * @returns {string[]}
 */
export function changesOf({ value, name, text }) {
  const isWhole = Number.isInteger(value) && !/[.e]/.test(text) && !/^lr/.test(name)
  return candidates(value, name)
    .map(other => (isWhole ? Math.round(other) : Number(other.toPrecision(3))))
    .filter((other, i, all) => other !== value && all.indexOf(other) === i)
    .slice(0, hyperparameters.test(name) ? 3 : 2)
    .map(String)
}

/**
 * @param {number} value
 * @param {string} name
 * @returns {number[]}
 */
function candidates(value, name) {
  const isWhole = Number.isInteger(value)
  if (shares.test(name)) return [0.5, 0.97, 0, 0.8]
  if (/^(lr|learning|rate)/i.test(name)) {
    return value === 0 ? [0.1, 1, 10] : [value * 0.3, value * 3, value * 0.8]
  }
  if (/^seed/i.test(name)) return [value + 1, 7, 8, 9]
  if (/^eps/i.test(name)) return [1e-4, 1e-8, 1e-6, 1e-2]
  if (sizesInPixels.test(name)) return [value + 60, value - 60, value + 100]
  if (counts.test(name) && isWhole && value > 0) {
    return value < 5
      ? [value + 1, value + 2, value + 3]
      : [Math.ceil(value / 2), Math.ceil(value * 1.4), value + 1]
  }
  if (value === 0) return [1, 2, -1]
  if (value > 0 && value < 1) return [value / 2, (value + 1) / 2, value * 0.9]
  if (isWhole && Math.abs(value) < 5) {
    return value > 0 ? [value + 1, value + 2, value + 3] : [value - 1, value - 2, value - 3]
  }
  return [value * 0.7, value * 1.3, value * 1.1, value + 1, value + 2]
}
