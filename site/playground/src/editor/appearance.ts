import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** YAML in the colours of the page, which are variables of its style sheet: so dark and light need one theme. */
export const yamlAppearance: Extension = [
  yaml(),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--code-key)' },
      { tag: tags.string, color: 'var(--code-string)' },
      { tag: tags.content, color: 'var(--code-text)' },
      { tag: [tags.lineComment, tags.comment], color: 'var(--code-comment)' },
      { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.labelName], color: 'var(--code-value)' },
      { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace, tags.meta], color: 'var(--code-mark)' },
    ]),
  ),
  EditorView.theme({
    '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--panel)', color: 'var(--code-text)' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
    '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--muted)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--line)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'var(--selection)',
    },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--raised)',
      color: 'var(--text)',
      border: '1px solid var(--border)',
      borderRadius: '6px',
      maxWidth: 'min(480px, 90vw)',
    },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--accent)',
      color: 'var(--on-accent)',
    },
    '.cm-completionDetail': { color: 'inherit', opacity: '0.8' },
    '.cm-diagnostic': { padding: '6px 10px' },
    '.cm-diagnosticAction': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  }),
];
