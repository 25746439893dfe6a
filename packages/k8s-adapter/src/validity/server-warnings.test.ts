import {
  type FunctionSpec,
  orThrow,
  type PodRuntimeSettings,
  type Problem,
  type Volume,
} from '@stash-functions/core/decode';
import { isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { findingOf, taskOf } from '../../test/resolved.ts';
import { toJob } from '../index.ts';

/** The warnings of a Job, each as `code kind/name path`. */
function warningsOf(
  steps: ReadonlyArray<FunctionSpec>,
  volumes: ReadonlyArray<Volume> = [],
  pod: PodRuntimeSettings = {},
): ReadonlyArray<string> {
  const warnings: Array<Problem> = [];
  const result = toJob(taskOf(steps, volumes), {
    name: 'job',
    runtimeSettings: { pod },
    onWarning: (warning) => warnings.push(warning),
  });
  expect(isRight(result)).toBe(true);
  for (const { severity, hint } of warnings) {
    expect(severity).toBe('warning');
    expect(hint).not.toBe('');
  }
  return warnings.map(findingOf);
}

const env = (...variables: ReadonlyArray<readonly [string, string]>): FunctionSpec => ({
  runtimeSettings: { env: variables.map(([name, value]) => ({ name, value })) },
});

describe('ports', () => {
  it.each<[string, ReadonlyArray<FunctionSpec>, ReadonlyArray<string>]>([
    ['once', [{ ports: [{ containerPort: 80 }] }], []],
    [
      'twice in a container',
      [{ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }],
      ['duplicate-port Function/step0 spec.ports.1.containerPort'],
    ],
    ['of TCP and of UDP', [{ ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] }], []],
    [
      'in two steps',
      [{ ports: [{ containerPort: 80 }] }, { ports: [{ containerPort: 80 }] }],
      ['duplicate-port Function/step1 spec.ports.0.containerPort'],
    ],
    [
      'with two ports of the host',
      [
        {
          ports: [
            { containerPort: 80, hostPort: 80 },
            { containerPort: 80, hostPort: 81 },
          ],
        },
      ],
      [],
    ],
    [
      'with a port of the host and without',
      [{ ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 80 }] }],
      ['duplicate-port Function/step0 spec.ports.1.containerPort'],
    ],
    [
      'on one port of the host, at an address and at all',
      [
        {
          ports: [
            { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' },
            { containerPort: 80, hostPort: 80 },
          ],
        },
      ],
      ['duplicate-port Function/step0 spec.ports.1.containerPort'],
    ],
    [
      'on one port of two addresses',
      [
        {
          ports: [
            { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' },
            { containerPort: 80, hostPort: 80, hostIP: '10.0.0.2' },
          ],
        },
      ],
      [],
    ],
    [
      'with an address of the host and no port of it',
      [{ ports: [{ containerPort: 80, hostIP: '10.0.0.1' }] }],
      ['unused-host-ip Function/step0 spec.ports.0.hostIP'],
    ],
  ])('a port %s', (_, steps, expected) => {
    expect(warningsOf(steps)).toEqual(expected);
  });
});

