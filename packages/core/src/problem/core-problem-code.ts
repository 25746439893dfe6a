import type { CodecProblemCode } from '../codec/problem-code.ts';

/**
 * Every code that core reports: docs/errors/core.md has a section with an example and its cure for each.
 *
 * A code is added together with its section; a test compares the two.
 */
export type CoreProblemCode = CodecProblemCode | ResourceProblemCode;

/** What can be wrong with a resource as a whole; the codes of single fields are those of the codecs. */
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
