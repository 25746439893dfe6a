/** Everything that the adapter can report. Closed: docs/errors/k8s-adapter.md has a section for each. */
export type AdapterProblemCode =
  | 'annotations-too-large'
  | 'app-binding-not-found'
  | 'claim-shared'
  | 'conflicting-fields'
  | 'duplicate-name'
  | 'duplicate-path'
  | 'host-path-not-writable'
  | 'ignored-in-init-container'
  | 'invalid-duration'
  | 'invalid-format'
  | 'invalid-name'
  | 'invalid-path'
  | 'invalid-quantity'
  | 'invalid-schedule'
  | 'missing-field'
  | 'name-conflict'
  | 'namespace-missing'
  | 'no-command-to-wrap'
  | 'no-steps'
  | 'no-task'
  | 'operator-image-missing'
  | 'out-of-range'
  | 'owner-without-uid'
  | 'repository-not-found'
  | 'request-above-limit'
  | 'task-not-found'
  | 'tmp-volume-not-empty-dir'
  | 'unknown-volume'
  | 'unmounted-claim'
  | 'unsupported-value'
  | 'unused-batch-hooks';

/** Every {@link AdapterProblemCode}, for the test that keeps the documentation complete. */
export const adapterProblemCodes: Readonly<Record<AdapterProblemCode, true>> = {
  'annotations-too-large': true,
  'app-binding-not-found': true,
  'claim-shared': true,
  'conflicting-fields': true,
  'duplicate-name': true,
  'duplicate-path': true,
  'host-path-not-writable': true,
  'ignored-in-init-container': true,
  'invalid-duration': true,
  'invalid-format': true,
  'invalid-name': true,
  'invalid-path': true,
  'invalid-quantity': true,
  'invalid-schedule': true,
  'missing-field': true,
  'name-conflict': true,
  'namespace-missing': true,
  'no-command-to-wrap': true,
  'no-steps': true,
  'no-task': true,
  'operator-image-missing': true,
  'out-of-range': true,
  'owner-without-uid': true,
  'repository-not-found': true,
  'request-above-limit': true,
  'task-not-found': true,
  'tmp-volume-not-empty-dir': true,
  'unknown-volume': true,
  'unmounted-claim': true,
  'unsupported-value': true,
  'unused-batch-hooks': true,
};
