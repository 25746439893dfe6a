import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import { decodeResource } from './decode-resource.ts';
import { resourceKinds } from './kind-facts.ts';
import { kindOf, kinds } from './kinds.ts';

const retentionPolicy = { name: 'keep-last-5', keepLast: 5, prune: true };
const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } };

/** A spec of each kind, with every sort of field that the kind has. */
const good: ReadonlyArray<readonly [string, string, object]> = [
  ['Function', 'no image, which templates may leave out', {}],
  ['Function', 'templates in every string', { image: '${image}', args: ['${a:=b}'], workingDir: '${dir}' }],
  [
    'Function',
    'a volume mount, device and port',
    {
      volumeMounts: [{ name: '${v}', mountPath: '/x', recursiveReadOnly: 'IfPossible' }],
      volumeDevices: [{ name: 'v', devicePath: '/dev/x' }],
      ports: [{ containerPort: 80, protocol: 'TCP' }],
    },
  ],
  [
    'Function',
    'settings of every sort',
    {
      runtimeSettings: {
        resources: { limits: { cpu: '500m', memory: 1 }, claims: [{ name: 'a' }, { name: 'b' }] },
        livenessProbe: { httpGet: { port: 'http' } },
        readinessProbe: { grpc: { port: 1 } },
        lifecycle: { preStop: { sleep: { seconds: 1 } } },
        securityContext: { runAsUser: 65535 },
        nice: { adjustment: 100 },
        ionice: { class: 2, classData: 4 },
        env: [
          { name: 'A', value: 'b' },
          { name: 'C', valueFrom: { secretKeyRef: { key: 'k' } } },
        ],
        envFrom: [{ secretRef: { name: 's' } }],
      },
      podSecurityPolicyName: 'privileged',
    },
  ],
  [
    'Task',
    'steps, parameters and volumes',
    {
      steps: [{ name: 'a', params: [{ name: 'b', value: '' }] }, {}],
      volumes: [{ name: 'v', secret: { secretName: '${REPOSITORY_SECRET_NAME}' } }],
    },
  ],
  ['Repository', 'no backend', {}],
  ['Repository', 'local', { backend: { local: { mountPath: '/data', hostPath: { path: '/x' }, subPath: 'y' } } }],
  [
    'Repository',
    's3',
    { backend: { s3: { endpoint: 's3.amazonaws.com', bucket: 'b', insecureTLS: true, region: 'r' } } },
  ],
  ['Repository', 'gcs', { backend: { gcs: { bucket: 'b', prefix: 'p', maxConnections: 5 }, storageSecretName: 's' } }],
  ['Repository', 'azure', { backend: { azure: { container: 'c', maxConnections: 5 } } }],
  ['Repository', 'swift', { backend: { swift: { container: 'c', prefix: 'p' } } }],
  ['Repository', 'b2', { backend: { b2: { bucket: 'b', maxConnections: 0 } } }],
  ['Repository', 'rest', { backend: { rest: { url: 'http://rest:8000' } }, wipeOut: false }],
  [
    'Repository',
    'a usage policy',
    {
      usagePolicy: { allowedNamespaces: { from: 'Selector', selector: { matchLabels: { a: 'b' } } } },
    },
  ],
  [
    'BackupConfiguration',
    'every field',
    {
      driver: 'Restic',
      repository: { name: 'r', namespace: 'n' },
      schedule: '* * * * *',
      paused: false,
      backupHistoryLimit: 3,
      retentionPolicy: { ...retentionPolicy, keepTags: ['a'], dryRun: false },
      timeOut: '30m',
      retryConfig: { maxRetry: 3, delay: '10m' },
      task: { name: 't', params: [{ name: 'a', value: 'b' }] },
      target: {
        alias: 'a',
        ref: { kind: 'AppBinding', name: 'x' },
        paths: ['/'],
        exclude: ['*'],
        args: [],
        replicas: 1,
      },
      runtimeSettings: { pod: { tolerations: [{ operator: 'Exists' }], priority: 1 }, container: { nice: {} } },
      tempDir: { medium: 'Memory', sizeLimit: '2Gi', disableCaching: true },
      interimVolumeTemplate: claim,
      hooks: {
        preBackup: { exec: { command: ['true'] }, containerName: 'c' },
        postBackup: {
          httpPost: { port: 80, form: [{ key: 'a', values: ['b'] }] },
          executionPolicy: 'OnFinalRetryFailure',
        },
      },
    },
  ],
  [
    'BackupBatch',
    'members of any order',
    {
      retentionPolicy,
      executionOrder: 'Whichever',
      members: [{ target: { ref: {} }, hooks: { preBackup: { tcpSocket: { port: 1 } } } }],
    },
  ],
  ['BackupSession', 'an invoker', { invoker: { kind: 'BackupBatch', name: 'b' }, retryLeft: 2 }],
  [
    'RestoreSession',
    'rules and claims',
    {
      target: { rules: [{ targetHosts: [], sourceHost: '', snapshots: ['latest'] }], volumeClaimTemplates: [claim] },
      rules: [{ paths: ['/'], include: ['*'] }],
      hooks: { postRestore: { httpGet: { port: 'http' }, executionPolicy: 'OnSuccess' } },
    },
  ],
  ['RestoreBatch', 'members', { members: [{ task: { name: 't' }, tempDir: {} }], executionOrder: 'Sequential' }],
  [
    'BackupBlueprint',
    'a backend and a policy',
    {
      backend: { rest: { url: '${TARGET_NAMESPACE}' } },
      backupNamespace: 'n',
      repoNamespace: 'n',
      retentionPolicy,
      wipeOut: true,
    },
  ],
  [
    'AppBinding',
    'a service, a secret and an add-on',
    {
      type: 'kubedb.com/postgres',
      version: '17.2',
      appRef: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'pg' },
      clientConfig: { service: { scheme: 'postgresql', name: 'pg', port: 5432 }, caBundle: 'YQ==' },
      secret: { name: 'pg-auth' },
      tlsSecret: { name: 'pg-tls' },
      secretTransforms: [{ renameKey: { from: 'a', to: 'b' } }, { addKey: { key: 'c', stringValue: 'd' } }],
      parameters: { apiVersion: 'v1', kind: 'A', anything: [{ goes: null }] },
    },
  ],
];

