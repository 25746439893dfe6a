import type { Severity } from '@stash-functions/core/decode';

const table = {
  'output-empty': { severity: 'error', meaning: 'An output.json without any text.' },
  'output-syntax': { severity: 'error', meaning: 'An output.json that is not JSON.' },
  'output-wrong-type': { severity: 'error', meaning: 'A value of an output.json of another type than its field has.' },
  'unknown-phase': { severity: 'warning', meaning: 'A phase of a host that is none; the host counts as failed.' },
  'missing-phase': { severity: 'warning', meaning: 'A host without a phase; it counts as not finished.' },
  'duplicate-host': { severity: 'warning', meaning: 'One host twice in an output or report; the last one counts.' },
  'invalid-duration': { severity: 'warning', meaning: 'A duration that Go does not read; no metric is made of it.' },
  'invalid-size': { severity: 'warning', meaning: 'A size that cannot be read; no metric is made of it.' },
  'invalid-processing-time': {
    severity: 'warning',
    meaning: 'A processing time that cannot be read; no metric is made of it.',
  },
  'invalid-count': {
    severity: 'warning',
    meaning: 'A number of files that is not a whole one from 0; it is left out.',
  },
  'restic-syntax': { severity: 'error', meaning: 'An output of restic that is not the JSON it was asked for.' },
  'restic-no-summary': { severity: 'warning', meaning: 'An output of restic backup without a summary.' },
} as const satisfies Readonly<Record<string, StatusProblemMeaning>>;

/** The code of any problem of this package; docs/errors/status.md has a section for each. */
export type StatusProblemCode = keyof typeof table;

/** Everything that the reading of outputs, the roll-up of statuses, metrics and events report, with what it means. */
export const statusProblemCodes: Readonly<Record<StatusProblemCode, StatusProblemMeaning>> = table;

/** How much a problem matters, and what it is, in one sentence. */
export interface StatusProblemMeaning {
  readonly severity: Severity;
  readonly meaning: string;
}
