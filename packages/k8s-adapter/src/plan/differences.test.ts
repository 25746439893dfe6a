import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { orThrow } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { appBinding, backupInput, batchInput, localRepository, repository, restoreInput } from '../../test/invokers.ts';
import { findingOf, findingsOf } from '../../test/resolved.ts';
import { type Plan, planBackup, planRestore, type V1Container, type V1Role } from '../index.ts';

const operatorImage = { registry: 'ghcr.io/acme', image: 'stash', tag: 'v1' };

describe('where Stash errs', () => {
  test('a value with quotes and braces stays one argument', () => {
    const value = '"],"command":["sh"], ${NAMESPACE}\n\\';
    const input = backupInput([{ args: ['--x=${x}'] }], { task: { name: 'the-task', params: [{ name: 'x', value }] } });
    const container = containerOf(orThrow(planBackup(input)));
    expect(container).toMatchObject({ args: [`--x=${value}`] });
    expect(container).not.toHaveProperty('command');
  });

  test('a value never becomes a reference that the kubelet expands', () => {
    const params = [
      { name: 'label', value: 'cost$$center' },
      { name: 'note', value: 'see $(PGPASSWORD)' },
      { name: 'outputDir', value: '$(PGPASSWORD)' },
    ];
    const args = [
      '--label=${label}',
      '--note=${note}',
      '--esc=${esc:=$$(A)}',
      '--t=pa$$wd',
      '--u=$(PGUSER)',
      '$$${note}',
    ];
    const settings = { task: { name: 'the-task', params }, hooks: { preBackup: { exec: { command: ['sync'] } } } };
    const input = backupInput([{ args, runtimeSettings: { env: [{ name: 'LABEL', value: '${label}' }] } }], settings, {
      operatorImage,
    });
    const plan = orThrow(planBackup(input));
    const { initContainers: [hook] = [], containers: [container] = [] } = podOf(plan) ?? {};
    expect(container?.args).toEqual([
      '--label=cost$$$$center',
      '--note=see $$(PGPASSWORD)',
      '--esc=$$(A)',
      '--t=pa$wd',
      '--u=$(PGUSER)',
      '$see $$(PGPASSWORD)',
    ]);
    expect(container?.env).toEqual([{ name: 'LABEL', value: 'cost$$$$center' }]);
    expect(hook?.args).toContain('--output-dir=$$(PGPASSWORD)');
    const expanded = orThrow(planBackup({ ...input, kubernetesReferences: 'expand' }));
    expect(containerOf(expanded).args?.[1]).toBe('--note=see $(PGPASSWORD)');
    expect(expanded.warnings.map(findingOf)).toEqual([
      'kubernetes-reference-in-value Function/step0 spec.args.0',
      'kubernetes-reference-in-value Function/step0 spec.args.1',
      'kubernetes-reference-in-value Function/step0 spec.args.2',
      'kubernetes-reference-in-value Function/step0 spec.args.5',
      'kubernetes-reference-in-value Function/step0 spec.runtimeSettings.env.0.value',
    ]);
  });

  test('a default is looked at only where it is needed', () => {
    const input = backupInput([{ args: ['${NAMESPACE:=${nowhere}}'] }]);
    expect(containerOf(orThrow(planBackup(input))).args).toEqual(['shop']);
  });

  test('requests apply without limits', () => {
    const container = { resources: { requests: { cpu: '100m' } } };
    const input = backupInput([{}], { runtimeSettings: { container } });
    expect(containerOf(orThrow(planBackup(input))).resources).toEqual({ requests: { cpu: '100m' } });
  });

  test("limits alone keep the Function's requests", () => {
    const spec = { runtimeSettings: { resources: { requests: { cpu: '100m' }, limits: { cpu: '200m' } } } };
    const input = backupInput([spec], { runtimeSettings: { container: { resources: { limits: { cpu: '1' } } } } });
    expect(containerOf(orThrow(planBackup(input))).resources).toEqual({
      requests: { cpu: '100m' },
      limits: { cpu: '1' },
    });
  });

  test("a Function's nice and ionice apply, and the invoker's win one by one", () => {
    const spec = { runtimeSettings: { nice: { adjustment: 5 }, ionice: { class: 2, classData: 4 } } };
    const input = backupInput([spec], { runtimeSettings: { container: { ionice: { classData: 7 } } } });
    expect(containerOf(orThrow(planBackup(input))).env).toEqual([
      { name: 'NICE_ADJUSTMENT', value: '5' },
      { name: 'IONICE_CLASS', value: '2' },
      { name: 'IONICE_CLASS_DATA', value: '7' },
    ]);
  });

  test('podLabels are labels of the pods', () => {
    const input = backupInput([{}], { runtimeSettings: { pod: { podLabels: { team: 'shop' } } } });
    const [job] = orThrow(planBackup(input)).jobs;
    expect(job?.spec.template.metadata?.labels).toMatchObject({ team: 'shop' });
    expect(job?.metadata.labels).not.toHaveProperty('team');
  });

  test('the pod of a backup runs as 65535', () => {
    expect(podOf(orThrow(planBackup(backupInput([{}]))))?.securityContext).toEqual({ runAsUser: 65535 });
  });

  test("the pod of a restore runs as root, under the user's own settings", () => {
    const pod = {
      securityContext: {
        runAsUser: 1000,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
    };
    const plan = orThrow(planRestore(restoreInput([{}], { runtimeSettings: { pod } })));
    expect(podOf(plan)?.securityContext).toEqual({ ...pod.securityContext, runAsGroup: 0 });
  });

  test('an empty security context leaves the user of a restore to the platform', () => {
    for (const securityContext of [{}, JSON.parse('{ "runAsUser": null }')]) {
      const plan = orThrow(planRestore(restoreInput([{}], { runtimeSettings: { pod: { securityContext } } })));
      expect(podOf(plan)?.securityContext).toStrictEqual({});
    }
  });

  test('a local backend is mounted in every container, behind what it mounts itself', () => {
    const local = { persistentVolumeClaim: { claimName: 'nfs' }, subPath: 'shop' };
    const hooks = { postBackup: { exec: { command: ['sync'] } } };
    const own = { name: 'stash-tmp-dir', mountPath: '/safe/' };
    const input = backupInput([{}, {}], { hooks });
    const pod = podOf(orThrow(planBackup({ ...input, operatorImage, repository: localRepository(local) })));
    expect(pod?.volumes?.at(-1)).toEqual({ name: 'stash-local', persistentVolumeClaim: { claimName: 'nfs' } });
    const mount = { name: 'stash-local', mountPath: '/safe', subPath: 'shop' };
    expect(pod?.initContainers?.map(({ volumeMounts }) => volumeMounts?.at(-1))).toEqual([mount, mount]);
    expect(pod?.containers[0]?.volumeMounts?.at(-1)).toEqual(mount);
    const other = backupInput([{ volumeMounts: [own] }], {}, { repository: localRepository(local) });
    expect(containerOf(orThrow(planBackup(other))).volumeMounts).toEqual([
      own,
      { name: 'stash-tmp-dir', mountPath: '/stash-tmp' },
    ]);
  });

  test('a local backend without a volume is an error, and a directory of the node is warned of where root does not write', () => {
    expect(findingsOf(planBackup(backupInput([{}], {}, { repository: localRepository({}) })))).toEqual([
      'missing-field Repository/main spec.backend.local',
    ]);
    const hostPath = { path: '/backups' };
    const onNode = { repository: localRepository({ hostPath }) };
    const finding = 'host-path-not-writable Repository/main spec.backend.local.hostPath';
    expect(orThrow(planBackup(backupInput([{}, {}], {}, onNode))).warnings.map(findingOf)).toEqual([finding]);
    expect(orThrow(planRestore(restoreInput([{}], {}, onNode))).warnings).toEqual([]);
    const asRoot = { pod: { securityContext: { runAsUser: 0 } } };
    expect(orThrow(planBackup(backupInput([{}], { runtimeSettings: asRoot }, onNode))).warnings).toEqual([]);
  });

  test('a restore takes its params from the restore add-on', () => {
    const binding = appBinding({
      addon: {
        backupTask: { name: 'the-task', params: [{ name: 'args', value: 'backup' }] },
        restoreTask: { name: 'the-task', params: [{ name: 'args', value: 'restore' }] },
      },
    });
    const spec = {
      task: { params: [{ name: 'other', value: 'x' }] },
      target: { ref: { kind: 'AppBinding', name: 'orders-db' } },
    };
    const input = restoreInput([{ args: ['${args:=none} ${other}'] }], spec, { appBindings: [binding] });
    expect(containerOf(orThrow(planRestore(input))).args).toEqual(['restore x']);
  });

  test('each invoker has a Role of its own, without a rule twice', () => {
    const rules = rolesOf(orThrow(planBackup(backupInput([{}]))))[0]?.rules?.map((rule) => JSON.stringify(rule)) ?? [];
    expect(new Set(rules).size).toBe(rules.length);
    expect(orThrow(planBackup(backupInput([{}]))).objects.map(({ kind }) => kind)).not.toContain('ClusterRole');
  });

  test('PodSecurityPolicies are those of the Task that runs, also of one that an AppBinding names', () => {
    const binding = appBinding({ addon: { backupTask: { name: 'the-task' } } });
    const spec = { task: {}, target: { ref: { kind: 'AppBinding', name: 'orders-db' } } };
    const input = backupInput([{ podSecurityPolicyName: 'db' }], spec, {
      appBindings: [binding],
      podSecurityPolicies: ['fallback'],
    });
    expect(rolesOf(orThrow(planBackup(input)))[0]?.rules?.at(-1)).toEqual({
      verbs: ['use'],
      apiGroups: ['policy'],
      resources: ['podsecuritypolicies'],
      resourceNames: ['db'],
    });
  });

  test('POD_ORDINAL is resolved in the Functions and the Task too', () => {
    const input = restoreInput([{ args: ['--ordinal=${POD_ORDINAL}'] }], { target: claims(2) });
    expect(orThrow(planRestore(input)).jobs.map((job) => job.spec.template.spec.containers[0]?.args)).toEqual([
      ['--ordinal=0'],
      ['--ordinal=1'],
    ]);
  });

  test('an object without a namespace has no owner in one', () => {
    const plan = orThrow(planBackup(backupInput([{}], {}, { licenseApiService: 'v1.license.acme.dev' })));
    const binding = plan.objects.find(({ kind }) => kind === 'ClusterRoleBinding');
    expect(binding?.metadata.ownerReferences).toBeUndefined();
    expect(binding?.metadata.name).toBe('appscode:license-reader-shop-backupconfiguration-orders-0');
  });

  test('the license can be read only where licenseApiService is given', () => {
    expect(orThrow(planBackup(backupInput([{}]))).objects.map(({ kind }) => kind)).not.toContain('ClusterRoleBinding');
  });

  test('what is wrong with the variables is an error, not an empty pod', () => {
    const spec = { target: { ref: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' } } };
    expect(findingsOf(planBackup(backupInput([{}], spec)))).toContainEqual(expect.stringContaining('host-unknown'));
  });

  test('probes and lifecycle hooks are left out of init containers, with a warning for each', () => {
    const probe = { exec: { command: ['true'] } };
    const runtimeSettings = { livenessProbe: probe, readinessProbe: probe, lifecycle: { preStop: probe } };
    const plan = orThrow(planBackup(backupInput([{ runtimeSettings }, { runtimeSettings }])));
    expect(podOf(plan)?.initContainers?.[0]).not.toHaveProperty('livenessProbe');
    expect(podOf(plan)?.containers[0]).toMatchObject(runtimeSettings);
    expect(plan.warnings.map(findingOf)).toEqual([
      'ignored-in-init-container Function/step0 spec.runtimeSettings.livenessProbe',
      'ignored-in-init-container Function/step0 spec.runtimeSettings.readinessProbe',
      'ignored-in-init-container Function/step0 spec.runtimeSettings.lifecycle',
    ]);
  });

  test('two long names that begin and end alike give different objects', () => {
    const [one, two] = ['a', 'b'].map((middle) => {
      const name = `${'x'.repeat(40)}${middle}${'y'.repeat(40)}`;
      const input = restoreInput([{}]);
      const plan = orThrow(
        planRestore({
          ...input,
          invoker: {
            ...input.invoker,
            kind: 'RestoreSession',
            spec: restoreInput([{}]).invoker.spec ?? {},
            metadata: { ...input.invoker.metadata, name },
          },
        }),
      );
      return plan.objects.map(({ metadata }) => metadata.name ?? '');
    });
    expect(one?.filter((name) => two?.includes(name))).toEqual([]);
    for (const name of [...(one ?? []), ...(two ?? [])]) expect(name).toMatch(/^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/);
  });

  test('a temporary directory that is no emptyDir is an error', () => {
    const input = backupInput([{}]);
    const task = input.manifests.tasks.get('the-task');
    if (task === undefined) throw new Error('there is a Task');
    const volumes = [{ name: 'stash-tmp-dir', persistentVolumeClaim: { claimName: 'a' } }];
    const tasks = new Map([['the-task', { ...task, spec: { ...task.spec, volumes } }]]);
    expect(findingsOf(planBackup({ ...input, manifests: { ...input.manifests, tasks } }))).toContain(
      'tmp-volume-not-empty-dir Task/the-task spec.volumes.0.persistentVolumeClaim',
    );
  });

  test('claims of a restore may use every variable', () => {
    const target = claims(1, 'data-${INVOKER_NAME}-${POD_ORDINAL}');
    const plan = orThrow(
      planRestore(
        restoreInput([{}], { target: { ...target, volumeMounts: [{ name: 'data-orders', mountPath: '/data' }] } }),
      ),
    );
    expect(plan.objects.find(({ kind }) => kind === 'PersistentVolumeClaim')?.metadata.name).toBe('data-orders-0');
    expect(containerOf(plan).volumeMounts).toContainEqual({ name: 'data-orders', mountPath: '/data' });
  });

  test('a claim that is mounted nowhere is warned of', () => {
    const { volumeMounts: _, ...target } = claims(1);
    expect(orThrow(planRestore(restoreInput([{}], { target }))).warnings.map(findingOf)).toEqual([
      'unmounted-claim RestoreSession/orders spec.target.volumeClaimTemplates.0',
    ]);
  });

  test('replicas that would share one claim are an error', () => {
    expect(findingsOf(planRestore(restoreInput([{}], { target: claims(2, 'data') })))).toContain(
      'name-conflict RestoreSession/orders spec.target.volumeClaimTemplates.0.metadata.name',
    );
  });

  test('hooks need the image of the operator', () => {
    const hooks = { preBackup: { exec: { command: ['sync'] } } };
    expect(findingsOf(planBackup(backupInput([{}], { hooks })))).toContain(
      'operator-image-missing BackupConfiguration/orders spec.hooks.preBackup',
    );
    const plan = orThrow(planBackup(backupInput([{}], { hooks }, { operatorImage })));
    expect(podOf(plan)?.initContainers?.map(({ name }) => name)).toEqual(['pre-task-hook']);
  });

  test('a hook is found again by the resources, whatever params are called', () => {
    const params = ['INVOKER_NAME', 'INVOKER_KIND', 'PROMETHEUS_PUSHGATEWAY_URL'].map((name) => ({ name, value: 'x' }));
    const spec = { hooks: { preBackup: { exec: { command: ['sync'] } } }, task: { name: 'the-task', params } };
    const plan = orThrow(planBackup(backupInput([{ args: ['${INVOKER_NAME}'] }], spec, { operatorImage })));
    expect(podOf(plan)?.initContainers?.[0]?.args).toEqual(
      expect.arrayContaining([
        '--invoker-kind=BackupConfiguration',
        '--invoker-name=orders',
        '--metrics-pushgateway-url=',
      ]),
    );
    expect(containerOf(plan).args).toEqual(['x']);
  });

  test('the image of the operator is asked for by the part that is missing', () => {
    const hooks = { preBackup: { exec: { command: ['sync'] } } };
    const input = backupInput([{}], { hooks }, { operatorImage: { ...operatorImage, registry: '' } });
    const result = planBackup(input);
    expect(isLeft(result) && result.left[0].message).toContain('operatorImage has no registry');
  });

  test('volumeMounts come to a restore into claims, also where there is no template', () => {
    const mounts = [{ name: 'data', mountPath: '/data' }];
    const input = restoreInput([{}], { target: { volumeClaimTemplates: [], volumeMounts: mounts } });
    const task = input.manifests.tasks.get('the-task');
    const spec = { ...task?.spec, volumes: [{ name: 'data', emptyDir: {} }] };
    const tasks = new Map(task && [['the-task', { ...task, spec }]]);
    const plan = orThrow(planRestore({ ...input, manifests: { ...input.manifests, tasks } }));
    expect(containerOf(plan).volumeMounts).toContainEqual(mounts[0]);
    expect(plan.jobs[0]?.metadata.name).toBe('stash-restore-orders-0-0');
  });

  test('with the least privileges a plan takes nothing from the session before', () => {
    const input = backupInput([{}], {}, { permissions: 'least-privilege' });
    const next = { ...input.session, metadata: { ...input.session.metadata, name: 'orders-2', uid: 's2' } };
    const [first, second] = [input, { ...input, session: next }].map((each) => orThrow(planBackup(each)).objects);
    const rolesAndBindings = (objects = first) =>
      objects?.filter(({ kind }) => kind === 'Role' || kind === 'RoleBinding').map(({ metadata }) => metadata);
    expect(rolesAndBindings(first)).toMatchObject([
      { name: 'backupsession-orders-1561974001-0', ownerReferences: [{ kind: 'BackupSession', uid: 's1' }] },
      { name: 'backupsession-orders-1561974001-0', ownerReferences: [{ kind: 'BackupSession', uid: 's1' }] },
    ]);
    expect(rolesAndBindings(second)).toMatchObject([
      { name: 'backupsession-orders-2-0' },
      { name: 'backupsession-orders-2-0' },
    ]);
    const accounts = [first, second].map((objects) => objects?.find(({ kind }) => kind === 'ServiceAccount'));
    expect(accounts[0]).toEqual(accounts[1]);
  });

  test('members that share a claim for interim data are warned of', () => {
    const interimVolumeTemplate = {
      metadata: { name: 'interim' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    const plan = orThrow(planBackup(batchInput([{}], [{ interimVolumeTemplate }, { interimVolumeTemplate }])));
    expect(plan.warnings.map(findingOf)).toEqual(['claim-shared BackupBatch/orders spec.members']);
    expect(plan.objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
    expect(plan.jobs).toHaveLength(2);
  });

  test('a Role for a Repository elsewhere cannot be taken for that of another invoker', () => {
    const input = (namespace: string, name: string): string => {
      const { invoker, session, ...rest } = backupInput([{}], {}, { repository: repository('vault') });
      if (invoker.kind !== 'BackupConfiguration') throw new Error('a BackupConfiguration is planned');
      const spec = {
        retentionPolicy: { name: 'five', prune: true },
        ...invoker.spec,
        repository: { name: 'main', namespace: 'vault' },
      };
      const own = { ...invoker, spec, metadata: { ...invoker.metadata, namespace, name } };
      const run = {
        ...session,
        metadata: { ...session.metadata, namespace },
        spec: { invoker: { kind: invoker.kind, name } },
      };
      const plan = orThrow(planBackup({ ...rest, invoker: own, session: run }));
      return rolesOf(plan).find(({ metadata }) => metadata.namespace === 'vault')?.metadata.name ?? '';
    };
    expect(input('a', 'backupconfiguration-x')).not.toBe(input('a-backupconfiguration', 'x'));
    expect(input('a', 'x')).toBe('a-backupconfiguration-x-0');
  });

  test('a restore without a target is an error', () => {
    const { invoker, ...rest } = restoreInput([{}]);
    if (invoker.kind !== 'RestoreSession') throw new Error('a RestoreSession is planned');
    const { target: _, ...spec } = invoker.spec ?? {};
    expect(findingsOf(planRestore({ ...rest, invoker: { ...invoker, spec } }))).toEqual([
      'target-missing RestoreSession/orders spec.target',
    ]);
  });

  test('labels of a session stay with the session', () => {
    const { session, ...input } = backupInput([{}]);
    const labels = { 'stash.appscode.com/invoker-name': 'orders' };
    const plan = orThrow(planBackup({ ...input, session: { ...session, metadata: { ...session.metadata, labels } } }));
    for (const { metadata } of plan.objects)
      expect(Object.keys(metadata.labels ?? {})).not.toContain(Object.keys(labels)[0]);
  });

  test('a Function with a long name has a container with a valid one', () => {
    const { manifests, ...input } = backupInput([{}]);
    const [name, step] = ['dump.'.repeat(40).slice(0, -1), manifests.functions.get('step0')];
    const task = manifests.tasks.get('the-task');
    if (step === undefined || task === undefined) throw new Error('both are there');
    const functions = new Map([[name, { ...step, metadata: { name } }]]);
    const tasks = new Map([['the-task', { ...task, spec: { steps: [{ name }] } }]]);
    const container = containerOf(orThrow(planBackup({ ...input, manifests: { functions, tasks } })));
    expect(container.name).toMatch(/^dump-dump[-a-z0-9]{1,54}$/);
  });

  test('objects hold nothing that is empty, and nothing that an API server fills in', () => {
    const runtimeSettings = {
      resources: {},
      env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    };
    const text = JSON.stringify(orThrow(planBackup(backupInput([{ runtimeSettings }]))).objects);
    for (const field of ['"status"', 'creationTimestamp', '"resources":{}', '"apiVersion":"v1","fieldPath"']) {
      expect(text).not.toContain(field);
    }
  });
});

test('every row of the page of differences names a test that exists', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const rows = readFileSync(`${root}docs/differences-from-stash.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Stash |'));
  const titles = testFiles(`${root}packages`).flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/(?:test|it)\(\s*(['"])(.+?)\1,/g),
  ]);
  const known = new Set(titles.map((match) => match[2]));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) expect(known, row).toContain(row.split('|').at(-2)?.trim());
});

function claims(
  replicas: number,
  name = 'data-${POD_ORDINAL}',
): NonNullable<NonNullable<Parameters<typeof restoreInput>[1]>['target']> {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  return {
    replicas,
    volumeClaimTemplates: [{ metadata: { name }, spec }],
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
}

function podOf({ jobs }: Plan): NonNullable<Plan['jobs'][number]>['spec']['template']['spec'] | undefined {
  return jobs[0]?.spec.template.spec;
}

function containerOf(plan: Plan): V1Container {
  const [container] = podOf(plan)?.containers ?? [];
  if (container === undefined) throw new Error('a plan has a container');
  return container;
}

function rolesOf({ objects }: Plan): ReadonlyArray<V1Role> {
  return objects.filter((object) => object.kind === 'Role');
}

function testFiles(folder: string): ReadonlyArray<string> {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return /\.test(?:-prop|-d)?\.ts$/.test(entry.name) ? [path] : [];
  });
}
