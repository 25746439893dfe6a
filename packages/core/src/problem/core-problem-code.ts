import { type CodecProblemCode, codecProblemCodes } from '../codec/problem-code.ts';
import { type CodesOf, type ProblemMaker, problemMaker } from './code-table.ts';

/**
 * Every code that core reports. docs/errors/core.md has a section for each, with an example and its cure.
 *
 * A new code needs its section; a test compares the two.
 */
export type CoreProblemCode = CodesOf<typeof coreProblemCodes>;

/** The codes of the decode function of a kind. */
export type DecodeProblemCode = CodecProblemCode | ResourceProblemCode;

/** The codes of reading a text. */
export type LoadProblemCode = DecodeProblemCode | ManifestProblemCode;

/** The codes of faults in a resource as a whole; the codecs have the codes of single fields. */
export type ResourceProblemCode = CodesOf<typeof resourceProblemCodes>;

/** The codes of faults in the text of a manifest. */
export type ManifestProblemCode = CodesOf<typeof manifestProblemCodes>;

/** The codes of faults in the files that manifests are read from. */
export type FileProblemCode = CodesOf<typeof fileProblemCodes>;

const resourceProblemCodes = {
  'unknown-kind': { severity: 'error', meaning: 'An apiVersion and kind are not among those that this SDK reads.' },
  'wrong-kind': { severity: 'error', meaning: 'A resource is of another kind than the one asked for.' },
  'invalid-name': { severity: 'error', meaning: 'An API server refuses the name or the namespace.' },
  'invalid-metadata': {
    severity: 'error',
    meaning: 'An API server refuses the labels, annotations, finalizers or owner references.',
  },
  'ignored-namespace': {
    severity: 'warning',
    meaning: 'A cluster-scoped resource has a namespace, which an API server drops.',
  },
  'nested-spelling': {
    severity: 'warning',
    meaning: 'A field is written as the document spells it, and not as the CRD does.',
  },
  'both-spellings': { severity: 'error', meaning: 'A field is written in both spellings at once.' },
} as const;

const manifestProblemCodes = {
  'yaml-syntax': { severity: 'error', meaning: 'The text is not YAML, nor JSON.' },
  'control-character': { severity: 'error', meaning: 'The text has a character that YAML cannot hold.' },
  'duplicate-key': { severity: 'error', meaning: 'A map has one key twice.' },
  'invalid-key': { severity: 'error', meaning: 'A key is a map, a list or null.' },
  'invalid-alias': {
    severity: 'error',
    meaning:
      'An alias has no anchor before it, or stands inside of that which it stands for; or an anchor has no valid name.',
  },
  'excessive-aliasing': {
    severity: 'error',
    meaning: 'Aliases stand for more values than a document can have.',
  },
  'invalid-merge': {
    severity: 'error',
    meaning: 'The value of a merge key, `<<`, is neither a map nor a list of maps.',
  },
  'invalid-tag': { severity: 'error', meaning: 'A value is not of the type that its tag, such as `!!int`, says.' },
  'invalid-number': { severity: 'error', meaning: 'A number is infinite or not a number, which JSON does not have.' },
  'inexact-number': {
    severity: 'warning',
    meaning: 'A whole number is beyond 2^53, and JavaScript rounds it.',
  },
  'unquoted-template': { severity: 'warning', meaning: 'YAML cuts a `${...}` without quotes in two.' },
  'dropped-text': {
    severity: 'warning',
    meaning: 'YAML takes the head of a value for a tag or an anchor, and drops it.',
  },
  'decimal-file-mode': {
    severity: 'warning',
    meaning: 'The mode of a file is a decimal number with the digits of another mode.',
  },
  'not-an-object': { severity: 'error', meaning: 'A document is not an object.' },
  'invalid-list': { severity: 'error', meaning: 'A List has no list of items.' },
  'duplicate-resource': { severity: 'error', meaning: 'Two resources have one kind and name.' },
} as const;

const fileProblemCodes = {
  'unreadable-file': {
    severity: 'error',
    meaning: 'A file is not there, cannot be read or is not UTF-8, or a folder has no manifest.',
  },
} as const;

/** Every {@link CoreProblemCode}, with its severity and its meaning. */
export const coreProblemCodes: typeof codecProblemCodes &
  typeof resourceProblemCodes &
  typeof manifestProblemCodes &
  typeof fileProblemCodes = {
  ...codecProblemCodes,
  ...resourceProblemCodes,
  ...manifestProblemCodes,
  ...fileProblemCodes,
};

/** Makes a Problem of core. */
export const coreProblem: ProblemMaker<typeof coreProblemCodes> = problemMaker<typeof coreProblemCodes>({
  'ignored-namespace': 'warning',
  'nested-spelling': 'warning',
  'inexact-number': 'warning',
  'unquoted-template': 'warning',
  'dropped-text': 'warning',
  'decimal-file-mode': 'warning',
});
