import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/**
 * The codes of faults in a Task or a BackupBlueprint that is resolved, besides those of its templates and its scope.
 */
export type ResolveProblemCode = CodesOf<typeof resolveProblemCodes>;

/** Every {@link ResolveProblemCode}, with its severity and its meaning. docs/errors/templating.md has a section for each. */
export const resolveProblemCodes = {
  'function-missing': { severity: 'error', meaning: 'The Function of a step is not there.' },
  'task-without-steps': { severity: 'error', meaning: 'A Task has no steps, so that there is nothing to run.' },
  'shadowed-param': { severity: 'warning', meaning: 'A built-in variable wins over a param of a step.' },
  'target-invalid': { severity: 'error', meaning: 'A BackupBlueprint cannot back up the target.' },
  'annotation-invalid': { severity: 'error', meaning: 'An annotation of a target is missing or malformed.' },
  'blueprint-incomplete': { severity: 'error', meaning: 'A BackupBlueprint has no spec or no backend.' },
} as const;

/** Makes a Problem of a resolution. */
export const resolveProblem: ProblemMaker<typeof resolveProblemCodes> = problemMaker<typeof resolveProblemCodes>({
  'shadowed-param': 'warning',
});
