import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Client } from '../client.ts';
import { element } from '../element.ts';
import { renderMarkdown } from '../markdown.ts';
import { offsetsOf, positionAt } from './positions.ts';

/** Hover, completion and the description of what stands at the caret (Alt-h), as the worker knows them. */
export function knowledge(client: Client, file: () => string): Extension {
  const describe = async (view: EditorView, offset: number): Promise<Tooltip | null> => {
    const { doc } = view.state;
    const hover = await client.ask('hover', { file: file(), position: positionAt(doc, offset) });
    if (hover === undefined || view.state.doc !== doc) return null;
    const { from, to } = hover.range === undefined ? { from: offset, to: offset } : offsetsOf(doc, hover.range);
    return { pos: from, end: to, above: true, create: () => ({ dom: card(hover.markdown) }) };
  };
  return [
    hoverTooltip(describe, { hoverTime: 250 }),
    described,
    keymap.of([
      {
        key: 'Alt-h',
        run: (view) => {
          void describe(view, view.state.selection.main.head).then((tooltip) => {
            view.dispatch({ effects: setDescribed.of(tooltip) });
          });
          return true;
        },
      },
      { key: 'Escape', run: hideDescription },
    ]),
    autocompletion({ override: [(context) => complete(context, client, file())], icons: false }),
    // A variable begins with a brace, which is no letter and so asks for nothing by itself.
    EditorView.updateListener.of(({ view, docChanged, transactions }) => {
      if (!docChanged || !transactions.some((each) => each.isUserEvent('input.type'))) return;
      const { head } = view.state.selection.main;
      if (/\$\{$|\$\{\w+[:=^,#%/]$/.test(view.state.sliceDoc(Math.max(0, head - 80), head))) startCompletion(view);
    }),
  ];
}

const setDescribed = StateEffect.define<Tooltip | null>();

/** The answer to the key; it goes with the next change or move. */
const described = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, { effects, docChanged, selection }) => {
    for (const effect of effects) if (effect.is(setDescribed)) return effect.value;
    return docChanged || selection !== undefined ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

function hideDescription(view: EditorView): boolean {
  if (view.state.field(described) === null) return false;
  view.dispatch({ effects: setDescribed.of(null) });
  return true;
}

function card(markdown: string): HTMLElement {
  const made = element('div', { class: 'card', role: 'status' });
  made.append(renderMarkdown(markdown));
  return made;
}

async function complete(context: CompletionContext, client: Client, file: string): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const before = state.sliceDoc(state.doc.lineAt(pos).from, pos);
  const word = wordBefore(before);
  if (!explicit && word === '' && !/\$\{$/.test(before)) return null;
  const items = await client.ask('complete', { file, position: positionAt(state.doc, pos) });
  if (items.length === 0 || context.aborted) return null;
  return {
    from: pos - word.length,
    options: items.map((item, index) => toCompletion(item, items.length - index)),
    validFor: /^[\p{L}\p{N}_./-]*$/u,
  };
}

/** The word that an item takes the place of: in an expression the name or the operator. */
function wordBefore(line: string): string {
  const inExpression = /\$\{#?([\p{L}\p{Nd}_]*)([^}]*)$/u.exec(line);
  if (inExpression !== null) return inExpression[2] || inExpression[1] || '';
  return /[\p{L}\p{N}_./-]*$/u.exec(line)?.[0] ?? '';
}

function toCompletion(item: CompletionItem, boost: number): Completion {
  const { label, detail, documentation, insertText, insertTextFormat, kind } = item;
  const markdown = typeof documentation === 'string' ? documentation : documentation?.value;
  const inserted = insertText ?? label;
  const isSnippet = insertTextFormat === 2 || inserted.includes('\n');
  return {
    label,
    // The order of the service: required fields, and what is nearest, first.
    boost: Math.min(99, boost) - 99,
    ...(detail === undefined ? {} : { detail }),
    ...(kind === undefined ? {} : { type: typeNames[kind] ?? 'text' }),
    ...(markdown === undefined ? {} : { info: () => card(markdown) }),
    apply: isSnippet ? snippet(toTemplate(inserted, insertTextFormat === 2)) : inserted,
  };
}

/** A snippet of the protocol as one of the editor: `$0` is where the caret ends. */
function toTemplate(text: string, isSnippet: boolean): string {
  return isSnippet ? text.replaceAll(/\$0|\$\{0\}/g, '#{}') : `${text.replaceAll('${', '\\${')}#{}`;
}

const typeNames: Partial<Readonly<Record<CompletionItemKind, string>>> = {
  6: 'variable',
  7: 'class',
  5: 'property',
  15: 'snippet',
  21: 'constant',
};
