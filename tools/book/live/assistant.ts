import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { linter } from '@codemirror/lint'
import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, hoverTooltip, showTooltip, type Tooltip } from '@codemirror/view'
import type { PageKernel } from '../../../kernel/page/client'
import { el } from './dom'

/** What an editor may ask the compiler, if that has been started and has nothing else to do. */
export interface Assistant {
  /** To complete and to explain. */
  kernel(): PageKernel | undefined
  /** To find errors: not before the cells above have run, whose names it would not know. */
  judge(): PageKernel | undefined
}

export function assistance(assistant: Assistant): Extension {
  return [
    autocompletion({ override: [context => complete(assistant, context)], icons: false }),
    hoverTooltip(async (view, position) => (await explained(assistant, view, position)) ?? null),
    explanation,
    linter(view => diagnose(assistant, view), { delay: 700 }),
  ]
}

/** Names that fit at the cursor. While one types, only where a name has begun or after a dot. */
async function complete(
  assistant: Assistant,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const kernel = assistant.kernel()
  if (!kernel || !(context.explicit || context.matchBefore(/[\w$]{2}|\.\w?/))) return null
  const found = await kernel.complete(context.state.doc.toString(), context.pos)
  // A kernel that was stopped meanwhile answers nothing.
  if (!found || context.aborted || found.candidates.length === 0) return null
  return {
    from: found.start,
    to: found.end,
    options: found.candidates.map(label => ({ label })),
    validFor: /^[\w$]*$/,
  }
}

/** What the compiler knows of the name at a place. */
async function explained(
  assistant: Assistant,
  view: EditorView,
  position: number,
): Promise<Tooltip | undefined> {
  const code = view.state.doc.toString()
  const words = await assistant.kernel()?.inspect(code, position)
  if (!words || view.state.doc.toString() !== code) return undefined
  return {
    pos: view.state.wordAt(position)?.from ?? position,
    above: true,
    create: () => ({ dom: el('pre', { class: 'cm-help' }, words) }),
  }
}

const setExplanation = StateEffect.define<Tooltip | undefined>()

/** The same for the keyboard, at the cursor, until that moves. */
const explanation = StateField.define<Tooltip | undefined>({
  create: () => undefined,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setExplanation)) return effect.value
    }
    return transaction.docChanged || transaction.selection ? undefined : shown
  },
  provide: field => showTooltip.from(field, tooltip => tooltip ?? null),
})

/** Shows what is known of the name at the cursor. */
export function explainAtCursor(assistant: Assistant, view: EditorView): void {
  explained(assistant, view, view.state.selection.main.head).then(tooltip =>
    view.dispatch({ effects: setExplanation.of(tooltip) }),
  )
}

/** Hides it; false if nothing was shown. */
export function hideExplanation(view: EditorView): boolean {
  if (!view.state.field(explanation, false)) return false
  view.dispatch({ effects: setExplanation.of(undefined) })
  return true
}

async function diagnose(
  assistant: Assistant,
  view: EditorView,
): Promise<{ from: number; to: number; severity: 'error'; message: string }[]> {
  const code = view.state.doc.toString()
  const complaints = (await assistant.judge()?.diagnose(code)) ?? []
  if (view.state.doc.toString() !== code) return []
  return complaints.map(({ from, to, message }) => ({
    from: Math.min(from, code.length),
    to: Math.min(to, code.length),
    severity: 'error',
    message,
  }))
}
