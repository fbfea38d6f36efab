import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The book's own colours, which follow the page into the dark: code looks the same before and while it is edited. */
const code = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.typeName, tags.bool, tags.null, tags.self],
    color: 'var(--keyword)',
  },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--string)' },
  { tag: tags.number, color: 'var(--number)' },
  { tag: tags.comment, color: 'var(--comment)', fontStyle: 'italic' },
])

const look = EditorView.theme({
  '&': { color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-1px' },
  '.cm-scroller': { font: 'inherit', overflowX: 'auto' },
  '.cm-content': { padding: '0.8rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 1rem' },
  '&.cm-focused .cm-matchingBracket': { background: 'none', outline: '1px solid var(--soft)' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'none', color: 'var(--wrong)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--wrong)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    background: 'var(--paper)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    maxWidth: 'min(38rem, calc(100vw - 1rem))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    font: 'inherit',
    maxWidth: 'min(24rem, calc(100vw - 1rem))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--paper)',
    background: 'var(--link)',
  },
  '.cm-completionIcon': { display: 'none' },
  '.cm-diagnostic': { borderLeft: '4px solid var(--wrong)', whiteSpace: 'pre-wrap' },
  '.cm-help': {
    margin: '0',
    padding: '0.4rem 0.7rem',
    maxHeight: '14rem',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    font: 'inherit',
    background: 'var(--paper)',
  },
})

export const colours: Extension = [look, syntaxHighlighting(code)]
