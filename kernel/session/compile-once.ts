/**
 * Makes one program of a cell, and emits it once. tslab makes two programs of each cell and emits it
 * twice, and TypeScript goes through all files again when a cell imports something: nearly half of the
 * time that a chapter's cells would take. What a cell does stays the same.
 */

import { dirname, join, parse, relative } from 'node:path'
import { failingHalfWay } from './cell-module'
import type { Conversion, Diagnostic, SideOutput } from './conversion'
import { isLeftToCourse } from './left-to-course'

// biome-ignore lint/suspicious/noExplicitAny: the compiler's types are not shipped with tslab
type TypeScript = any

type Node = TypeScript

/** The folder that tslab names for the JavaScript, which it catches on the way there. */
const OUT = 'outDir'

/** After a file's JavaScript comes its map: base64 JSON. */
export const MAP = '//# sourceMappingURL=data:application/json;base64,'

const withoutMap = (text: string): string => text.slice(0, text.lastIndexOf(MAP))

/** What is compiled for a cell that imports it; Node takes .mjs, .cjs and .json as they are. */
const isLocal = (name: string): boolean =>
  /\.(?:jsx?|[cm]?tsx?)$/.test(name) && !/\.d\.[cm]?ts$/.test(name)

/** The course's package. */
const COURSE = 'downhill'

/** Where tslab keeps a cell, and the declarations of the cells before it. */
export interface CellFiles {
  readonly cell: string
  readonly previous: string
}

/** Stands between tslab and TypeScript. */
export class CompileOnce {
  readonly #ts: TypeScript
  #files!: CellFiles
  #options!: { readonly target: number }
  #readFile!: (file: string) => string
  /** Hands tslab the program, or what stands in for it. */
  #hand!: (builder: TypeScript) => void
  /** Whether tslab is about to ask for the names that a cell declares. */
  #namesAreNext = false
  /** The cell whose names were handed last. */
  #lastNamed: string | undefined
  #host: TypeScript
  #builder: TypeScript
  /** What cells have imported: by its name, a place where that stands. */
  #modules = new Map<string, Node>()
  /** The names that the latest cell assigns, as its JavaScript has them. */
  #assigned: readonly string[] = []
  /** How many complaints are left to the course's package. */
  #left = 0
  /** The local files that were emitted and not yet handed over: a stop may come between. */
  #local: SideOutput[] = []
  readonly #emitted = new WeakSet<object>()
  /** Complaints about files outside the cell's folder, which tslab does not report. */
  #outside: readonly TypeScript[] = []
  /** Whether none is. */
  #strict = false
  /** What a file itself imports. */
  readonly #ownImports = new WeakMap<object, readonly Node[]>()

  constructor(ts: TypeScript) {
    this.#ts = ts
    // The kernel's first program knows it, because a chapter's first cell imports it.
    const file = ts.createSourceFile('', `import '${COURSE}'`, ts.ScriptTarget.Latest, true)
    this.#modules.set(COURSE, file.statements[0].moduleSpecifier)
  }

  /** What tslab has set up before it makes its first program. */
  setUp(
    files: CellFiles,
    options: { readonly target: number },
    readFile: (file: string) => string,
  ): void {
    this.#files = files
    this.#options = options
    this.#readFile = readFile
    this.#lastNamed = undefined
  }

  /** How tslab is handed a program. */
  onProgram(hand: (builder: TypeScript) => void): void {
    this.#hand = hand
  }

