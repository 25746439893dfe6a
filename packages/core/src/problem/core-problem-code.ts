/**
 * Every code that core reports: docs/errors/core.md has a section with an example and its cure for each.
 *
 * A code is added together with its section; a test compares the two.
 */
export type CoreProblemCode = FieldProblemCode | ResourceProblemCode;

/** What can be wrong with one field, whatever the kind: what an API server's validation against the CRD says. */
export type FieldProblemCode =
  /** A field that the kind must have is not there. */
  | 'missing-field'
  /** The kind has no such field. */
  | 'unknown-field'
  /** A value of another type: a number in place of a string. */
  | 'wrong-type'
  /** A string that is none of the few that the field takes. */
  | 'unknown-value'
  /** A value of the right type in a form that the field does not take: a number beyond int32, a malformed quantity or date. */
  | 'invalid-format'
  /** Two items of a list that have the same key. */
  | 'duplicate-item'
  /** Objects and lists nested deeper than any resource is, or a cycle. */
  | 'too-deep';

/** What can be wrong with a resource as a whole. */
export type ResourceProblemCode =
  /** An apiVersion and kind that this SDK does not read. */
  | 'unknown-kind'
  /** A resource of another kind than the one asked for. */
  | 'wrong-kind'
  /** A name or namespace that an API server refuses. */
  | 'invalid-name'
  /** Labels, annotations, finalizers or owner references that an API server refuses. */
  | 'invalid-metadata'
  /** A namespace on a cluster-scoped resource, which an API server drops; a warning. */
  | 'ignored-namespace'
  /** A field in the spelling of the document instead of the CRD's; a warning. */
  | 'nested-spelling'
  /** A field in both spellings at once. */
  | 'both-spellings';
