import { type Extension, type Range, RangeSet, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** A range of a document with the class that it is shown in. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A layer of marks over a text, which {@link Marks.set} takes anew and which moves with the text meanwhile. */
export interface Marks {
  readonly extension: Extension;
  readonly set: (view: EditorView, marks: ReadonlyArray<Mark>) => void;
}

/** A layer of its own; `line` marks whole lines. */
export function createMarks(kind: 'range' | 'line'): Marks {
  const effect = StateEffect.define<ReadonlyArray<Mark>>();
  const field = StateField.define<DecorationSet>({
    create: () => RangeSet.empty,
    update: (marks, { effects, changes }) => {
      for (const each of effects) if (each.is(effect)) return decorationsOf(each.value, kind);
      return marks.map(changes);
    },
    provide: (own) => EditorView.decorations.from(own),
  });
  return { extension: field, set: (view, marks) => view.dispatch({ effects: effect.of(marks) }) };
}

function decorationsOf(marks: ReadonlyArray<Mark>, kind: 'range' | 'line'): DecorationSet {
  if (kind === 'line') {
    const lines: Array<Range<Decoration>> = marks.map(({ from, name }) => Decoration.line({ class: name }).range(from));
    return Decoration.set(lines, true);
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, name } of [...marks].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (to > from) builder.add(from, to, Decoration.mark({ class: name }));
  }
  return builder.finish();
}
