import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { EditorState, Prec, Transaction } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap } from '@codemirror/view'
import { type Assistant, assistance, explainAtCursor, hideExplanation } from './assistant'
import { colours } from './colours'

export interface EditorOptions {
  readonly text: string
  readonly label: string
  readonly isLocked: boolean
  readonly assistant: Assistant
  run(): void
  /** The reader wants to go on without the mouse. */
  leave(): void
  changed(): void
}

/** An editor for one cell. */
export function makeEditor(options: EditorOptions): EditorView {
  const { assistant } = options
  const run = (): boolean => {
    options.run()
    return true
  }
  const leave = (view: EditorView): boolean => {
    if (!hideExplanation(view)) options.leave()
    return true
  }
  const view = new EditorView({
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.high(
          keymap.of([
            { key: 'Shift-Enter', run },
            { key: 'Mod-Enter', run },
            { key: 'Tab', run: view => acceptCompletion(view) || completeOrIndent(view) },
            { key: 'Shift-Tab', run: view => outdentOrExplain(assistant, view) },
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap]),
        keymap.of([{ key: 'Escape', run: leave }, ...defaultKeymap]),
        history(),
        // Nobody is to hide anything in a text that comes with a link.
        highlightSpecialChars(),
        javascript({ typescript: true }).language,
        indentUnit.of('  '),
        indentOnInput(),
        closeBrackets(),
        bracketMatching(),
        assistance(assistant),
        colours,
        EditorState.readOnly.of(options.isLocked),
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': options.label,
          'aria-describedby': 'live-keys',
          'aria-readonly': `${options.isLocked}`,
        }),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          const isReaders = !transactions.some(one => one.isUserEvent('fill'))
          if (docChanged && isReaders) options.changed()
        }),
        EditorView.domEventHandlers({
          // Who goes through the page with Tab comes out at the other side; who writes can indent with it.
          focus: (_, view) => view.setTabFocusMode(true),
          mouseup: (_, view) => view.setTabFocusMode(false),
          beforeinput: (_, view) => view.setTabFocusMode(false),
          keydown: ({ key }, view) => {
            if (!passing.has(key)) view.setTabFocusMode(false)
          },
        }),
      ],
    }),
  })
  return view
}

/** Shows another text, which is not the reader's doing. */
export function setText(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    annotations: Transaction.userEvent.of('fill'),
  })
}

/** Keys after which Tab still leaves an editor that it has reached. */
const passing = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape'])

/** As in Jupyter: Tab completes a name, and indents elsewhere. */
function completeOrIndent(view: EditorView): boolean {
  const { main } = view.state.selection
  const before = view.state.sliceDoc(Math.max(0, main.head - 1), main.head)
  return main.empty && /[\w$.]/.test(before) ? startCompletion(view) : indentMore(view)
}

/** As in Jupyter: Shift+Tab explains a name, and outdents elsewhere. */
function outdentOrExplain(assistant: Assistant, view: EditorView): boolean {
  const { main } = view.state.selection
  if (!main.empty || !view.state.wordAt(main.head)) return indentLess(view)
  explainAtCursor(assistant, view)
  return true
}
