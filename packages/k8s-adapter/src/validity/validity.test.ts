import type { FunctionSpec, PodRuntimeSettings, Problem, RestoreSession, Volume } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import { isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { findingOf, findingsOf, taskOf } from '../../test/resolved.ts';
import { toJob } from '../index.ts';

const data: Volume = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

/** Findings about the Function of the one step. */
const ofFunction = (...findings: ReadonlyArray<string>): ReadonlyArray<string> =>
  findings.map((finding) => finding.replace(' ', ' Function/step0 '));

/** Findings about the Task. */
const ofTask = (...findings: ReadonlyArray<string>): ReadonlyArray<string> =>
  findings.map((finding) => finding.replace(' ', ' Task/the-task '));

describe('a Function that an API server would refuse is a Problem at the field which causes it', () => {
  const settings = 'spec.runtimeSettings';
  const cases: ReadonlyArray<readonly [string, FunctionSpec, ReadonlyArray<string>]> = [
    ['an empty image', { image: '' }, ['missing-field spec.image']],
    ['an image with a space at its end', { image: 'a ' }, ['invalid-format spec.image']],
    ['a port beyond the last one', { ports: [{ containerPort: 65536 }] }, ['out-of-range spec.ports.0.containerPort']],
    ['port 0', { ports: [{ containerPort: 0 }] }, ['out-of-range spec.ports.0.containerPort']],
    ['half a port', { ports: [{ containerPort: 80.5 }] }, ['out-of-range spec.ports.0.containerPort']],
    [
      'a port twice on one port of the host',
      {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 80, hostPort: 80 },
        ],
      },
      ['duplicate-name spec.ports.1.hostPort', 'duplicate-port spec.ports.1.containerPort'],
    ],
    ['a port of TCP and of UDP', { ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] }, []],
    [
      'a name of two ports',
      {
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'a' },
        ],
      },
      ['duplicate-name spec.ports.1.name'],
    ],
    [
      'a long name of a port',
      { ports: [{ containerPort: 1, name: 'a-very-long-port' }] },
      ['invalid-name spec.ports.0.name'],
    ],
    [
      'an unknown protocol',
      { ports: [{ containerPort: 1, protocol: 'QUIC' }] },
      ['unsupported-value spec.ports.0.protocol'],
    ],
    [
      'a port of the host twice',
      {
        ports: [
          { containerPort: 1, hostPort: 9 },
          { containerPort: 2, hostPort: 9 },
        ],
      },
      ['duplicate-name spec.ports.1.hostPort'],
    ],
    [
      'a mount of no volume',
      { volumeMounts: [{ name: 'nope', mountPath: '/a' }] },
      ['unknown-volume spec.volumeMounts.0.name'],
    ],
    [
      'two mounts at one path',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a' },
          { name: 'data', mountPath: '/a' },
        ],
      },
      ['duplicate-path spec.volumeMounts.1.mountPath'],
    ],
    [
      'one volume at two paths',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a' },
          { name: 'data', mountPath: '/b' },
        ],
      },
      [],
    ],
    [
      'a device path with ..',
      { volumeDevices: [{ name: 'data', devicePath: '/dev/../a' }] },
      ['invalid-path spec.volumeDevices.0.devicePath'],
    ],
    [
      'all of /proc',
      { runtimeSettings: { securityContext: { procMount: 'Unmasked' } } },
      [`unsupported-value ${settings}.securityContext.procMount`],
    ],
    [
      'an empty mount path',
      { volumeMounts: [{ name: 'data', mountPath: '' }] },
      ['missing-field spec.volumeMounts.0.mountPath'],
    ],
    [
      'a subPath that leads out',
      { volumeMounts: [{ name: 'data', mountPath: '/a', subPath: 'a/../b' }] },
      ['invalid-path spec.volumeMounts.0.subPath'],
    ],
    [
      'an absolute subPath',
      { volumeMounts: [{ name: 'data', mountPath: '/a', subPath: '/b' }] },
      ['invalid-path spec.volumeMounts.0.subPath'],
    ],
    [
      'both kinds of subPath',
      { volumeMounts: [{ name: 'data', mountPath: '/a', subPath: 'b', subPathExpr: 'c' }] },
      ['conflicting-fields spec.volumeMounts.0.subPathExpr'],
    ],
    [
      'Bidirectional without privilege',
      { volumeMounts: [{ name: 'data', mountPath: '/a', mountPropagation: 'Bidirectional' }] },
      ['conflicting-fields spec.volumeMounts.0.mountPropagation'],
    ],
    [
      'a block device that is mounted too',
      { volumeMounts: [{ name: 'data', mountPath: '/a' }], volumeDevices: [{ name: 'data', devicePath: '/dev/a' }] },
      ['duplicate-name spec.volumeDevices.0.name'],
    ],
    [
      'a block device at the path of a mount',
      { volumeMounts: [{ name: 'data', mountPath: '/a' }], volumeDevices: [{ name: 'raw', devicePath: '/a' }] },
      ['unknown-volume spec.volumeDevices.0.name', 'duplicate-path spec.volumeDevices.0.devicePath'],
    ],
    [
      'a block device of an emptyDir',
      { volumeDevices: [{ name: 'stash-tmp-dir', devicePath: '/dev/a' }] },
      ['duplicate-name spec.volumeDevices.0.name', 'unsupported-value spec.volumeDevices.0.name'],
    ],
    [
      'a variable with an equals sign',
      { runtimeSettings: { env: [{ name: 'A=B' }] } },
      [`invalid-name ${settings}.env.0.name`],
    ],
    [
      'a variable without a name',
      { runtimeSettings: { env: [{ name: '' }] } },
      [`invalid-name ${settings}.env.0.name`],
    ],
    [
      'a variable of two sources',
      {
        runtimeSettings: {
          env: [
            {
              name: 'A',
              valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 's', key: 'k' } },
            },
          ],
        },
      },
      [`conflicting-fields ${settings}.env.0.valueFrom.secretKeyRef`],
    ],
    [
      'a variable of no source',
      { runtimeSettings: { env: [{ name: 'A', valueFrom: {} }] } },
      [`missing-field ${settings}.env.0.valueFrom`],
    ],
    [
      'a value and a source',
      {
        runtimeSettings: { env: [{ name: 'A', value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      },
      [`conflicting-fields ${settings}.env.0.valueFrom`],
    ],
    [
      'an unknown field',
      { runtimeSettings: { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.image' } } }] } },
      [`unsupported-value ${settings}.env.0.valueFrom.fieldRef.fieldPath`],
    ],
    [
      'an annotation',
      {
        runtimeSettings: {
          env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['a/b']" } } }],
        },
      },
      [],
    ],
    [
      'an unknown resource',
      { runtimeSettings: { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }] } },
      [`unsupported-value ${settings}.env.0.valueFrom.resourceFieldRef.resource`],
    ],
    [
      'a divisor of another kind',
      {
        runtimeSettings: {
          env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1Mi' } } }],
        },
      },
      [`unsupported-value ${settings}.env.0.valueFrom.resourceFieldRef.divisor`],
    ],
    [
      'a key with a slash',
      { runtimeSettings: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'a/b' } } }] } },
      [`invalid-format ${settings}.env.0.valueFrom.secretKeyRef.key`],
    ],
    [
      'envFrom of nothing',
      { runtimeSettings: { envFrom: [{ prefix: 'A' }] } },
      [`missing-field ${settings}.envFrom.0`],
    ],
    [
      'a ConfigMap in capitals',
      { runtimeSettings: { envFrom: [{ configMapRef: { name: 'Settings' } }] } },
      [`invalid-name ${settings}.envFrom.0.configMapRef.name`],
    ],
    [
      'a request above its limit',
      { runtimeSettings: { resources: { requests: { memory: '1Gi' }, limits: { memory: '1G' } } } },
      [`request-above-limit ${settings}.resources.requests.memory`],
    ],
    [
      'a request of its limit in other units',
      {
        runtimeSettings: {
          resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: 1, memory: '1Gi' } },
        },
      },
      [],
    ],
    [
      'a request just above its limit',
      { runtimeSettings: { resources: { requests: { cpu: '1001m' }, limits: { cpu: '1' } } } },
      [`request-above-limit ${settings}.resources.requests.cpu`],
    ],
    [
      'what is no quantity',
      { runtimeSettings: { resources: { limits: { memory: '1 Gi' } } } },
      [`invalid-quantity ${settings}.resources.limits.memory`],
    ],
    [
      'a quantity below zero',
      { runtimeSettings: { resources: { limits: { memory: '-1' } } } },
      [`invalid-quantity ${settings}.resources.limits.memory`],
    ],
    ['ephemeral storage', { runtimeSettings: { resources: { limits: { 'ephemeral-storage': '1Gi' } } } }, []],
    [
      'a resource that no container has',
      { runtimeSettings: { resources: { limits: { storage: '1Gi' } } } },
      [`unsupported-value ${settings}.resources.limits.storage`],
    ],
    [
      'half a GPU',
      { runtimeSettings: { resources: { limits: { 'acme.dev/gpu': '500m' } } } },
      [`invalid-quantity ${settings}.resources.limits.acme.dev/gpu`],
    ],
    [
      'a request of a GPU without a limit',
      { runtimeSettings: { resources: { requests: { 'acme.dev/gpu': '1' } } } },
      [`missing-field ${settings}.resources.requests.acme.dev/gpu`],
    ],
    [
      'fewer GPUs than the limit',
      { runtimeSettings: { resources: { requests: { 'acme.dev/gpu': '1' }, limits: { 'acme.dev/gpu': '2' } } } },
      [`request-above-limit ${settings}.resources.requests.acme.dev/gpu`],
    ],
    [
      'a resource claim',
      { runtimeSettings: { resources: { claims: [{ name: 'gpu' }] } } },
      [`unsupported-value ${settings}.resources.claims.0.name`],
    ],
    [
      'hugepages alone',
      { runtimeSettings: { resources: { limits: { 'hugepages-2Mi': '4Mi' } } } },
      [`missing-field ${settings}.resources`],
    ],
    [
      'a probe of two kinds',
      { runtimeSettings: { livenessProbe: { exec: { command: ['a'] }, grpc: { port: 1 } } } },
      [`conflicting-fields ${settings}.livenessProbe.grpc`],
    ],
    [
      'a probe of no kind',
      { runtimeSettings: { readinessProbe: { periodSeconds: 3 } } },
      [`missing-field ${settings}.readinessProbe`],
    ],
    [
      'a probe without a command',
      { runtimeSettings: { livenessProbe: { exec: {} } } },
      [`missing-field ${settings}.livenessProbe.exec.command`],
    ],
    [
      'a probe of a scheme in lowercase',
      { runtimeSettings: { livenessProbe: { httpGet: { port: 1, scheme: 'http' } } } },
      [`unsupported-value ${settings}.livenessProbe.httpGet.scheme`],
    ],
    [
      'a liveness probe of two successes',
      { runtimeSettings: { livenessProbe: { tcpSocket: { port: 'metrics' }, successThreshold: 2 } } },
      [`out-of-range ${settings}.livenessProbe.successThreshold`],
    ],
    [
      'a probe of a port that is no name',
      { runtimeSettings: { livenessProbe: { tcpSocket: { port: '80' } } } },
      [`invalid-name ${settings}.livenessProbe.tcpSocket.port`],
    ],
    [
      'a period below zero',
      { runtimeSettings: { readinessProbe: { grpc: { port: 1 }, periodSeconds: -1 } } },
      [`out-of-range ${settings}.readinessProbe.periodSeconds`],
    ],
    [
      'a preStop of nothing',
      { runtimeSettings: { lifecycle: { preStop: {} } } },
      [`missing-field ${settings}.lifecycle.preStop`],
    ],
    [
      'a header with a space',
      {
        runtimeSettings: {
          lifecycle: { preStop: { httpGet: { port: 1, httpHeaders: [{ name: 'a b', value: '' }] } } },
        },
      },
      [`invalid-name ${settings}.lifecycle.preStop.httpGet.httpHeaders.0.name`],
    ],
    [
      'a user below zero',
      { runtimeSettings: { securityContext: { runAsUser: -1 } } },
      [`out-of-range ${settings}.securityContext.runAsUser`],
    ],
    [
      'privilege without escalation',
      { runtimeSettings: { securityContext: { privileged: true, allowPrivilegeEscalation: false } } },
      [`conflicting-fields ${settings}.securityContext.allowPrivilegeEscalation`],
    ],
    [
      'a profile of the host without a name',
      { runtimeSettings: { securityContext: { seccompProfile: { type: 'Localhost' } } } },
      [`missing-field ${settings}.securityContext.seccompProfile.localhostProfile`],
    ],
    [
      'an unknown profile',
      { runtimeSettings: { securityContext: { appArmorProfile: { type: 'None' } } } },
      [`unsupported-value ${settings}.securityContext.appArmorProfile.type`],
    ],
    [
      'a nice beyond 19',
      { runtimeSettings: { nice: { adjustment: 20 } } },
      [`out-of-range ${settings}.nice.adjustment`],
    ],
    ['a nice of -20', { runtimeSettings: { nice: { adjustment: -20 } } }, []],
    [
      'an ionice class beyond 3',
      { runtimeSettings: { ionice: { class: 4, classData: 8 } } },
      [`out-of-range ${settings}.ionice.class`, `out-of-range ${settings}.ionice.classData`],
    ],
  ];

  test.each(cases)('%s', (_, spec, expected) => {
    expect(findingsOf(toJob(taskOf([spec], [data]), { name: 'job' }))).toEqual(ofFunction(...expected));
  });
});

