import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

/**
 * One thing that is wrong with an input: what, where, and what to do about it.
 *
 * Every function of this SDK that can refuse its input reports Problems, all of them at once, and never throws for bad
 * input. A Problem is plain data: it can be compared, stored and sent as JSON.
 *
 * @typeParam Code - the closed union of codes of the package that reports it; docs/errors.md has a section for each
 */
export interface Problem<Code extends string = string> {
  /** What kind of problem this is, in kebab-case; stable across releases, unlike the message. */
  readonly code: Code;
  /** An `error` refuses the input; a `warning` and a `note` let it pass. */
  readonly severity: Severity;
  /** One sentence that names the offending value, without a full stop at its end. Never holds a secret variable's value. */
  readonly message: string;
  /** Where in the resource: field names and list indexes from its root, `['spec', 'args', 3]`. Empty for the whole. */
  readonly path: ReadonlyArray<string | number>;
  /** Which resource, where that is known. */
  readonly resource?: ResourceReference;
  /** Where in the text that the resource was read from, where there is one. */
  readonly source?: SourceSpan;
  /** What to do about it, one sentence without a full stop at its end: "did you mean `args`?". */
  readonly hint?: string;
  /** The edit of the text that cures it, where the text is known and there is one such edit. */
  readonly fix?: Fix;
}

/** One Problem at least: what a function gives back in place of a result. */
export type Problems<Code extends string = string> = ReadonlyNonEmptyArray<Problem<Code>>;

/**
 * How much a {@link Problem} matters: an `error` where a cluster or the operator refuses the input, a `warning` where it
 * does the wrong thing, a `note` where it is a matter of taste or cannot be known here.
 */
export type Severity = 'error' | 'warning' | 'note';

/** An edit that a program can apply: see `applyFixes`. */
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
  /** Absent for cluster-scoped objects, and where a manifest leaves it to the client. */
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
  /** The character behind the last one of the range. */
  readonly end: SourcePosition;
  /** The lines that hold the range and up to two around them, so that a Problem can be shown without its text. */
  readonly excerpt: SourceExcerpt;
}

/** A place in a text. */
export interface SourcePosition {
  /** UTF-16 code units from the beginning of the text, from 0: an index into the string. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** UTF-16 code units from the beginning of the line, from 1. */
  readonly column: number;
}

/** Some consecutive lines of a text. */
export interface SourceExcerpt {
  /** The line number of the first of {@link lines}, from 1. */
  readonly firstLine: number;
  /** Without their line ends; a secret in plain text is shown as `*`. */
  readonly lines: ReadonlyArray<string>;
}
