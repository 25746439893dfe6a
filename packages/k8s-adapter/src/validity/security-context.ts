import { leadsUp } from '@stash-functions/core/decode';
import type {
  V1AppArmorProfile,
  V1PodSecurityContext,
  V1SeccompProfile,
  V1SecurityContext,
} from '../kubernetes/security-context.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkDistinct, checkOneOf, checkRange, maximumInt32, missing, quote } from './basics.ts';

/** Checks the user and the privileges of a container. No two of its fields may contradict each other. */
export function checkSecurityContext(context: V1SecurityContext, path: Place, findings: Findings): void {
  const { privileged, allowPrivilegeEscalation, capabilities, procMount } = context;
  checkRange(context.runAsUser, 0, maximumInt32, below(path, 'runAsUser'), findings);
  checkRange(context.runAsGroup, 0, maximumInt32, below(path, 'runAsGroup'), findings);
  if (procMount !== 'Unmasked') checkOneOf(procMount, ['Default'], below(path, 'procMount'), findings);
  if (procMount === 'Unmasked') {
    const message = 'a container sees all of /proc only where the users of its pod are not those of the node';
    findings.error(
      'unsupported-value',
      below(path, 'procMount'),
      message,
      'leave it out: a Task cannot ask for such a pod',
    );
  }
  checkProfiles(context, path, findings);
  if (allowPrivilegeEscalation !== false) return;
  const at = below(path, 'allowPrivilegeEscalation');
  if (privileged === true) {
    findings.error(
      'conflicting-fields',
      at,
      'a privileged container cannot forbid privilege escalation',
      'set one of the two only',
    );
  }
  if (capabilities?.add?.includes('CAP_SYS_ADMIN')) {
    const message = 'a container with CAP_SYS_ADMIN cannot forbid privilege escalation';
    findings.error('conflicting-fields', at, message, 'do without the capability, or allow privilege escalation');
  }
}

/** Checks the user and the privileges of all containers of a pod. */
export function checkPodSecurityContext(context: V1PodSecurityContext, path: Place, findings: Findings): void {
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup'] as const) {
    if (context[field] !== undefined) checkRange(context[field], 0, maximumInt32, below(path, field), findings);
  }
  (context.supplementalGroups ?? []).forEach((group, index) => {
    checkRange(group, 0, maximumInt32, below(below(path, 'supplementalGroups'), index), findings);
  });
  checkOneOf(context.fsGroupChangePolicy, ['Always', 'OnRootMismatch'], below(path, 'fsGroupChangePolicy'), findings);
  checkOneOf(context.supplementalGroupsPolicy, ['Merge', 'Strict'], below(path, 'supplementalGroupsPolicy'), findings);
  checkOneOf(context.seLinuxChangePolicy, ['MountOption', 'Recursive'], below(path, 'seLinuxChangePolicy'), findings);
  checkProfiles(context, path, findings);
  const sysctls = context.sysctls ?? [];
  sysctls.forEach(({ name }, index) => {
    if (name.length <= 253 && sysctlName.test(name)) return;
    findings.error(
      'invalid-name',
      below(below(below(path, 'sysctls'), index), 'name'),
      `${quote(name)} is no name of a sysctl`,
    );
  });
  const names = sysctls.map(({ name }) => name);
  checkDistinct(names, (index) => below(below(below(path, 'sysctls'), index), 'name'), 'the sysctl', findings);
}

const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*([a-z0-9]([-_a-z0-9]*[a-z0-9])?)$/;

interface Profiles {
  readonly seccompProfile?: V1SeccompProfile;
  readonly appArmorProfile?: V1AppArmorProfile;
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

function checkProfiles(context: Profiles, path: Place, findings: Findings): void {
  for (const field of ['seccompProfile', 'appArmorProfile'] as const) {
    const profile = context[field];
    if (profile === undefined) continue;
    checkOneOf(
      profile.type,
      ['Localhost', 'RuntimeDefault', 'Unconfined'],
      below(below(path, field), 'type'),
      findings,
    );
    checkLocalhostProfile(profile, below(below(path, field), 'localhostProfile'), findings);
  }
  if (context.windowsOptions?.hostProcess === true) {
    const message = 'a host process container needs the network of its host, which a Task cannot ask for';
    findings.error('unsupported-value', below(below(path, 'windowsOptions'), 'hostProcess'), message, 'leave it out');
  }
}

function checkLocalhostProfile({ type, localhostProfile }: V1SeccompProfile, path: Place, findings: Findings): void {
  if (type === 'Localhost' && !localhostProfile) missing(path, 'the profile on the host', findings);
  if (localhostProfile === undefined) return;
  if (type !== 'Localhost') {
    findings.error(
      'conflicting-fields',
      path,
      `a profile of type ${type} is none of the host`,
      'leave localhostProfile out, or set type: Localhost',
    );
  } else if (localhostProfile.startsWith('/') || leadsUp(localhostProfile)) {
    const hint = 'give a path below the profiles of the node, without ..';
    findings.error('invalid-path', path, `${quote(localhostProfile)} leads out of the profiles' directory`, hint);
  }
}
