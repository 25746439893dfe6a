import { type LintCode, lintCodes } from './lint-code.ts';
import type { Rule } from './rule.ts';
import { ambiguousJoin } from './rules/ambiguous-join.ts';
import { bareDollarName } from './rules/bare-dollar-name.ts';
import { claimWithoutMount } from './rules/claim-without-mount.ts';
import { duplicateEnv } from './rules/duplicate-env.ts';
import { duplicateParam } from './rules/duplicate-param.ts';
import { functionMissing } from './rules/function-missing.ts';
import { initContainerProbe } from './rules/init-container-probe.ts';
import { lateReference } from './rules/late-reference.ts';
import { lostKubernetesEscape } from './rules/lost-kubernetes-escape.ts';
import { mountWithoutVolume } from './rules/mount-without-volume.ts';
import { otherOccasionVariable } from './rules/other-occasion-variable.ts';
import { plaintextSecret } from './rules/plaintext-secret.ts';
import { podSecurityPolicyRemoved } from './rules/pod-security-policy-removed.ts';
import { shadowedParam } from './rules/shadowed-param.ts';
import { taskMissing } from './rules/task-missing.ts';
import { templateInValue } from './rules/template-in-value.ts';
import { undefinedReference } from './rules/undefined-reference.ts';
import { unreachableRule } from './rules/unreachable-rule.ts';
import { unresolvedVariable } from './rules/unresolved-variable.ts';
import { unusedParam } from './rules/unused-param.ts';
import { volumeWithoutMount } from './rules/volume-without-mount.ts';

/** One rule for each code: the compiler knows when one is missing. */
const byCode: { readonly [Code in LintCode]: Rule<Code> } = {
  'ambiguous-join': ambiguousJoin,
  'bare-dollar-name': bareDollarName,
  'claim-without-mount': claimWithoutMount,
  'duplicate-env': duplicateEnv,
  'duplicate-param': duplicateParam,
  'function-missing': functionMissing,
  'init-container-probe': initContainerProbe,
  'late-reference': lateReference,
  'lost-kubernetes-escape': lostKubernetesEscape,
  'mount-without-volume': mountWithoutVolume,
  'other-occasion-variable': otherOccasionVariable,
  'plaintext-secret': plaintextSecret,
  'pod-security-policy-removed': podSecurityPolicyRemoved,
  'shadowed-param': shadowedParam,
  'task-missing': taskMissing,
  'template-in-value': templateInValue,
  'undefined-reference': undefinedReference,
  'unresolved-variable': unresolvedVariable,
  'unreachable-rule': unreachableRule,
  'unused-param': unusedParam,
  'volume-without-mount': volumeWithoutMount,
};

/** Every rule of lint, by what it is about: variables first, then steps and volumes, invokers, Repositories. */
export const rules: ReadonlyArray<Rule> = lintCodes.map((code) => byCode[code]);