describe('variables', () => {
  const hidden = ['hidden-variable Function/step0 spec.runtimeSettings.env.1.name'];
  it.each<[string, FunctionSpec, ReadonlyArray<string>]>([
    ['twice', env(['A', '1'], ['A', '2']), hidden],
    ['twice with one value', env(['A', '1'], ['A', '1']), hidden],
    ['made of the one before', env(['PATH', '/usr/bin'], ['PATH', '$(PATH):/opt/pg/bin']), []],
    ['that is nothing but the one before', env(['A', '1'], ['A', '$(A)']), hidden],
    ['made of another', env(['A', '1'], ['A', '$(B)x']), hidden],
    [
      'from elsewhere the second time',
      {
        runtimeSettings: {
          env: [
            { name: 'A', value: '1' },
            { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          ],
        },
      },
      hidden,
    ],
  ])('a variable %s', (_, spec, expected) => {
    expect(warningsOf([spec])).toEqual(expected);
  });
});

it('keeps a variable that is made of one of its layer, where a lower layer has it too', () => {
  const fn = env(['A', 'a'], ['PATH', '/bin'], ['B', 'b']);
  const over = [
    { name: 'PATH', value: '/usr/bin' },
    { name: 'PATH', value: '$(PATH):/opt/bin' },
  ];
  const job = orThrow(toJob(taskOf([fn]), { name: 'job', runtimeSettings: { container: { env: over } } }));
  expect(job.spec.template.spec.containers[0]?.env).toEqual([
    { name: 'A', value: 'a' },
    { name: 'PATH', value: '/usr/bin' },
    { name: 'B', value: 'b' },
    { name: 'PATH', value: '$(PATH):/opt/bin' },
  ]);
});

describe('a stopSignal', () => {
  const spec: FunctionSpec = {
    runtimeSettings: { lifecycle: { stopSignal: 'SIGUSR1', preStop: { sleep: { seconds: 1 } } } },
  };

  it('is left out with a warning, and the rest of the lifecycle stays', () => {
    expect(warningsOf([spec])).toEqual([
      'ignored-stop-signal Function/step0 spec.runtimeSettings.lifecycle.stopSignal',
    ]);
    const job = orThrow(toJob(taskOf([spec]), { name: 'job' }));
    expect(job.spec.template.spec.containers[0]?.lifecycle).toEqual({ preStop: { sleep: { seconds: 1 } } });
  });

  it('leaves no empty lifecycle behind, and goes with it in an init container', () => {
    const alone: FunctionSpec = { runtimeSettings: { lifecycle: { stopSignal: 'SIGUSR1' } } };
    const job = orThrow(toJob(taskOf([alone]), { name: 'job' }));
    expect(job.spec.template.spec.containers[0]).not.toHaveProperty('lifecycle');
    expect(warningsOf([alone, {}])).toEqual([
      'ignored-in-init-container Function/step0 spec.runtimeSettings.lifecycle',
    ]);
  });
});

describe('bytes that are not whole', () => {
  it.each<[string, FunctionSpec, ReadonlyArray<Volume>, ReadonlyArray<string>]>([
    ['CPU', { runtimeSettings: { resources: { limits: { cpu: '128m' } } } }, [], []],
    ['whole memory', { runtimeSettings: { resources: { limits: { memory: '1.5Gi' } } } }, [], []],
    [
      'memory',
      { runtimeSettings: { resources: { limits: { memory: '256m' }, requests: { memory: '128m' } } } },
      [],
      [
        'fractional-bytes Function/step0 spec.runtimeSettings.resources.limits.memory',
        'fractional-bytes Function/step0 spec.runtimeSettings.resources.requests.memory',
      ],
    ],
    [
      'ephemeral storage',
      { runtimeSettings: { resources: { limits: { 'ephemeral-storage': '1.6Gi' } } } },
      [],
      ['fractional-bytes Function/step0 spec.runtimeSettings.resources.limits.ephemeral-storage'],
    ],
    [
      'the size of an emptyDir',
      {},
      [{ name: 'a', emptyDir: { sizeLimit: '512m' } }],
      ['fractional-bytes Task/the-task spec.volumes.0.emptyDir.sizeLimit'],
    ],
    [
      'the storage of a claim',
      {},
      [
        {
          name: 'a',
          ephemeral: {
            volumeClaimTemplate: {
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100m' } } },
            },
          },
        },
      ],
      ['fractional-bytes Task/the-task spec.volumes.0.ephemeral.volumeClaimTemplate.spec.resources.requests.storage'],
    ],
  ])('%s', (_, spec, volumes, expected) => {
    expect(warningsOf([spec], volumes)).toEqual(expected);
  });
});

describe('settings of the pod', () => {
  const at = 'Job/job spec.template.spec';
  const zone = 'failure-domain.beta.kubernetes.io/zone';
  it.each<[string, PodRuntimeSettings, ReadonlyArray<string>]>([
    ['labels of nodes as they are now', { nodeSelector: { 'kubernetes.io/os': 'linux' } }, []],
    [
      'labels of nodes that are deprecated',
      { nodeSelector: { 'beta.kubernetes.io/os': 'linux', [zone]: 'a' } },
      [`deprecated-label ${at}.nodeSelector.beta.kubernetes.io/os`, `deprecated-label ${at}.nodeSelector.${zone}`],
    ],
    [
      'such a label in the affinity to nodes',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: 'Exists' }] }],
            },
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, preference: { matchExpressions: [{ key: zone, operator: 'Exists' }] } },
            ],
          },
        },
      },
      [
        `deprecated-label ${at}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0.key`,
        `deprecated-label ${at}.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.preference.matchExpressions.0.key`,
      ],
    ],
    [
      'a spread over such a label, of no pods',
      { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: 'DoNotSchedule' }] },
      [
        `deprecated-label ${at}.topologySpreadConstraints.0.topologyKey`,
        `selector-matches-nothing ${at}.topologySpreadConstraints.0.labelSelector`,
      ],
    ],
    [
      'an affinity to no pods',
      { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } } },
      [
        `selector-matches-nothing ${at}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.labelSelector`,
      ],
    ],
    [
      'an affinity to all pods',
      {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: {} } },
            ],
          },
        },
      },
      [],
    ],
    ['a Secret for images without a name', { imagePullSecrets: [{}] }, [`missing-field ${at}.imagePullSecrets.0.name`]],
    [
      'annotations that have no effect',
      {
        podAnnotations: {
          'scheduler.alpha.kubernetes.io/critical-pod': '',
          'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default',
          'container.apparmor.security.beta.kubernetes.io/step0-0': 'unconfined',
          'container.apparmor.security.beta.kubernetes.io/other': 'unconfined',
        },
      },
      [
        'deprecated-annotation Job/job spec.template.metadata.annotations.scheduler.alpha.kubernetes.io/critical-pod',
        'deprecated-annotation Job/job spec.template.metadata.annotations.seccomp.security.alpha.kubernetes.io/pod',
        'deprecated-annotation Job/job spec.template.metadata.annotations.container.apparmor.security.beta.kubernetes.io/step0-0',
      ],
    ],
  ])('%s', (_, pod, expected) => {
    expect(warningsOf([{}], [], pod)).toEqual(expected);
  });
});

