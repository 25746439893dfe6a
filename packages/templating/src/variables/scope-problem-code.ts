/** What can be wrong with the resources that a scope is built from. docs/errors/templating.md has a section for each. */
export type ScopeProblemCode =
  | 'add-on-invalid'
  | 'app-binding-missing'
  | 'backend-missing'
  | 'host-unknown'
  | 'member-not-chosen'
  | 'member-out-of-range'
  | 'repository-mismatch'
  | 'repository-url-invalid'
  | 'session-mismatch'
  | 'target-missing';

/** Every {@link ScopeProblemCode}, for the test that keeps the documentation complete. */
export const scopeProblemCodes: Readonly<Record<ScopeProblemCode, true>> = {
  'add-on-invalid': true,
  'app-binding-missing': true,
  'backend-missing': true,
  'host-unknown': true,
  'member-not-chosen': true,
  'member-out-of-range': true,
  'repository-mismatch': true,
  'repository-url-invalid': true,
  'session-mismatch': true,
  'target-missing': true,
};
