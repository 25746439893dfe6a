/** What can be wrong with a Task or a BackupBlueprint that is resolved, beside its templates and its scope. */
export type ResolveProblemCode = (typeof resolveProblemCodes)[number];

/** Every {@link ResolveProblemCode}. docs/errors/templating.md has a section for each. */
export const resolveProblemCodes = [
  'function-missing',
  'task-without-steps',
  'shadowed-param',
  'target-invalid',
  'annotation-invalid',
  'blueprint-incomplete',
] as const;
