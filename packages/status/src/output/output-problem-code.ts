import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/** Everything that can be wrong with the output of a step or of restic. */
export const outputProblemCodes = {
  'output-missing': {
    severity: 'warning',
    meaning: 'The steps of a Job left no output.json, and its hosts count as failed.',
  },
  'output-empty': { severity: 'error', meaning: 'An output.json is empty.' },
  'output-syntax': { severity: 'error', meaning: 'An output.json is not JSON.' },
  'output-wrong-type': { severity: 'error', meaning: 'A value of an output.json has another type than its field.' },
  'unknown-phase': { severity: 'warning', meaning: 'A host has an unknown phase, and counts as failed.' },
  'missing-phase': { severity: 'warning', meaning: 'A host has no phase, and counts as not finished.' },
  'duplicate-host': { severity: 'warning', meaning: 'A host is there twice, and its last entry counts.' },
  'invalid-duration': { severity: 'warning', meaning: 'A duration cannot be read, and no metric is made of it.' },
  'invalid-size': { severity: 'warning', meaning: 'A size cannot be read, and no metric is made of it.' },
  'invalid-processing-time': {
    severity: 'warning',
    meaning: 'A processing time cannot be read, and no metric is made of it.',
  },
  'invalid-count': { severity: 'warning', meaning: 'A number of files is not valid, and is left out.' },
  'restic-syntax': { severity: 'error', meaning: 'An output of restic is not the JSON that it was asked for.' },
  'restic-no-summary': { severity: 'warning', meaning: 'An output of restic backup has no summary.' },
} as const;

/** The code of a problem of an output. */
export type OutputProblemCode = CodesOf<typeof outputProblemCodes>;

/** The codes that refuse an output. */
export type OutputErrorCode = 'output-empty' | 'output-syntax' | 'output-wrong-type';

/** The codes of an oddity that does not refuse an output. */
export type OutputWarningCode = Exclude<OutputProblemCode, OutputErrorCode | 'output-missing' | `restic-${string}`>;

/** Makes the problems of outputs. */
export const outputProblem: ProblemMaker<typeof outputProblemCodes> = problemMaker<typeof outputProblemCodes>({
  'output-missing': 'warning',
  'unknown-phase': 'warning',
  'missing-phase': 'warning',
  'duplicate-host': 'warning',
  'invalid-duration': 'warning',
  'invalid-size': 'warning',
  'invalid-processing-time': 'warning',
  'invalid-count': 'warning',
  'restic-no-summary': 'warning',
});
