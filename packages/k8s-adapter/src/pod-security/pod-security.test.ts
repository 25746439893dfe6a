import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { backupInput } from '../../test/invokers.ts';
import { planBackup, type V1Container, type V1PodSpec, type V1SecurityContext } from '../index.ts';
import { podSecurityLabels, podSecurityLevel } from './pod-security.ts';

const strict: V1SecurityContext = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
  capabilities: { drop: ['ALL'] },
};

function podOf(container: Partial<V1Container> = {}, pod: Partial<V1PodSpec> = {}): V1PodSpec {
  return { containers: [{ name: 'a', image: 'a', securityContext: strict, ...container }], ...pod };
}

function controlsOf(pod: V1PodSpec): ReadonlyArray<string> {
  return podSecurityLevel(pod).reasons.map(({ control, path }) => `${control}: ${path.join('.')}`);
}

test('a pod that follows all controls is restricted', () => {
  expect(podSecurityLevel(podOf())).toEqual({ level: 'restricted', reasons: [] });
});

describe('what baseline forbids makes a pod privileged', () => {
  const secure = 'containers.0.securityContext';
  test.each<[string, V1PodSpec, string]>([
    [
      'host process',
      podOf({ securityContext: { ...strict, windowsOptions: { hostProcess: true } } }),
      `HostProcess: ${secure}.windowsOptions.hostProcess`,
    ],
    ['host network', podOf({}, { hostNetwork: true }), 'Host Namespaces: hostNetwork'],
    ['host PID', podOf({}, { hostPID: true }), 'Host Namespaces: hostPID'],
    ['host IPC', podOf({}, { hostIPC: true }), 'Host Namespaces: hostIPC'],
    [
      'privilege',
      podOf({ securityContext: { ...strict, privileged: true } }),
      `Privileged Containers: ${secure}.privileged`,
    ],
    [
      'a capability',
      podOf({ securityContext: { ...strict, capabilities: { drop: ['ALL'], add: ['SYS_NICE'] } } }),
      `Capabilities: ${secure}.capabilities.add.0`,
    ],
    [
      'a host path',
      podOf({}, { volumes: [{ name: 'a', hostPath: { path: '/a' } }] }),
      'HostPath Volumes: volumes.0.hostPath',
    ],
    ['a host port', podOf({ ports: [{ containerPort: 1, hostPort: 1 }] }), 'Host Ports: containers.0.ports.0.hostPort'],
    [
      'the host of a probe',
      podOf({ livenessProbe: { httpGet: { port: 1, host: 'node' } } }),
      'Host Probes / Lifecycle Hooks: containers.0.livenessProbe.httpGet.host',
    ],
    [
      'the host of a hook',
      podOf({ lifecycle: { preStop: { tcpSocket: { port: 1, host: 'node' } } } }),
      'Host Probes / Lifecycle Hooks: containers.0.lifecycle.preStop.tcpSocket.host',
    ],
    [
      'AppArmor off',
      podOf({ securityContext: { ...strict, appArmorProfile: { type: 'Unconfined' } } }),
      `AppArmor: ${secure}.appArmorProfile.type`,
    ],
    [
      'a type of SELinux',
      podOf({ securityContext: { ...strict, seLinuxOptions: { type: 'spc_t' } } }),
      `SELinux: ${secure}.seLinuxOptions.type`,
    ],
    [
      'a role of SELinux',
      podOf({}, { securityContext: { seLinuxOptions: { role: 'r' } } }),
      'SELinux: securityContext.seLinuxOptions.role',
    ],
    [
      'all of /proc',
      podOf({ securityContext: { ...strict, procMount: 'Unmasked' } }),
      `/proc Mount Type: ${secure}.procMount`,
    ],
    [
      'seccomp off',
      podOf({}, { securityContext: { seccompProfile: { type: 'Unconfined' } } }),
      'Seccomp: securityContext.seccompProfile.type',
    ],
    [
      'a sysctl',
      podOf({}, { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
      'Sysctls: securityContext.sysctls.0.name',
    ],
  ])('%s', (_, pod, reason) => {
    expect(podSecurityLevel(pod).level).toBe('privileged');
    expect(controlsOf(pod)).toContain(reason);
  });
});

describe('what restricted forbids makes a pod baseline', () => {
  const secure = 'containers.0.securityContext';
  test.each<[string, V1PodSpec, string]>([
    [
      'a volume of another type',
      podOf({}, { volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] }),
      'Volume Types: volumes.0.nfs',
    ],
    [
      'privilege escalation',
      podOf({ securityContext: { ...strict, allowPrivilegeEscalation: true } }),
      `Privilege Escalation: ${secure}.allowPrivilegeEscalation`,
    ],
    [
      'root allowed',
      podOf({ securityContext: { ...strict, runAsNonRoot: false } }, { securityContext: { runAsNonRoot: true } }),
      `Running as Non-root: ${secure}.runAsNonRoot`,
    ],
    [
      'the user root',
      podOf({}, { securityContext: { runAsUser: 0 } }),
      'Running as Non-root user: securityContext.runAsUser',
    ],
    [
      'capabilities kept',
      podOf({ securityContext: { ...strict, capabilities: { drop: ['KILL'] } } }),
      `Capabilities: ${secure}.capabilities.drop`,
    ],
    [
      'a capability added',
      podOf({ securityContext: { ...strict, capabilities: { drop: ['ALL'], add: ['CHOWN'] } } }),
      `Capabilities: ${secure}.capabilities.add.0`,
    ],
  ])('%s', (_, pod, reason) => {
    expect(podSecurityLevel(pod).level).toBe('baseline');
    expect(controlsOf(pod)).toEqual([reason]);
  });

  test('the say of the pod holds for a container without one', () => {
    const { runAsNonRoot: _, seccompProfile: __, ...rest } = strict;
    const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    expect(podSecurityLevel(podOf({ securityContext: rest }, { securityContext })).level).toBe('restricted');
    expect(podSecurityLevel(podOf({ securityContext: rest })).reasons.map(({ control }) => control)).toEqual([
      'Running as Non-root',
      'Seccomp',
    ]);
  });

  test('controls of Linux do not hold on Windows', () => {
    const pod = podOf({ securityContext: { runAsNonRoot: true } }, { os: { name: 'windows' } });
    expect(podSecurityLevel(pod).level).toBe('restricted');
  });
});

test('labels for a namespace enforce what all pods keep, and warn of the rest', () => {
  const plan = orThrow(planBackup(backupInput([{ podSecurityPolicyName: 'baseline' }])));
  const pods = plan.jobs.map(({ spec }) => spec.template.spec);
  expect(podSecurityLabels([podOf(), ...pods], 'v1.36')).toEqual({
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.36',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'v1.36',
  });
});

describe('a pod with users of its own', () => {
  const own: Partial<V1PodSpec> = { hostUsers: false };

  test('may run as root', () => {
    const { runAsNonRoot: _, ...asRoot } = strict;
    expect(podSecurityLevel(podOf({ securityContext: { ...asRoot, runAsUser: 0 } }, own)).level).toBe('restricted');
  });

  test('may see all of /proc under baseline, and not under restricted', () => {
    const pod = podOf({ securityContext: { ...strict, procMount: 'Unmasked' } }, own);
    expect(podSecurityLevel(pod)).toMatchObject({ level: 'baseline', reasons: [{ level: 'restricted' }] });
    expect(controlsOf(pod)).toEqual(['/proc Mount Type: containers.0.securityContext.procMount']);
  });
});

test('a pod that allows root is not restricted, even where no container of it runs as root', () => {
  expect(controlsOf(podOf({}, { securityContext: { runAsNonRoot: false } }))).toEqual([
    'Running as Non-root: securityContext.runAsNonRoot',
  ]);
});

test.each(['initContainers', 'ephemeralContainers'] as const)('what a container may not, no one of %s may', (field) => {
  const container = { name: 'b', image: 'b', securityContext: { ...strict, privileged: true } };
  expect(controlsOf(podOf({}, { [field]: [container] }))).toEqual([
    `Privileged Containers: ${field}.0.securityContext.privileged`,
  ]);
});
