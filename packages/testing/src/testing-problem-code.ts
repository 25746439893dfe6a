import { type CodesOf, type CoreProblemCode, type ProblemMaker, problemMaker } from '@stash-functions/core';
import type { PlanProblemCode } from '@stash-functions/k8s-adapter';

/**
 * Every code of this package, besides those of the packages below it. docs/errors/testing.md has a section for each,
 * with an example and its cure.
 */
export type TestingProblemCode = CodesOf<typeof testingProblemCodes>;

/** Everything that can be wrong with a scenario: with its choice, its manifests, or their plan. */
export type ScenarioProblemCode = TestingProblemCode | CoreProblemCode | PlanProblemCode;

/** Every {@link TestingProblemCode}, with its severity and its meaning. */
export const testingProblemCodes = {
  'not-in-manifests': {
    severity: 'error',
    meaning: 'A scenario names a Task or Function that is not among the manifests.',
  },
  'param-not-read': { severity: 'error', meaning: 'A scenario gives a param that no template of it reads.' },
  'program-not-found': { severity: 'error', meaning: 'A test asks for a program that a container does not run.' },
  'step-not-found': { severity: 'error', meaning: 'A test asks for a step that the Task does not have.' },
  'task-not-chosen': {
    severity: 'error',
    meaning: 'Of more than one Task, or of several Functions and no Task, a scenario names none.',
  },
} as const;

/** Makes a Problem of a scenario. */
export const testingProblem: ProblemMaker<typeof testingProblemCodes> = problemMaker<typeof testingProblemCodes>({});