const bad: ReadonlyArray<readonly [string, object, string, string | undefined]> = [
  ['Function', { args: '--all' }, 'wrong-type spec.args', 'list'],
  ['Function', { args: ['--jobs', 4] }, 'wrong-type spec.args[1]', '"4"'],
  ['Function', { args: [null] }, 'wrong-type spec.args[0]', undefined],
  ['Function', { Image: 'x' }, 'unknown-field spec.Image', '`image`'],
  ['Function', { volumeMounts: [{ name: 'v' }] }, 'missing-field spec.volumeMounts[0].mountPath', undefined],
  ['Function', { runtimeSettings: { pod: {} } }, 'unknown-field spec.runtimeSettings.pod', undefined],
  [
    'Function',
    { runtimeSettings: { nice: { adjustment: 1.5 } } },
    'wrong-type spec.runtimeSettings.nice.adjustment',
    undefined,
  ],
  [
    'Function',
    { runtimeSettings: { resources: { claims: [{ name: 'a' }, { name: 'a' }] } } },
    'duplicate-item spec.runtimeSettings.resources.claims[1]',
    undefined,
  ],
  ['Task', { steps: [{ params: [{ name: 'a' }] }] }, 'missing-field spec.steps[0].params[0].value', undefined],
  ['Task', { steps: [{ params: [{ name: 'a', value: true }] }] }, 'wrong-type spec.steps[0].params[0].value', '"true"'],
  ['Task', { volumes: [{ emptyDir: {} }] }, 'missing-field spec.volumes[0].name', undefined],
  ['Task', { volumes: [{ name: 'a', emptydir: {} }] }, 'unknown-field spec.volumes[0].emptydir', '`emptyDir`'],
  ['Repository', { backend: { s3: { bucket: 'b' } } }, 'missing-field spec.backend.s3.endpoint', undefined],
  ['Repository', { backend: { local: {} } }, 'missing-field spec.backend.local.mountPath', undefined],
  ['Repository', { backend: { S3: {} } }, 'unknown-field spec.backend.S3', '`s3`'],
  [
    'Repository',
    { usagePolicy: { allowedNamespaces: { from: 'same' } } },
    'unknown-value spec.usagePolicy.allowedNamespaces.from',
    '`Same`',
  ],
  ['BackupConfiguration', {}, 'missing-field spec.retentionPolicy', undefined],
  ['BackupConfiguration', { retentionPolicy, retention: {} }, 'unknown-field spec.retention', undefined],
  [
    'BackupConfiguration',
    { retentionPolicy: { ...retentionPolicy, keepLast: '5' } },
    'wrong-type spec.retentionPolicy.keepLast',
    'without quotes',
  ],
  ['BackupConfiguration', { retentionPolicy, driver: 'Restik' }, 'unknown-value spec.driver', '`Restic`'],
  [
    'BackupConfiguration',
    { retentionPolicy, hooks: { preBackup: { executionPolicy: 'Always' } } },
    'unknown-field spec.hooks.preBackup.executionPolicy',
    undefined,
  ],
  [
    'BackupConfiguration',
    { retentionPolicy, hooks: { preRestore: {} } },
    'unknown-field spec.hooks.preRestore',
    '`preBackup`',
  ],
  [
    'BackupBatch',
    { retentionPolicy, members: [{ schedule: '' }] },
    'unknown-field spec.members[0].schedule',
    undefined,
  ],
  ['BackupSession', { invoker: { kind: 'BackupBatch' } }, 'missing-field spec.invoker.name', undefined],
  ['RestoreSession', { retentionPolicy }, 'unknown-field spec.retentionPolicy', undefined],
  [
    'RestoreSession',
    { hooks: { postRestore: { executionPolicy: 'OnFinalRetryFailure' } } },
    'unknown-value spec.hooks.postRestore.executionPolicy',
    undefined,
  ],
  ['RestoreBatch', { members: {} }, 'wrong-type spec.members', undefined],
  ['BackupBlueprint', { retentionPolicy, target: {} }, 'unknown-field spec.target', undefined],
  ['AppBinding', {}, 'missing-field spec.clientConfig', undefined],
  [
    'AppBinding',
    { clientConfig: { service: { name: 'a', port: 1 } } },
    'missing-field spec.clientConfig.service.scheme',
    undefined,
  ],
  ['AppBinding', { clientConfig: {}, parameters: 'x' }, 'wrong-type spec.parameters', undefined],
];