  /**
   * Calls `convert`, tslab's function that compiles a cell.
   *
   * @param strict - Whether to tell also what is left to the course's package.
   */
  convert(convert: () => Conversion, strict: boolean): Conversion {
    const modules = new Map(this.#modules)
    this.#assigned = []
    this.#left = 0
    this.#strict = strict
    this.#namesAreNext = true
    this.#outside = []
    let failed = true
    try {
      const conversion = convert()
      const diagnostics = [...conversion.diagnostics, ...this.#outside.map(one => this.#told(one))]
      failed = diagnostics.length > 0
      const sideOutputs = this.#local
      this.#local = []
      return { ...conversion, diagnostics, sideOutputs }
    } finally {
      // A module that was not found, or trips the compiler, is not asked for again by every further cell.
      if (failed) this.#modules = modules
    }
  }

  /**
   * tslab's first program of a cell is only asked which names the cell declares, before it adds
   * `export { … }` with them: the parsed cell alone knows.
   *
   * @param makeProgram - TypeScript's function that makes a new program where something has changed.
   */
  rebuild(makeProgram: () => void): void {
    const namesAreNext = this.#namesAreNext
    this.#namesAreNext = false
    if (namesAreNext && this.#handNames()) return
    makeProgram()
    const { cell } = this.#files
    // After a stop in the middle of the work, an older cell may be taken for this one.
    if (this.#builder.getSourceFile(cell).text !== this.#readFile(cell)) {
      throw new Error('The compiler has not seen the cell.')
    }
  }

  #handNames(): boolean {
    const ts = this.#ts
    const { cell } = this.#files
    const text = this.#readFile(cell)
    // The same cell again: TypeScript would keep the program that it has, and hand over none.
    if (text === this.#lastNamed) return false
    const file = ts.createSourceFile(cell, text, this.#options.target)
    ts.bindSourceFile(file, this.#options)
    if (file.locals.size === 0) return false
    this.#lastNamed = text
    for (const { moduleSpecifier } of file.statements) {
      if (moduleSpecifier) this.#modules.set(moduleSpecifier.text, moduleSpecifier)
    }
    this.#hand({ getSourceFile: () => file })
    return true
  }

  /** What tslab is given as TypeScript's builder of programs. */
  createBuilder(args: readonly unknown[]): TypeScript {
    this.#prepare(args[2])
    const builder = this.#ts.createAbstractBuilder(...args)
    this.#forgetCourseIfMissing(builder.getProgram())
    // TypeScript's usual builder looks through every file of each new program to know later which ones
    // to compile again. tslab compiles a cell at a time, and only asks which files that needs.
    builder.getAllDependencies = (file: Node) => this.#dependencies(builder.getProgram(), file)
    // tslab takes what is emitted for ES modules and has it emitted again, as CommonJS.
    const { emit } = builder
    builder.emit = (
      file: Node,
      write: (name: string, data: string) => void,
      token: unknown,
      declarationsOnly: unknown,
      transformers: { after: unknown[] },
    ) => {
      // tslab asks for other files by the names that it knows: they are there with the cell.
      if (file.fileName !== this.#files.cell) return undefined
      const toCommonJS = (context: object) => this.#toCommonJS(context)
      for (const name of builder.getAllDependencies(file).filter(isLocal)) {
        const local = builder.getSourceFile(name)
        if (local === file || this.#emitted.has(local)) continue
        // Without tslab's steps, which make a value of a cell's last expression: here they trip the compiler.
        emit(local, this.#keep, token, declarationsOnly, { after: [toCommonJS] })
        this.#emitted.add(local)
      }
      const writeInFolder = (name: string, data: string) => this.#write(name, data, write)
      const after = [...transformers.after, toCommonJS]
      return emit(file, writeInFolder, token, declarationsOnly, { ...transformers, after })
    }
    this.#builder = builder
    return builder
  }

  /**
   * TypeScript wants all files below one folder, and tslab names the notebook's. Here it is the
   * root of the disk, so that a cell can import `../helpers`; the cell is written where tslab looks for it.
   */
  #write(name: string, data: string, write: (name: string, data: string) => void): void {
    write(join(OUT, relative(dirname(this.#files.cell), this.#placeOf(name))), data)
  }

  /** Where on the disk it would lie. */
  #placeOf(name: string): string {
    return join(parse(this.#files.cell).root, relative(OUT, name))
  }

  readonly #keep = (name: string, data: string): void => {
    const path = this.#placeOf(name)
    if (/js$/.test(path)) this.#local.push({ path, data: withoutMap(data) })
  }

  #isOutside(path: string): boolean {
    return relative(dirname(this.#files.cell), path).startsWith('..')
  }

  #told({ file, start, length, messageText, code }: TypeScript): Diagnostic {
    const at = (offset: number) => ({ ...file.getLineAndCharacterOfPosition(offset), offset })
    return {
      fileName: relative(dirname(this.#files.cell), file.fileName),
      start: at(start),
      end: at(start + length),
      messageText: this.#ts.flattenDiagnosticMessageText(messageText, '\n'),
      code,
    }
  }

  /**
   * What the compiler complains about, except for what the course's package says itself.
   *
   * @param program - The program with the cell.
   * @param diagnostics - All complaints.
   */
  leaveToCourse(program: TypeScript, diagnostics: readonly TypeScript[]): readonly TypeScript[] {
    this.#outside = diagnostics.filter(({ file }) => file && this.#isOutside(file.fileName))
    const resolved = program.getSourceFile(this.#files.cell).resolvedModules?.get(COURSE)
    if (this.#strict || !resolved?.resolvedModule) return diagnostics
    const folder = dirname(resolved.resolvedModule.resolvedFileName)
    // Those of no file are about tslab's options.
    const ofFiles = diagnostics.filter(({ file }) => file)
    // If there are others, the cell does not run, and nobody would say these.
    if (!ofFiles.every(one => isLeftToCourse(this.#ts, program, folder, one))) return diagnostics
    this.#left = ofFiles.length
    return []
  }

  /** How many complaints of the cell compiled last are left to the course's package. */
  get left(): number {
    return this.#left
  }

  /** Forgets the course's package if it is not installed: it would be looked for with every cell. */
  #forgetCourseIfMissing(program: TypeScript): void {
    const { resolvedModules } = program.getSourceFile(this.#files.cell)
    if (this.#modules.has(COURSE) && !resolvedModules.get(COURSE)?.resolvedModule) {
      this.#modules.delete(COURSE)
    }
  }

  /** The last step of emitting: what TypeScript does to a module that is to be CommonJS. */
  #toCommonJS(context: TypeScript): TypeScript {
    const options = { ...context.getCompilerOptions(), module: this.#ts.ModuleKind.CommonJS }
    const getCompilerOptions = { value: () => options }
    const transform = this.#ts.transformModule(Object.create(context, { getCompilerOptions }))
    return (node: TypeScript) => {
      const made = transform(node)
      if (node.fileName !== this.#files.cell) return made
      const { file, names } = failingHalfWay(this.#ts, made)
      this.#assigned = names
      return file
    }
  }

  /** The names of the variables, functions, classes and imports that the cell compiled last assigns. */
  get assigned(): readonly string[] {
    return this.#assigned
  }

  /** What TypeScript asks for files and modules. */
  #prepare(host: TypeScript): void {
    if (host === this.#host) return
    this.#host = host
    // Without this it would find out, again and again, that no package replaces the libraries of the language.
    const libraries = this.#ts.createModuleResolutionCache(host.getCurrentDirectory(), String)
    host.getModuleResolutionCache = () => libraries
    for (const name of ['getSourceFile', 'getSourceFileByPath']) {
      const get = host[name]
      host[name] = (fileName: string, ...rest: unknown[]) => {
        const file = get(fileName, ...rest)
        const { cell, previous } = this.#files
        if (file && (fileName === cell || fileName === previous)) this.#collectImports(file)
        return file
      }
    }
  }

  /**
   * Whenever the list of a file's imports is another one, TypeScript goes through all files again. So
   * both files import whatever a cell has ever imported: the list changes with a module that is new.
   */
  #collectImports(file: Node): void {
    if (Object.getOwnPropertyDescriptor(file, 'imports')?.set) return
    let imports: readonly Node[] | undefined
    Object.defineProperty(file, 'imports', {
      enumerable: true,
      get: () => imports,
      set: (own: readonly Node[]) => {
        this.#ownImports.set(file, own)
        for (const node of own) this.#modules.set(node.text, node)
        imports = [...this.#modules.values()]
      },
    })
  }

  /** The names of a file and of all that it imports or refers to, and those import. */
  #dependencies(program: TypeScript, first: Node): string[] {
    const ts = this.#ts
    const checker = program.getTypeChecker()
    const files = new Set<Node>()
    const visit = (file: Node | undefined): void => {
      if (file === undefined || files.has(file)) return
      files.add(file)
      for (const name of this.#ownImports.get(file) ?? file.imports) {
        for (const declaration of checker.getSymbolAtLocation(name)?.declarations ?? []) {
          visit(declaration.getSourceFile())
        }
      }
      for (const { fileName } of file.referencedFiles) {
        visit(program.getSourceFile(ts.resolveTripleslashReference(fileName, file.fileName)))
      }
    }
    visit(first)
    return Array.from(files, ({ fileName }) => fileName)
  }
}
