import type { CodecProblemCode } from '../codec/problem-code.ts';

/**
 * Every code that core reports: docs/errors/core.md has a section with an example and its cure for each.
 *
 * A code is added together with its section; a test compares the two.
 */
export type CoreProblemCode = CodecProblemCode | ResourceProblemCode | ManifestProblemCode;

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

/** What can be wrong with the text of a manifest. */
export type ManifestProblemCode =
  /** Text that is not YAML, nor JSON. */
  | 'yaml-syntax'
  /** A character that YAML cannot hold. */
  | 'control-character'
  /** One key twice in a map. */
  | 'duplicate-key'
  /** A key that is a map, a list or null. */
  | 'invalid-key'
  /** An alias without its anchor, or inside of what it stands for. */
  | 'invalid-alias'
  /** Aliases that stand for more values than a document can have. */
  | 'excessive-aliasing'
  /** A merge key, `<<`, whose value is neither a map nor a list of maps. */
  | 'invalid-merge'
  /** A value that is not what its tag, such as `!!int`, says. */
  | 'invalid-tag'
  /** Infinity or NaN, which JSON does not have. */
  | 'invalid-number'
  /** A whole number beyond 2^53, which JavaScript rounds; a warning. */
  | 'inexact-number'
  /** A `${...}` without quotes that YAML cut in two; a warning. */
  | 'unquoted-template'
  /** A document that is not an object. */
  | 'not-an-object'
  /** A List without a list of items. */
  | 'invalid-list'
  /** Two resources of one kind and name. */
  | 'duplicate-resource'
  /** A file that is not there, cannot be read or is not UTF-8, or a folder without a manifest. */
  | 'unreadable-file';
