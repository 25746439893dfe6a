import type { CompletionItem, Position, Range } from 'vscode-languageserver-types';

/** A text with its name, which the tabs show and by which places refer to it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** The questions of the page to its worker: input and output of each. Plain data, since it is posted. */
export interface Requests {
  /** The texts as they are now, in place of those before. */
  readonly update: { readonly input: ReadonlyArray<TextFile>; readonly output: undefined };
  /** Everything there is to show of them. */
  readonly analyze: { readonly input: undefined; readonly output: Analysis };
  readonly hover: { readonly input: FilePosition; readonly output: ShownHover | undefined };
  readonly complete: { readonly input: FilePosition; readonly output: ReadonlyArray<CompletionItem> };
  readonly actions: { readonly input: Place; readonly output: ReadonlyArray<ShownFix> };
  readonly define: { readonly input: FilePosition; readonly output: ReadonlyArray<Place> };
  /** The changes from the plans of earlier texts to those of now. */
  readonly compare: { readonly input: ReadonlyArray<TextFile>; readonly output: ReadonlyArray<ShownChange> };
  /** The texts as they may leave the page. */
  readonly conceal: { readonly input: ReadonlyArray<TextFile>; readonly output: Concealed };
}

/** A place where something can be asked. */
export interface FilePosition {
  readonly file: string;
  readonly position: Position;
}

/** A range of a text. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** A place with what stands there, in words. */
export interface NamedPlace extends Place {
  /** `spec.args[2] of Function pg-dump` */
  readonly label: string;
}

/** Everything that is shown of some texts. */
export interface Analysis {
  readonly problems: ReadonlyArray<ShownProblem>;
  /** The variables in strings, by file. */
  readonly variables: Readonly<Record<string, ReadonlyArray<ShownVariable>>>;
  /** One for each invoker, in the order of the texts. */
  readonly plans: ReadonlyArray<ShownPlan>;
}

/** A Problem at its place. */
export interface ShownProblem extends Place {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly hint?: string | undefined;
  /** The page of its code. */
  readonly helpUri: string;
  readonly fix?: ShownFix | undefined;
}

/** Edits that mend something, by name. */
export interface ShownFix {
  readonly title: string;
  readonly edits: ReadonlyArray<Place & { readonly text: string }>;
}

/** A `${...}` in a text. */
export interface ShownVariable {
  readonly range: Range;
  readonly type: 'variable' | 'parameter' | 'operator';
}

/** The plan of one invoker, or why there is none. */
export interface ShownPlan {
  /** `BackupConfiguration shop/orders-nightly` */
  readonly title: string;
  /** The messages of the Problems that refuse it; empty where there is a plan. */
  readonly refusals: ReadonlyArray<string>;
  /** Its objects as YAML. */
  readonly lines: ReadonlyArray<PlanLine>;
  /** Its objects, with the line of {@link lines} that each begins at. */
  readonly objects: ReadonlyArray<{ readonly kind: string; readonly title: string; readonly line: number }>;
  /** Where values come from; lines name them by their index. */
  readonly origins: ReadonlyArray<ShownOrigin>;
  /** Every string that holds a variable, and what it consists of. */
  readonly strings: ReadonlyArray<ShownString>;
}

/** A line of the YAML of a plan. */
export interface PlanLine {
  readonly text: string;
  /** Into {@link ShownPlan.origins}; absent for `---`. */
  readonly origin?: number | undefined;
  /** The pieces of a string, in columns of the line from 0. */
  readonly colours?: ReadonlyArray<Colour>;
}

/** A piece of a line or string, and what it is made of. */
export interface Colour {
  readonly from: number;
  readonly to: number;
  /** `text`, `default`, `alternative`, or the layer of the precedence that the value is from. */
  readonly layer: string;
}

/** Where a value comes from. */
export interface ShownOrigin {
  /** In a sentence. */
  readonly says: string;
  /** The fields that it is made of, the first one before others. */
  readonly places: ReadonlyArray<NamedPlace>;
}

/** A string of a Function or Task, resolved. */
export interface ShownString {
  /** `spec.args[2] of Function pg-dump` */
  readonly label: string;
  readonly place?: NamedPlace | undefined;
  readonly template: string;
  readonly value: string;
  readonly pieces: ReadonlyArray<ShownPiece>;
}

/** A piece of a resolved string. */
export interface ShownPiece {
  readonly text: string;
  /** As in {@link Colour.layer}. */
  readonly layer: string;
  /** `${TARGET_NAME}`, where it is no text of the template. */
  readonly expression?: string | undefined;
  /** Where its value comes from, in words. */
  readonly says?: string | undefined;
}

/** The changes of the objects for one reason. */
export interface ShownChange {
  readonly causes: ReadonlyArray<{
    readonly text: string;
    readonly change: string;
    readonly place?: Place | undefined;
  }>;
  readonly effects: ReadonlyArray<ShownEffect>;
}

/** A change of an object or of a field of it. */
export interface ShownEffect {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly text: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** All that is known of the text at a place, as Markdown. */
export interface ShownHover {
  readonly range?: Range | undefined;
  readonly markdown: string;
}

/** Texts without secrets, or why they cannot leave the page. */
export type Concealed =
  | { readonly files: ReadonlyArray<TextFile>; readonly hidden: number }
  | { readonly refused: string };
