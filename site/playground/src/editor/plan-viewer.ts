import { defaultKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { byId } from '../element.ts';
import type { Place, PlanLine, ShownOrigin, ShownPlan } from '../protocol.ts';
import { type State, type Store, shownPlan } from '../state.ts';
import { yamlAppearance } from './appearance.ts';
import { createMarks } from './marks.ts';
import { holds } from './positions.ts';

/** The objects of a plan as YAML, to be read. */
export interface PlanViewer {
  /** Marks the lines that are made of what stands at a place, and brings the first of them into view. */
  readonly showFrom: (place: Place) => void;
  /** Goes to the first line that is marked, or to a line by its number from 0. */
  readonly focus: (line?: number) => void;
}

/** Callbacks into the rest of the page. */
export interface PlanViewerEvents {
  /** Somebody looks at a line: where it comes from. */
  readonly onLine: (origin: ShownOrigin | undefined) => void;
  /** Somebody wants to go where it comes from. */
  readonly onJump: (origin: ShownOrigin) => void;
}

/** Makes the viewer in its place of the page. */
export function createPlanViewer(store: Store, { onLine, onJump }: PlanViewerEvents): PlanViewer {
  const linked = createMarks('line');
  const colours = createMarks('range');
  const extensions = [
    lineNumbers(),
    drawSelection(),
    highlightActiveLine(),
    yamlAppearance,
    linked.extension,
    colours.extension,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': 'Planned objects', tabindex: '0', 'aria-readonly': 'true' }),
    keymap.of([{ key: 'Enter', run: jump }, ...defaultKeymap]),
    EditorView.domEventHandlers({
      dblclick: (_, own) => jump(own),
    }),
    EditorView.updateListener.of(({ selectionSet, view: own }) => {
      if (selectionSet && own.hasFocus) onLine(originAtCaret(own));
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ extensions }), parent: byId('plan') });
  let marked: ReadonlyArray<number> = [];
  let shown: ShownPlan | undefined;

  function originAtCaret({ state }: EditorView): ShownOrigin | undefined {
    const index = shown?.lines[state.doc.lineAt(state.selection.main.head).number - 1]?.origin;
    return index === undefined ? undefined : shown?.origins[index];
  }

  function jump(own: EditorView): boolean {
    const origin = originAtCaret(own);
    if (origin !== undefined) onJump(origin);
    return true;
  }

  function showFrom(place: Place): void {
    const made = new Set((shown?.origins ?? []).flatMap((origin, index) => (isMadeOf(origin, place) ? [index] : [])));
    marked = (shown?.lines ?? []).flatMap(({ origin }, line) =>
      origin !== undefined && made.has(origin) ? [line] : [],
    );
    drawLinked();
    const [first] = marked;
    if (first !== undefined) scrollTo(first, 'center');
  }

  function drawLinked(): void {
    const { doc } = view.state;
    linked.set(
      view,
      marked.flatMap((line) =>
        line < doc.lines ? [{ from: doc.line(line + 1).from, to: 0, name: 'linked-line' }] : [],
      ),
    );
  }

  function scrollTo(line: number, y: 'start' | 'center'): void {
    const { doc } = view.state;
    const { from } = doc.line(Math.min(line + 1, doc.lines));
    view.dispatch({ effects: EditorView.scrollIntoView(from, { y }) });
  }

  function focus(line = marked[0] ?? 0): void {
    const { doc } = view.state;
    const { from } = doc.line(Math.min(line + 1, doc.lines));
    view.focus();
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }

  function draw(state: State): void {
    const plan = shownPlan(state);
    if (plan === undefined || plan === shown) return;
    const isOther = plan.title !== shown?.title;
    shown = plan;
    const text = plan.lines.map((line) => line.text).join('\n');
    const { doc } = view.state;
    if (doc.toString() !== text) view.dispatch({ changes: changeOf(doc.toString(), text) });
    colours.set(
      view,
      plan.lines.flatMap((line, index) => marksOf(line, view.state.doc.line(index + 1).from)),
    );
    marked = [];
    drawLinked();
    // A reader looks for the resolved Functions; the objects before them only serve the Job.
    const line = plan.lines.findIndex(({ colours = [] }) => colours.length > 0);
    if (isOther && line >= 0) scrollTo(Math.max(0, line - linesAbove), 'start');
  }

  store.watch(['analysis', 'plan'], draw);
  return { showFrom, focus };
}

/** So that the name of the container is in view too. */
const linesAbove = 5;

function marksOf({ colours = [] }: PlanLine, start: number): ReadonlyArray<{ from: number; to: number; name: string }> {
  return colours
    .filter(({ layer }) => layer !== 'text')
    .map(({ from, to, layer }) => ({ from: start + from, to: start + to, name: layerClass(layer) }));
}

/** The class of a piece of a string by what it is made of. */
export function layerClass(layer: string): string {
  return `layer layer-${layer.replaceAll(/[^\w]+/g, '-').toLowerCase()}`;
}

/** True where a value is made of a field at a place. */
function isMadeOf({ places }: ShownOrigin, { file, range }: Place): boolean {
  return places.some(
    (place) => place.file === file && (holds(place.range, range.start) || holds(range, place.range.start)),
  );
}

/** The one range that differs, so that the view stays where it is while somebody types. */
function changeOf(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