describe('volumes', () => {
  it.each<[string, Volume, ReadonlyArray<string>]>([
    ['a claim', { name: 'a', persistentVolumeClaim: { claimName: 'a' } }, []],
    [
      'a source that no kubelet mounts',
      { name: 'a', glusterfs: { endpoints: 'e', path: 'p' } },
      ['deprecated-volume Task/the-task spec.volumes.0.glusterfs'],
    ],
    [
      'a key over another',
      {
        name: 'a',
        configMap: {
          name: 'c',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x' },
            { key: 'c', path: 'x/y' },
          ],
        },
      },
      [
        'duplicate-path Task/the-task spec.volumes.0.configMap.items.1.path',
        'duplicate-path Task/the-task spec.volumes.0.configMap.items.2.path',
      ],
    ],
    [
      'a token over a key, and a source of nothing',
      {
        name: 'a',
        projected: {
          sources: [
            { secret: { name: 's', items: [{ key: 'k', path: 'token' }] } },
            { serviceAccountToken: { path: 'token' } },
            {},
          ],
        },
      },
      [
        'missing-field Task/the-task spec.volumes.0.projected.sources.2',
        'duplicate-path Task/the-task spec.volumes.0.projected.sources.1.serviceAccountToken.path',
      ],
    ],
  ])('%s', (_, volume, expected) => {
    expect(warningsOf([{}], [volume])).toEqual(expected);
  });
});

it('warns of a name with a dot, which pods take their hostnames from', () => {
  const warnings: Array<Problem> = [];
  toJob(taskOf([{}]), { name: 'a.b', onWarning: (warning) => warnings.push(warning) });
  expect(warnings.map(findingOf)).toEqual(['invalid-name Job/a.b metadata.name']);
});
