import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Client } from '../client.ts';
import { byId } from '../element.ts';
import type { Place, ShownFix, ShownProblem } from '../protocol.ts';
import type { State, Store } from '../state.ts';
import { yamlAppearance } from './appearance.ts';
import { knowledge } from './knowledge.ts';
import { createMarks } from './marks.ts';
import { offsetsOf, positionAt } from './positions.ts';

/** The editor of the manifests: one text at a time, each with its own history. */
export interface ManifestEditor {
  /** Shows a place, in its text; takes the focus where it is asked to. */
  readonly show: (place: Place, options?: { readonly focus?: boolean }) => void;
  /** Applies edits to the texts that they are for. */
  readonly apply: (fix: ShownFix) => void;
}

/** Callbacks into the rest of the page. */
export interface EditorEvents {
  /** The caret has moved, by hand. */
  readonly onCaret: (place: Place) => void;
  /** Somebody wants to see the caret's line in the plan. */
  readonly onJump: () => void;
}

/** Makes the editor in its place of the page. */
export function createManifestEditor(store: Store, client: Client, { onCaret, onJump }: EditorEvents): ManifestEditor {
  const variables = createMarks('range');
  const sources = createMarks('range');
  const states = new Map<string, EditorState>();
  let shown = store.state().active;

  const extensions = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    EditorState.tabSize.of(2),
    yamlAppearance,
    variables.extension,
    sources.extension,
    knowledge(client, () => shown),
    // Tab leaves the editor, so that the keyboard alone gets everywhere.
    keymap.of([
      { key: 'F12', run: goToDefinition },
      {
        key: 'Mod-Enter',
        run: () => {
          onJump();
          return true;
        },
      },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({
      'aria-label': 'Manifests',
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    EditorView.updateListener.of(({ docChanged, selectionSet, view, state }) => {
      if (docChanged) {
        const text = state.doc.toString();
        store.change({ files: store.state().files.map((each) => (each.name === shown ? { ...each, text } : each)) });
      }
      if ((selectionSet || docChanged) && view.hasFocus) {
        const { from, to } = state.selection.main;
        onCaret({ file: shown, range: { start: positionAt(state.doc, from), end: positionAt(state.doc, to) } });
      }
    }),
  ];
  const view = new EditorView({ state: stateOf(textIn(store.state(), shown)), parent: byId('editor') });

  function stateOf(doc: string): EditorState {
    return EditorState.create({ doc, extensions });
  }

  function open(name: string): void {
    if (name === shown) return;
    states.set(shown, view.state);
    shown = name;
    const text = textIn(store.state(), name);
    const known = states.get(name);
    view.setState(known !== undefined && known.doc.toString() === text ? known : stateOf(text));
  }

  function goToDefinition(): boolean {
    const position = positionAt(view.state.doc, view.state.selection.main.head);
    void client.ask('define', { file: shown, position }).then(([place]) => {
      if (place !== undefined) show(place, { focus: true });
    });
    return true;
  }

  function show(place: Place, { focus = false }: { readonly focus?: boolean } = {}): void {
    if (!store.state().files.some(({ name }) => name === place.file)) return;
    store.change({ active: place.file });
    const { from, to } = offsetsOf(view.state.doc, place.range);
    const selection = focus ? { selection: { anchor: from, head: to } } : {};
    view.dispatch({ ...selection, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    if (focus) view.focus();
  }

  function draw(state: State): void {
    const { doc } = view.state;
    const problems = state.analysis.problems.filter(({ file }) => file === shown);
    view.dispatch(setDiagnostics(view.state, problems.map(toDiagnostic)));
    variables.set(
      view,
      (state.analysis.variables[shown] ?? []).map(({ range, type }) => ({
        ...offsetsOf(doc, range),
        name: `tok-${type}`,
      })),
    );
  }

  function drawSources(state: State): void {
    const here = state.sources.filter(({ file }) => file === shown);
    sources.set(
      view,
      here.map(({ range }) => ({ ...offsetsOf(view.state.doc, range), name: 'source-mark' })),
    );
  }

  function toDiagnostic(problem: ShownProblem): Diagnostic {
    const { range, severity, message, hint, code, fix } = problem;
    return {
      ...offsetsOf(view.state.doc, range),
      severity: severity === 'note' ? 'info' : severity,
      source: code,
      message: hint === undefined ? message : `${message}\n${hint}`,
      actions: fix === undefined ? [] : [{ name: 'Fix', apply: () => applyFix(fix) }],
    };
  }

  function applyFix({ edits }: ShownFix): void {
    for (const file of new Set(edits.map((edit) => edit.file))) {
      store.change({ active: file });
      const own = edits.filter((edit) => edit.file === file);
      view.dispatch({
        changes: own.map(({ range, text }) => ({ ...offsetsOf(view.state.doc, range), insert: text })),
        userEvent: 'input.fix',
      });
    }
  }

  store.watch(['active'], ({ active }) => open(active));
  store.watch(['files'], (state) => {
    const text = textIn(state, shown);
    if (view.state.doc.toString() === text) return;
    states.clear();
    view.setState(stateOf(text));
  });
  store.watch(['analysis', 'active'], draw);
  store.watch(['sources', 'active'], drawSources);
  return { show, apply: applyFix };
}

function textIn({ files }: State, wanted: string): string {
  return files.find(({ name }) => name === wanted)?.text ?? '';
}
