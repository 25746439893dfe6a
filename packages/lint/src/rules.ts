import type { Rule } from './rule.ts';
import { ambiguousJoin } from './rules/ambiguous-join.ts';
import { backendMissing } from './rules/backend-missing.ts';
import { bareDollarName } from './rules/bare-dollar-name.ts';
import { claimWithoutMount } from './rules/claim-without-mount.ts';
import { deprecatedLabel } from './rules/deprecated-label.ts';
import { deprecatedVolume } from './rules/deprecated-volume.ts';
import { duplicateParam } from './rules/duplicate-param.ts';
import { fractionalBytes } from './rules/fractional-bytes.ts';
import { functionMissing } from './rules/function-missing.ts';
import { hiddenVariable } from './rules/hidden-variable.ts';
import { hookShape } from './rules/hook-shape.ts';
import { initContainerProbe } from './rules/init-container-probe.ts';
import { invalidBucket } from './rules/invalid-bucket.ts';
import { invalidDuration } from './rules/invalid-duration.ts';
import { invalidEndpoint } from './rules/invalid-endpoint.ts';
import { invalidSchedule } from './rules/invalid-schedule.ts';
import { invalidVolume } from './rules/invalid-volume.ts';
import { invokerMissing } from './rules/invoker-missing.ts';
import { lateReference } from './rules/late-reference.ts';
import { localBackend } from './rules/local-backend.ts';
import { lookalikeCharacter } from './rules/lookalike-character.ts';
import { lostKubernetesEscape } from './rules/lost-kubernetes-escape.ts';
import { mountWithoutVolume } from './rules/mount-without-volume.ts';
import { negativeNumber } from './rules/negative-number.ts';
import { otherOccasionVariable } from './rules/other-occasion-variable.ts';
import { pathOutsideMounts } from './rules/path-outside-mounts.ts';
import { plaintextSecret } from './rules/plaintext-secret.ts';
import { podSecurityPolicyRemoved } from './rules/pod-security-policy-removed.ts';
import { prefixSlash } from './rules/prefix-slash.ts';
import { relativePath } from './rules/relative-path.ts';
import { repositoryNotAllowed } from './rules/repository-not-allowed.ts';
import { repositoryNotFound } from './rules/repository-not-found.ts';
import { retentionKeepsNothing } from './rules/retention-keeps-nothing.ts';
import { rulesInTwoPlaces } from './rules/rules-in-two-places.ts';
import { scheduleNeverComes } from './rules/schedule-never-comes.ts';
import { secretKeyMissing } from './rules/secret-key-missing.ts';
import { severalBackends } from './rules/several-backends.ts';
import { shadowedParam } from './rules/shadowed-param.ts';
import { sharedRepository } from './rules/shared-repository.ts';
import { snapshotsAndPaths } from './rules/snapshots-and-paths.ts';
import { storageSecretMissing } from './rules/storage-secret-missing.ts';
import { targetKind } from './rules/target-kind.ts';
import { targetNamespace } from './rules/target-namespace.ts';
import { taskMissing } from './rules/task-missing.ts';
import { templateInValue } from './rules/template-in-value.ts';
import { undefinedReference } from './rules/undefined-reference.ts';
import { unreachableRule } from './rules/unreachable-rule.ts';
import { unresolvedVariable } from './rules/unresolved-variable.ts';
import { unusedDefault } from './rules/unused-default.ts';
import { unusedParam } from './rules/unused-param.ts';
import { volumeWithoutMount } from './rules/volume-without-mount.ts';
import { wipeOutUnsupported } from './rules/wipe-out-unsupported.ts';
import { wrongDatabaseTask } from './rules/wrong-database-task.ts';
import { wrongOccasionTask } from './rules/wrong-occasion-task.ts';

/**
 * Every rule of lint, grouped by subject: variables first, then steps and volumes, invokers, and Repositories. The
 * codes, their page and the rules of SARIF all derive from this list. A new rule needs its own file and a line here.
 */
const ordered: readonly [
  typeof unresolvedVariable,
  typeof otherOccasionVariable,
  typeof unusedDefault,
  typeof bareDollarName,
  typeof templateInValue,
  typeof lostKubernetesEscape,
  typeof undefinedReference,
  typeof lateReference,
  typeof hiddenVariable,
  typeof plaintextSecret,
  typeof lookalikeCharacter,
  typeof unusedParam,
  typeof duplicateParam,
  typeof shadowedParam,
  typeof functionMissing,
  typeof taskMissing,
  typeof wrongOccasionTask,
  typeof wrongDatabaseTask,
  typeof mountWithoutVolume,
  typeof volumeWithoutMount,
  typeof invalidVolume,
  typeof deprecatedVolume,
  typeof fractionalBytes,
  typeof initContainerProbe,
  typeof podSecurityPolicyRemoved,
  typeof deprecatedLabel,
  typeof invalidSchedule,
  typeof scheduleNeverComes,
  typeof invalidDuration,
  typeof negativeNumber,
  typeof retentionKeepsNothing,
  typeof targetKind,
  typeof targetNamespace,
  typeof pathOutsideMounts,
  typeof relativePath,
  typeof ambiguousJoin,
  typeof hookShape,
  typeof claimWithoutMount,
  typeof unreachableRule,
  typeof snapshotsAndPaths,
  typeof rulesInTwoPlaces,
  typeof repositoryNotFound,
  typeof repositoryNotAllowed,
  typeof invokerMissing,
  typeof secretKeyMissing,
  typeof storageSecretMissing,
  typeof backendMissing,
  typeof severalBackends,
  typeof wipeOutUnsupported,
  typeof localBackend,
  typeof prefixSlash,
  typeof invalidEndpoint,
  typeof invalidBucket,
  typeof sharedRepository,
] = [
  unresolvedVariable,
  otherOccasionVariable,
  unusedDefault,
  bareDollarName,
  templateInValue,
  lostKubernetesEscape,
  undefinedReference,
  lateReference,
  hiddenVariable,
  plaintextSecret,
  lookalikeCharacter,
  unusedParam,
  duplicateParam,
  shadowedParam,
  functionMissing,
  taskMissing,
  wrongOccasionTask,
  wrongDatabaseTask,
  mountWithoutVolume,
  volumeWithoutMount,
  invalidVolume,
  deprecatedVolume,
  fractionalBytes,
  initContainerProbe,
  podSecurityPolicyRemoved,
  deprecatedLabel,
  invalidSchedule,
  scheduleNeverComes,
  invalidDuration,
  negativeNumber,
  retentionKeepsNothing,
  targetKind,
  targetNamespace,
  pathOutsideMounts,
  relativePath,
  ambiguousJoin,
  hookShape,
  claimWithoutMount,
  unreachableRule,
  snapshotsAndPaths,
  rulesInTwoPlaces,
  repositoryNotFound,
  repositoryNotAllowed,
  invokerMissing,
  secretKeyMissing,
  storageSecretMissing,
  backendMissing,
  severalBackends,
  wipeOutUnsupported,
  localBackend,
  prefixSlash,
  invalidEndpoint,
  invalidBucket,
  sharedRepository,
];

/** The code of a rule of lint. docs/errors/lint.md has a section for each. */
export type LintCode = (typeof ordered)[number]['code'];

/** The rules of {@link LintCode}, with all facts and the checks. */
export const rules: ReadonlyArray<Rule<LintCode>> = ordered;
