import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/** Everything that can be wrong with a report, a session or its invoker. */
export const sessionProblemCodes = {
  'session-skipped': { severity: 'warning', meaning: 'A report comes to a session that was skipped, and is left out.' },
  'more-hosts-than-total': { severity: 'warning', meaning: 'More hosts have finished than a target was said to have.' },
  'unknown-target': { severity: 'error', meaning: 'The invoker has no such target.' },
  'ambiguous-target': { severity: 'error', meaning: 'Several targets of the invoker could be meant.' },
  'duplicate-target': {
    severity: 'warning',
    meaning: 'A target stands twice in a batch, and has one entry in the status.',
  },
  'no-invoker': { severity: 'error', meaning: 'A BackupSession does not name its invoker.' },
  'no-target': { severity: 'error', meaning: 'An invoker has no target.' },
  'creation-in-future': { severity: 'warning', meaning: 'A session was created later than now, by the clocks.' },
  'invalid-time': { severity: 'warning', meaning: 'A time or duration of a session or its invoker cannot be read.' },
  'invalid-history-limit': {
    severity: 'warning',
    meaning: 'A limit of the history is negative, and nothing is removed.',
  },
  'workload-missing': { severity: 'error', meaning: 'The hosts of a target cannot be counted without its workload.' },
  'member-missing': { severity: 'error', meaning: 'An invoker has no member of this number.' },
  'host-phase-unknown': {
    severity: 'warning',
    meaning: 'The outcome of a host is not known to the API, and is mapped.',
  },
  'input-invalid': { severity: 'error', meaning: 'An argument is not of the type that a function takes.' },
  'actions-not-run': {
    severity: 'warning',
    meaning: 'A session ends, and actions after its backup have not been run.',
  },
} as const;

/** The code of a problem of a session. */
export type SessionProblemCode = CodesOf<typeof sessionProblemCodes>;

/** Makes the problems of sessions. */
export const sessionProblem: ProblemMaker<typeof sessionProblemCodes> = problemMaker<typeof sessionProblemCodes>({
  'session-skipped': 'warning',
  'more-hosts-than-total': 'warning',
  'duplicate-target': 'warning',
  'creation-in-future': 'warning',
  'invalid-time': 'warning',
  'invalid-history-limit': 'warning',
  'host-phase-unknown': 'warning',
  'actions-not-run': 'warning',
});
