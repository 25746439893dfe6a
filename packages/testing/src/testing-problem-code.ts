/**
 * Every code that this package reports besides those of the packages below it: docs/errors/testing.md has a section with
 * an example and its cure for each.
 */
export type TestingProblemCode =
  /** More than one Task, or more than one Function and no Task, among which a scenario names none. */
  | 'task-not-chosen'
  /** A Task or Function that a scenario names and that is not among the manifests. */
  | 'not-in-manifests'
  /** A step that a test asks for and that the Task does not have. */
  | 'step-not-found'
  /** A program that a test asks for and that a container does not run. */
  | 'program-not-found';

/** All of {@link TestingProblemCode}. */
export const testingProblemCodes: ReadonlyArray<TestingProblemCode> = [
  'not-in-manifests',
  'program-not-found',
  'step-not-found',
  'task-not-chosen',
];
