// biome-ignore lint/suspicious/noExplicitAny: the compiler's types are not shipped with tslab
type TypeScript = any

type Node = TypeScript

/**
 * What the compiler says about arguments that do not fit: another type, a property too many or unknown,
 * none that is known, too few or too many arguments, a missing property.
 */
const OF_ARGUMENTS = new Set([
  2322, 2345, 2353, 2554, 2555, 2559, 2561, 2739, 2740, 2741, 2769, 2820,
])

/**
 * Whether a complaint is about what a call of the course's package is given. The package looks at it
 * itself when the cell runs, and says in a sentence what is wrong and how to mend it:
 * `new SGD(0.1)` is better told "Write { lr: 0.1 }" than "no properties in common with SGDOptions".
 *
 * @param ts - The compiler.
 * @param program - The program with the cell.
 * @param folder - Where the declarations of the course's package lie.
 * @param diagnostic - The complaint.
 */
export function isLeftToCourse(
  ts: TypeScript,
  program: TypeScript,
  folder: string,
  { file, start, code }: TypeScript,
): boolean {
  if (!file || !OF_ARGUMENTS.has(code)) return false
  const call = callAround(ts, ts.getTokenAtPosition(file, start), start, code)
  if (call === undefined) return false
  const declaration = program.getTypeChecker().getResolvedSignature(call)?.declaration
  // What an interface promises, such as the f of a surface, is not checked when it is called.
  if (!declaration || ts.isMethodSignature(declaration)) return false
  return declaration.getSourceFile().fileName.startsWith(folder)
}

/** The innermost call that has a place among its arguments, unless a function of the cell is between. */
function callAround(ts: TypeScript, token: Node, start: number, code: number): Node | undefined {
  // The number of arguments is complained about at the name of what is called.
  const anywhere = code === 2554 || code === 2555
  for (let node = token; node && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isFunctionLike(node)) return undefined
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
    if (isCall && (anywhere || (node.arguments?.pos ?? Infinity) <= start)) return node
  }
  return undefined
}
