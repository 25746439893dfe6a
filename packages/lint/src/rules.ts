import { type LintCode, lintCodes } from './lint-code.ts';
import type { Rule } from './rule.ts';
import { ambiguousJoin } from './rules/ambiguous-join.ts';
import { backendMissing } from './rules/backend-missing.ts';
import { bareDollarName } from './rules/bare-dollar-name.ts';
import { claimWithoutMount } from './rules/claim-without-mount.ts';
import { deprecatedLabel } from './rules/deprecated-label.ts';
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

/** One rule for each code: the compiler knows when one is missing. */
const byCode: { readonly [Code in LintCode]: Rule<Code> } = {
  'ambiguous-join': ambiguousJoin,
  'backend-missing': backendMissing,
  'bare-dollar-name': bareDollarName,
  'claim-without-mount': claimWithoutMount,
  'deprecated-label': deprecatedLabel,
  'hidden-variable': hiddenVariable,
  'duplicate-param': duplicateParam,
  'fractional-bytes': fractionalBytes,
  'function-missing': functionMissing,
  'hook-shape': hookShape,
  'init-container-probe': initContainerProbe,
  'invalid-bucket': invalidBucket,
  'invalid-duration': invalidDuration,
  'invalid-endpoint': invalidEndpoint,
  'invalid-schedule': invalidSchedule,
  'invoker-missing': invokerMissing,
  'late-reference': lateReference,
  'local-backend': localBackend,
  'lookalike-character': lookalikeCharacter,
  'lost-kubernetes-escape': lostKubernetesEscape,
  'mount-without-volume': mountWithoutVolume,
  'negative-number': negativeNumber,
  'other-occasion-variable': otherOccasionVariable,
  'path-outside-mounts': pathOutsideMounts,
  'plaintext-secret': plaintextSecret,
  'pod-security-policy-removed': podSecurityPolicyRemoved,
  'prefix-slash': prefixSlash,
  'relative-path': relativePath,
  'repository-not-found': repositoryNotFound,
  'repository-not-allowed': repositoryNotAllowed,
  'retention-keeps-nothing': retentionKeepsNothing,
  'rules-in-two-places': rulesInTwoPlaces,
  'schedule-never-comes': scheduleNeverComes,
  'secret-key-missing': secretKeyMissing,
  'several-backends': severalBackends,
  'shadowed-param': shadowedParam,
  'shared-repository': sharedRepository,
  'snapshots-and-paths': snapshotsAndPaths,
  'storage-secret-missing': storageSecretMissing,
  'target-kind': targetKind,
  'target-namespace': targetNamespace,
  'task-missing': taskMissing,
  'template-in-value': templateInValue,
  'undefined-reference': undefinedReference,
  'unresolved-variable': unresolvedVariable,
  'unreachable-rule': unreachableRule,
  'unused-default': unusedDefault,
  'unused-param': unusedParam,
  'volume-without-mount': volumeWithoutMount,
  'wipe-out-unsupported': wipeOutUnsupported,
  'wrong-database-task': wrongDatabaseTask,
  'wrong-occasion-task': wrongOccasionTask,
};

/** Every rule of lint, by what it is about: variables first, then steps and volumes, invokers, Repositories. */
export const rules: ReadonlyArray<Rule> = lintCodes.map((code) => byCode[code]);