describe('a volume that an API server would refuse is a Problem of the Task', () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<Volume>, ReadonlyArray<string>]> = [
    ['a name in capitals', [{ name: 'Data', emptyDir: {} }], ['invalid-name spec.volumes.0.name']],
    ['a name with a dot', [{ name: 'a.b', emptyDir: {} }], ['invalid-name spec.volumes.0.name']],
    ['a name twice', [data, data], ['duplicate-name spec.volumes.1.name']],
    ['two sources', [{ ...data, emptyDir: {} }], ['conflicting-fields spec.volumes.0.emptyDir']],
    [
      'an empty claim',
      [{ name: 'a', persistentVolumeClaim: { claimName: '' } }],
      ['missing-field spec.volumes.0.persistentVolumeClaim.claimName'],
    ],
    ['a Secret without a name', [{ name: 'a', secret: {} }], ['missing-field spec.volumes.0.secret.secretName']],
    [
      'a mode beyond 0777',
      [{ name: 'a', secret: { secretName: 's', defaultMode: 512 } }],
      ['out-of-range spec.volumes.0.secret.defaultMode'],
    ],
    [
      'an item that leads out',
      [{ name: 'a', configMap: { name: 'c', items: [{ key: 'k', path: '../k' }] } }],
      ['invalid-path spec.volumes.0.configMap.items.0.path'],
    ],
    [
      'an unknown type of a host path',
      [{ name: 'a', hostPath: { path: '/a', type: 'Dir' } }],
      ['unsupported-value spec.volumes.0.hostPath.type'],
    ],
    [
      'a host path that leads up',
      [{ name: 'a', hostPath: { path: '/a/../b' } }],
      ['invalid-path spec.volumes.0.hostPath.path'],
    ],
    [
      'a size that is no quantity',
      [{ name: 'a', emptyDir: { sizeLimit: 'much' } }],
      ['invalid-quantity spec.volumes.0.emptyDir.sizeLimit'],
    ],
    [
      'a relative path of NFS',
      [{ name: 'a', nfs: { server: 's', path: 'a' } }],
      ['invalid-path spec.volumes.0.nfs.path'],
    ],
    [
      'two keys at one path of a projected volume',
      [
        {
          name: 'a',
          projected: {
            sources: [
              { secret: { name: 's', items: [{ key: 'k', path: 'x' }] } },
              { configMap: { name: 'c', items: [{ key: 'k', path: 'x' }] } },
            ],
          },
        },
      ],
      ['duplicate-path spec.volumes.0.projected.sources.1.configMap.items.0.path'],
    ],
    [
      'a projection of two sources',
      [{ name: 'a', projected: { sources: [{ secret: { name: 's' }, configMap: { name: 'c' } }] } }],
      ['conflicting-fields spec.volumes.0.projected.sources.0.configMap'],
    ],
    [
      'a bundle by name and by signer',
      [
        {
          name: 'a',
          projected: { sources: [{ clusterTrustBundle: { name: 'b', signerName: 'example.com/s', path: 'p' } }] },
        },
      ],
      ['conflicting-fields spec.volumes.0.projected.sources.0.clusterTrustBundle.signerName'],
    ],
    [
      'a certificate of an unknown key, by no signer, for ever',
      [
        {
          name: 'a',
          projected: {
            sources: [
              {
                podCertificate: {
                  keyType: 'RSA1024',
                  signerName: 's',
                  maxExpirationSeconds: 60,
                  credentialBundlePath: '/a',
                },
              },
            ],
          },
        },
      ],
      [
        'invalid-name spec.volumes.0.projected.sources.0.podCertificate.signerName',
        'unsupported-value spec.volumes.0.projected.sources.0.podCertificate.keyType',
        'out-of-range spec.volumes.0.projected.sources.0.podCertificate.maxExpirationSeconds',
        'invalid-path spec.volumes.0.projected.sources.0.podCertificate.credentialBundlePath',
      ],
    ],
    [
      'a name of an ephemeral claim, which is made',
      [
        {
          name: 'a',
          ephemeral: {
            volumeClaimTemplate: {
              metadata: { name: 'b' },
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          },
        },
      ],
      ['unsupported-value spec.volumes.0.ephemeral.volumeClaimTemplate.metadata.name'],
    ],
    [
      'a long name of a volume with an initiator of its own',
      [
        {
          name: 'a'.repeat(60),
          iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.a:b', lun: 0, initiatorName: 'iqn.2001-04.com.a:b' },
        },
      ],
      ['invalid-name spec.volumes.0.name'],
    ],
    [
      'a token of a minute',
      [{ name: 'a', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] } }],
      ['out-of-range spec.volumes.0.projected.sources.0.serviceAccountToken.expirationSeconds'],
    ],
    [
      'an ephemeral claim without storage',
      [{ name: 'a', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }],
      ['missing-field spec.volumes.0.ephemeral.volumeClaimTemplate.spec.resources.requests.storage'],
    ],
    [
      'an empty string of a cloud volume',
      [{ name: 'a', awsElasticBlockStore: { volumeID: '' } }],
      ['missing-field spec.volumes.0.awsElasticBlockStore.volumeID'],
    ],
    [
      'a temporary directory on a claim',
      [{ name: 'stash-tmp-dir', persistentVolumeClaim: { claimName: 'a' } }],
      ['tmp-volume-not-empty-dir spec.volumes.0.persistentVolumeClaim'],
    ],
  ];

  test.each(cases)('%s', (_, volumes, expected) => {
    expect(findingsOf(toJob(taskOf([{}], volumes), { name: 'job' }))).toEqual(ofTask(...expected));
  });
});

