import type { CodesOf } from '../problem/code-table.ts';

/** The codes of the Problems that codecs report: the validation of single fields, as an API server does it. */
export type CodecProblemCode = CodesOf<typeof codecProblemCodes>;

/** Every {@link CodecProblemCode}. */
export const codecProblemCodes = {
  'duplicate-item': { severity: 'error', meaning: 'Two items of a list have the same key.' },
  'invalid-bytes': { severity: 'error', meaning: 'A string is not base64.' },
  'invalid-date-time': { severity: 'error', meaning: 'A string is no date and time as RFC 3339 writes them.' },
  'invalid-quantity': { severity: 'error', meaning: 'A string is no quantity.' },
  'missing-field': { severity: 'error', meaning: 'A field that the object must have is not there, or is null.' },
  'option-invalid': { severity: 'error', meaning: 'An option is misspelt, or has a value that it cannot have.' },
  'out-of-range': { severity: 'error', meaning: 'An integer is beyond what its format can hold.' },
  'too-deep': {
    severity: 'error',
    meaning: 'Objects and lists are nested deeper than in any resource, or in a cycle.',
  },
  'too-large': {
    severity: 'error',
    meaning: 'There are more values than in any resource, or a text is too large to be read.',
  },
  'too-many-problems': { severity: 'error', meaning: 'So much is wrong that the rest is not reported.' },
  'unknown-field': { severity: 'error', meaning: 'The object has no such field.' },
  'unknown-value': { severity: 'error', meaning: 'A string is none of the few that the field takes.' },
  'unreadable-input': { severity: 'error', meaning: 'A value cannot be looked at: a getter or a proxy threw.' },
  'wrong-type': { severity: 'error', meaning: 'A value is of another type: a number in place of a string.' },
} as const;