/** Each row: a kind, fields at a wrong place, and the right place. */
const misplaced: ReadonlyArray<readonly [string, object, string]> = [
  ['Function', { env: [] }, '`spec.runtimeSettings.env`'],
  ['Function', { resources: {} }, '`spec.runtimeSettings.resources`'],
  ['Function', { runtimeSettings: { args: [] } }, '`spec.args`'],
  ['Task', { params: [] }, '`spec.steps[].params`'],
  ['BackupConfiguration', { retentionPolicy, paths: [] }, '`spec.target.paths`'],
  ['BackupConfiguration', { retentionPolicy, resources: {} }, '`spec.runtimeSettings.container.resources`'],
  ['BackupBatch', { retentionPolicy, target: {} }, '`spec.members[].target`'],
  [
    'RestoreSession',
    { securityContext: {} },
    '`spec.runtimeSettings.pod.securityContext` or `spec.runtimeSettings.container.',
  ],
];

describe('a spec', () => {
  it.each(misplaced)(
    'of a %s with a field at the wrong place, %j, is refused with the right one',
    (kind, spec, place) => {
      const result = decodeResource(resourceOf(kind, spec));
      expect(result).toMatchObject({ left: [{ code: 'unknown-field', hint: expect.stringContaining(place) }] });
    },
  );

  it.each(good)('of a %s may have %s', (kind, _, spec) => {
    const resource = resourceOf(kind, spec);
    expect(decodeResource(resource)).toEqual({ _tag: 'Right', right: resource });
  });

  it.each(bad)('of a %s is refused: %j: %s', (kind, spec, expected, hint) => {
    const result = decodeResource(resourceOf(kind, spec));
    const problems = result._tag === 'Left' ? result.left : [];
    expect(problems.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual([expected]);
    if (hint !== undefined) expect(problems[0]?.hint).toContain(hint);
  });
});

describe('the entries of kinds', () => {
  it.each<'kind' | 'plural' | 'collection'>(['kind', 'plural', 'collection'])('have no %s twice', (fact) => {
    expect(new Set(resourceKinds.map((entry) => entry[fact])).size).toBe(resourceKinds.length);
  });

  it.each(kinds.map((entry) => [entry]))('read what they say they do: $kind', (entry) => {
    const input = { apiVersion: entry.apiVersion, kind: entry.kind, metadata: { name: 'a' } };
    expect(entry.read(input, {})).toEqual({ _tag: 'Right', right: { value: input, problems: [] } });
    expect(kindOf(input)).toBe(entry);
    expect(kindOf({ ...input, apiVersion: 'v1' })).toBeUndefined();
  });
});

function resourceOf(kind: string, spec: object): object {
  const apiVersion = resourceKinds.find((one) => one.kind === kind)?.apiVersion;
  return { apiVersion, kind, metadata: { name: 'a' }, spec };
}