describe('settings of a pod that an API server would refuse are Problems', () => {
  const cases: ReadonlyArray<readonly [string, PodRuntimeSettings, ReadonlyArray<string>]> = [
    ['a ServiceAccount in capitals', { serviceAccountName: 'Backup' }, ['invalid-name serviceAccountName']],
    ['a label of the node that is none', { nodeSelector: { disk: 'very fast' } }, ['invalid-format nodeSelector.disk']],
    [
      'a toleration of all keys by Equal',
      { tolerations: [{ operator: 'Equal' }] },
      ['conflicting-fields tolerations.0.operator'],
    ],
    [
      'a toleration of a value by Exists',
      { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
      ['conflicting-fields tolerations.0.value'],
    ],
    [
      'a time without NoExecute',
      { tolerations: [{ key: 'a', tolerationSeconds: 1 }] },
      ['conflicting-fields tolerations.0.tolerationSeconds'],
    ],
    ['an unknown effect', { tolerations: [{ key: 'a', effect: 'Never' }] }, ['unsupported-value tolerations.0.effect']],
    [
      'no skew',
      {
        topologySpreadConstraints: [
          { maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
        ],
      },
      ['out-of-range topologySpreadConstraints.0.maxSkew'],
    ],
    [
      'a constraint twice',
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
          { maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
        ],
      },
      ['duplicate-name topologySpreadConstraints.1.topologyKey'],
    ],
    [
      'a term without values',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }],
            },
          },
        },
      },
      [
        'missing-field affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0.values',
      ],
    ],
    [
      'a weight beyond 100',
      {
        affinity: {
          podAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 101, podAffinityTerm: { topologyKey: 'zone', labelSelector: {} } },
            ],
          },
        },
      },
      ['out-of-range affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.weight'],
    ],
    [
      'a gate that is no name',
      { readinessGates: [{ conditionType: 'a b' }] },
      ['invalid-format readinessGates.0.conditionType'],
    ],
    [
      'a group below zero',
      { securityContext: { supplementalGroups: [-1] } },
      ['out-of-range securityContext.supplementalGroups.0'],
    ],
    [
      'an unknown policy',
      { securityContext: { fsGroupChangePolicy: 'Never' } },
      ['unsupported-value securityContext.fsGroupChangePolicy'],
    ],
    ['a label that is none', { podLabels: { a: 'b c' } }, ['invalid-format podLabels.a']],
    [
      'annotations beyond 256 KiB',
      { podAnnotations: { a: 'x'.repeat(262_144) } },
      ['annotations-too-large podAnnotations'],
    ],
  ];

  test.each(cases)('%s', (_, pod, expected) => {
    const invoker = invokerOf();
    const result = toJob(taskOf([{}]), {
      name: 'job',
      runtimeSettings: { pod },
      from: { resource: invoker, path: ['spec'] },
    });
    expect(findingsOf(result)).toEqual(
      expected.map((finding) => finding.replace(' ', ' RestoreSession/orders spec.runtimeSettings.pod.')),
    );
  });
});

