import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

/**
 * One fault of an input: what is wrong, where it is, and how to cure it.
 *
 * A function of this SDK that can refuse its input reports all Problems at once, and never throws for bad input. A
 * Problem is plain data: you can compare it, store it, and send it as JSON.
 *
 * @typeParam Code - the closed union of codes of the package that reports it; docs/errors.md has a section for each
 */
export interface Problem<Code extends string = string> {
  /** The kind of problem, in kebab-case. It is stable across releases, unlike the message. */
  readonly code: Code;
  /** An `error` refuses the input; a `warning` and a `note` let it pass. */
  readonly severity: Severity;
  /**
   * One sentence that names the offending value, without a full stop at its end. It never holds the value of a secret
   * variable.
   */
  readonly message: string;
  /**
   * The field within the resource: field names and list indexes from its root, `['spec', 'args', 3]`. Empty for the
   * whole.
   */
  readonly path: ReadonlyArray<string | number>;
  /** The resource, where it is known. */
  readonly resource?: ResourceReference;
  /** The range in the text that the resource was read from, where there is one. */
  readonly source?: SourceSpan;
  /** The cure, one sentence without a full stop at its end: "did you mean `args`?". */
  readonly hint?: string;
  /** The edit of the text that cures the problem, where the text is known and one edit is enough. */
  readonly fix?: Fix;
}

/** A list of at least one Problem: a function gives it back in place of a result. */
export type Problems<Code extends string = string> = ReadonlyNonEmptyArray<Problem<Code>>;

/**
 * How much a {@link Problem} matters. An `error`: a cluster or the operator refuses the input. A `warning`: it takes
 * the input and does the wrong thing. A `note`: it is a matter of taste, or cannot be known here.
 */
export type Severity = 'error' | 'warning' | 'note';

/** An edit that a program can apply with `applyFixes`. */
export interface Fix {
  /** The range that is replaced; empty where text is inserted. */
  readonly span: SourceSpan;
  /** The text that takes its place; empty where the range is removed. */
  readonly text: string;
}

/** The identity of a Kubernetes object, as far as it is known. */
export interface ResourceReference {
  /** `stash.appscode.com/v1beta1` */
  readonly apiVersion?: string;
  /** `Function` */
  readonly kind: string;
  /** The namespace. Absent for cluster-scoped objects, and where a manifest leaves it to the client. */
  readonly namespace?: string;
  /** `metadata.name` */
  readonly name?: string;
}

/** A range of a text, with the few lines around it that a code frame shows. */
export interface SourceSpan {
  /** The name of the file, as the caller of `loadManifests` gave it. */
  readonly file?: string;
  /** The first character of the range. */
  readonly start: SourcePosition;
  /** The first character after the range. */
  readonly end: SourcePosition;
  /** The lines of the range and up to two more on each side, so that a Problem can be shown without its text. */
  readonly excerpt: SourceExcerpt;
}

/** A place in a text. */
export interface SourcePosition {
  /** UTF-16 code units from the beginning of the text, from 0: an index into the string. */
  readonly offset: number;
  /** The line, from 1. */
  readonly line: number;
  /** UTF-16 code units from the beginning of the line, from 1. */
  readonly column: number;
}

/** Some consecutive lines of a text. */
export interface SourceExcerpt {
  /** The number of the first line, from 1. */
  readonly firstLine: number;
  /** The lines without their line ends. A secret in plain text is shown as `*`. */
  readonly lines: ReadonlyArray<string>;
}
