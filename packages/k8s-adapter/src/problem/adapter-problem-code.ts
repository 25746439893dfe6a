import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';
import type { TemplatingProblemCode } from '@stash-functions/templating';

/** The code of a Problem of the adapter. The list is closed: docs/errors/k8s-adapter.md has a section for each. */
export type AdapterProblemCode = CodesOf<typeof adapterProblemCodes>;

/** The code of a Problem of a plan: those of the adapter, and those of resolving the Task of a target. */
export type PlanProblemCode = AdapterProblemCode | TemplatingProblemCode;

/** Every {@link AdapterProblemCode}, with its usual severity and its meaning. */
export const adapterProblemCodes = {
  'annotations-too-large': {
    severity: 'error',
    meaning: 'The annotations of an object have more than 256 KiB together.',
  },
  'app-binding-missing': {
    severity: 'warning',
    meaning: 'The target is an AppBinding, and none of that name is given.',
  },
  'claim-in-other-namespace': {
    severity: 'error',
    meaning: 'The target is a claim of another namespace, which no pod of the invoker can mount.',
  },
  'claim-shared': { severity: 'warning', meaning: 'Several Jobs that may run at once use one claim.' },
  'conflicting-fields': { severity: 'error', meaning: 'Two fields exclude each other, or do not agree.' },
  'deprecated-annotation': { severity: 'warning', meaning: 'An annotation does what a field does now.' },
  'deprecated-label': { severity: 'warning', meaning: 'A label of nodes has another name now.' },
  'deprecated-volume': {
    severity: 'warning',
    meaning: 'A kind of volume is deprecated or was removed, and an API server warns of it.',
  },
  'duplicate-name': { severity: 'error', meaning: 'Two things that need different names have the same name.' },
  'duplicate-path': { severity: 'error', meaning: 'Two volumes are mounted at one path of a container.' },
  'duplicate-port': { severity: 'warning', meaning: 'A port stands in the list twice.' },
  'fractional-bytes': { severity: 'warning', meaning: 'A size is a fraction of a byte.' },
  'hidden-variable': { severity: 'warning', meaning: 'An environment variable is set twice, and the last one counts.' },
  'host-path-not-writable': {
    severity: 'warning',
    meaning: 'A directory of the node is written to by a user other than root.',
  },
  'ignored-in-init-container': {
    severity: 'warning',
    meaning: 'A probe or lifecycle hook is left out of an init container.',
  },
  'ignored-stop-signal': {
    severity: 'warning',
    meaning: 'A stopSignal is left out, because it needs the operating system of the pod.',
  },
  'invalid-duration': { severity: 'error', meaning: 'A text is no duration.' },
  'invalid-format': { severity: 'error', meaning: 'A text does not have the form that its field demands.' },
  'invalid-name': { severity: 'error', meaning: 'A name does not have the form that Kubernetes demands.' },
  'invalid-path': { severity: 'error', meaning: 'A volume or a file cannot be at this path.' },
  'invalid-quantity': { severity: 'error', meaning: 'A text is no quantity.' },
  'invalid-schedule': { severity: 'error', meaning: 'A text is no schedule.' },
  'missing-field': { severity: 'error', meaning: 'A required field is missing.' },
  'name-conflict': { severity: 'error', meaning: 'Two different objects of a plan would have one name.' },
  'namespace-missing': { severity: 'error', meaning: 'An invoker has no namespace.' },
  'no-command-to-wrap': {
    severity: 'warning',
    meaning: 'nice and ionice stay environment variables, because there is no command to run by them.',
  },
  'no-task': { severity: 'error', meaning: 'Nothing says which Task to run.' },
  'operator-image-missing': {
    severity: 'error',
    meaning: 'A hook needs the image of the operator, and a part of its name is not given.',
  },
  'option-invalid': { severity: 'error', meaning: 'An option has a name or a value that is none.' },
  'out-of-range': { severity: 'error', meaning: 'A number is too small or too large.' },
  'owner-without-uid': { severity: 'warning', meaning: 'The owner of objects has no uid, so that they get no owner.' },
  'repository-not-allowed': {
    severity: 'error',
    meaning: 'The usage policy of a Repository does not let the namespace of the invoker in.',
  },
  'repository-not-found': { severity: 'error', meaning: 'The Repository of an invoker is not among the manifests.' },
  'request-above-limit': { severity: 'error', meaning: 'More is requested than the limit allows.' },
  'root-not-allowed': {
    severity: 'warning',
    meaning: 'A container that must not run as root runs as user 0, so that it never starts.',
  },
  'selector-matches-nothing': {
    severity: 'warning',
    meaning: 'A rule about other pods has no labelSelector, and so is about none of them.',
  },
  'target-left-to-operator': {
    severity: 'warning',
    meaning: 'A member of a batch has no Job, because the operator adds a container to its pods.',
  },
  'task-missing': { severity: 'error', meaning: 'The Task of an invoker is not among the manifests.' },
  'task-without-steps': { severity: 'error', meaning: 'A Task has no steps.' },
  'tmp-volume-not-empty-dir': { severity: 'error', meaning: 'The volume for temporary data is no emptyDir.' },
  'unknown-volume': { severity: 'error', meaning: 'A volume is mounted that the pod does not have.' },
  'unmounted-claim': { severity: 'warning', meaning: 'A claim is made and mounted nowhere.' },
  'unsupported-value': { severity: 'error', meaning: 'A field or an option has a value that it cannot have.' },
  'unused-batch-hooks': { severity: 'warning', meaning: 'The hooks of a whole batch are in no Job.' },
  'unused-host-ip': { severity: 'warning', meaning: 'A port has a hostIP without a hostPort.' },
} as const;

/** Makes a Problem of the adapter. */
export const adapterProblem: ProblemMaker<typeof adapterProblemCodes> = problemMaker<typeof adapterProblemCodes>({
  'app-binding-missing': 'warning',
  'claim-shared': 'warning',
  'deprecated-annotation': 'warning',
  'deprecated-label': 'warning',
  'deprecated-volume': 'warning',
  'duplicate-port': 'warning',
  'fractional-bytes': 'warning',
  'hidden-variable': 'warning',
  'host-path-not-writable': 'warning',
  'ignored-in-init-container': 'warning',
  'ignored-stop-signal': 'warning',
  'no-command-to-wrap': 'warning',
  'owner-without-uid': 'warning',
  'root-not-allowed': 'warning',
  'selector-matches-nothing': 'warning',
  'target-left-to-operator': 'warning',
  'unmounted-claim': 'warning',
  'unused-batch-hooks': 'warning',
  'unused-host-ip': 'warning',
});