describe('what an API server takes, and a node or the controllers cannot work with, is a warning', () => {
  const of = (spec: FunctionSpec, volumes: ReadonlyArray<Volume> = [data]): ResolvedTask => taskOf([spec], volumes);
  const mounted = (mountPath: string): ResolvedTask => of({ volumeMounts: [{ name: 'data', mountPath }] });
  test.each<[string, ResolvedTask, PodRuntimeSettings, string]>([
    ['a mount path with a colon', mounted('/a:b'), {}, 'invalid-path Function/step0 spec.volumeMounts.0.mountPath'],
    ['a mount path with ..', mounted('/a/../b'), {}, 'invalid-path Function/step0 spec.volumeMounts.0.mountPath'],
    ['a relative mount path', mounted('a'), {}, 'invalid-path Function/step0 spec.volumeMounts.0.mountPath'],
    [
      'the name of a claim that none can have',
      of({}, [{ name: 'a', persistentVolumeClaim: { claimName: 'A' } }]),
      {},
      'invalid-name Task/the-task spec.volumes.0.persistentVolumeClaim.claimName',
    ],
    [
      'the key of a Secret that none can have',
      of({}, [{ name: 'a', secret: { secretName: 'a', items: [{ key: 'a b', path: 'a' }] } }]),
      {},
      'invalid-format Task/the-task spec.volumes.0.secret.items.0.key',
    ],
    [
      'the name of a Secret for images that none can have',
      of({}),
      { imagePullSecrets: [{ name: 'A' }] },
      'invalid-name Job/job spec.template.spec.imagePullSecrets.0.name',
    ],
    [
      'an operator of tolerations that few servers know',
      of({}),
      { tolerations: [{ key: 'a', operator: 'Gt', value: '1' }] },
      'unsupported-value Job/job spec.template.spec.tolerations.0.operator',
    ],
  ])('%s', (_, task, pod, expected) => {
    const warnings: Array<string> = [];
    const onWarning = (warning: Problem): number => warnings.push(findingOf(warning));
    expect(isRight(toJob(task, { name: 'job', runtimeSettings: { pod }, onWarning }))).toBe(true);
    expect(warnings).toEqual([expected]);
  });
});

test('all Problems of a Task, its Functions and the settings come at once', () => {
  const task = taskOf([{ image: '' }, { ports: [{ containerPort: 0 }] }], [{ name: 'A', emptyDir: {} }]);
  expect(findingsOf(toJob(task, { name: 'Job', backoffLimit: -1 }))).toEqual([
    'invalid-name Task/the-task spec.volumes.0.name',
    'missing-field Function/step0 spec.image',
    'out-of-range Function/step1 spec.ports.0.containerPort',
    'invalid-name Job/Job metadata.name',
    'out-of-range Job/Job spec.backoffLimit',
  ]);
});

function invokerOf(): RestoreSession {
  return { apiVersion: 'stash.appscode.com/v1beta1', kind: 'RestoreSession', metadata: { name: 'orders' } };
}
