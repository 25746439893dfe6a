/** What can be wrong with the resources that a scope is built from. docs/errors/templating.md has a section for each. */
export type ScopeProblemCode = (typeof scopeProblemCodes)[number];

/** Every {@link ScopeProblemCode}. */
export const scopeProblemCodes = [
  'add-on-invalid',
  'app-binding-missing',
  'backend-missing',
  'host-unknown',
  'member-not-chosen',
  'member-out-of-range',
  'repository-mismatch',
  'repository-url-invalid',
  'session-mismatch',
  'target-missing',
] as const;
