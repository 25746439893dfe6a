import { type CodesOf, inputProblemCodes, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/**
 * The codes of faults in the resources that a scope is built from. docs/errors/templating.md has a section for each.
 */
export type ScopeProblemCode = CodesOf<typeof scopeProblemCodes>;

const ownCodes = {
  'add-on-invalid': { severity: 'error', meaning: 'The add-on of an AppBinding names no Task.' },
  'app-binding-missing': {
    severity: 'error',
    meaning: 'No Task is named, and the AppBinding that could name one is missing.',
  },
  'backend-missing': { severity: 'error', meaning: 'A Repository has no backend.' },
  'host-unknown': {
    severity: 'error',
    meaning: 'The pod of the backup is not known, so `HOSTNAME` has no value.',
  },
  'member-not-chosen': { severity: 'error', meaning: 'A batch has several members, and none is chosen.' },
  'member-out-of-range': { severity: 'error', meaning: 'The invoker does not have the requested member.' },
  'repository-mismatch': {
    severity: 'error',
    meaning: 'The Repository at hand is not the one that the invoker names.',
  },
  'repository-url-invalid': { severity: 'error', meaning: 'The URL of a REST server cannot be decoded.' },
  'session-mismatch': { severity: 'error', meaning: 'A BackupSession is a run of another invoker.' },
  'target-missing': { severity: 'error', meaning: 'A restore does not say what to restore.' },
} as const;

/** Every {@link ScopeProblemCode}, with its severity and its meaning. */
export const scopeProblemCodes: typeof ownCodes & typeof inputProblemCodes = { ...ownCodes, ...inputProblemCodes };

/** Makes a Problem of a scope. */
export const scopeProblem: ProblemMaker<typeof scopeProblemCodes> = problemMaker<typeof scopeProblemCodes>({});
