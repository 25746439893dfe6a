import { loadManifests, type Manifests } from '@stash-functions/core';
import { formatPath, orThrow, type TaskResource } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { backupScope } from '../variables/backup-scope.ts';
import { createLayer, createScope, scopeOf } from '../variables/scope.ts';
import { hookScope } from './hook-scope.ts';
import { resolveFunction } from './resolve-function.ts';
import { resolveTask } from './resolve-task.ts';

/** The samples of the Function document, and a Task and an invoker that run them. */
const sample = `
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: postgres-backup-11.2 }
spec:
  image: stashed/postgres-stash:11.2
  args:
  - backup-pg
  - --provider=\${REPOSITORY_PROVIDER:=}
  - --hostname=\${HOSTNAME:=host-0}
  - --pg-args=\${pgArgs:=}
  - --app-binding=\${TARGET_NAME:=}
  - --retention-keep-last=\${RETENTION_KEEP_LAST:=0}
  - --output-dir=\${outputDir:=}
  volumeMounts:
  - { name: "\${secretVolume}", mountPath: /etc/repository/secret }
  runtimeSettings:
    resources: { limits: { memory: 256M } }
    securityContext: { runAsUser: 5000 }
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: update-status }
spec:
  image: "\${STASH_DOCKER_REGISTRY:=appscode}/stash:pg"
  args: [update-status, "--addon=\${ADDON_IMAGE}", "--session=\${BACKUP_SESSION:=none}", "--output-dir=\${outputDir:=}"]
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: pg-backup }
spec:
  steps:
  - name: postgres-backup-11.2
    params:
    - { name: outputDir, value: "/tmp/\${TARGET_NAME}" }
    - { name: secretVolume, value: creds }
  - name: update-status
    params:
    - { name: outputDir, value: /tmp/last }
  volumes:
  - { name: creds, secret: { secretName: "\${REPOSITORY_SECRET_NAME}" } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: pg, namespace: demo }
spec:
  task: { name: pg-backup, params: [{ name: pgArgs, value: '--a="b" \${HOME}' }] }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: sample } }
  retentionPolicy: { name: keep, keepLast: 5, prune: true }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: gcs, namespace: demo }
spec: { backend: { gcs: { bucket: b }, storageSecretName: gcs-secret } }
`;

const load = (text: string): Manifests => orThrow(loadManifests(text, { file: 'pg.yaml' }));
const first = <T>(items: Iterable<T>): T => {
  for (const item of items) return item;
  throw new Error('there is none');
};

const manifests = load(sample);
const task = first(manifests.tasks.values());
const { functions } = manifests;
const scope = orThrow(
  backupScope({
    invoker: first(manifests.backupConfigurations.values()),
    repository: first(manifests.repositories.values()),
  }),
);

describe('resolveTask', () => {
  const resolved = orThrow(resolveTask(task, { functions, scope }));

  it('resolves the Task first, then each Function with the params of its step', () => {
    expect(resolved.name).toBe('pg-backup');
    expect(resolved.volumes).toEqual([{ name: 'creds', secret: { secretName: 'gcs-secret' } }]);
    expect(resolved.steps.map(({ name, spec }) => [name, spec.image, spec.args])).toEqual([
      [
        'postgres-backup-11.2',
        'stashed/postgres-stash:11.2',
        [
          'backup-pg',
          '--provider=gcs',
          '--hostname=host-0',
          '--pg-args=--a="b" ${HOME}',
          '--app-binding=sample',
          '--retention-keep-last=5',
          '--output-dir=/tmp/sample',
        ],
      ],
      [
        'update-status',
        'appscode/stash:pg',
        ['update-status', '--addon=appscode/stash:pg', '--session=none', '--output-dir=/tmp/last'],
      ],
    ]);
    expect(resolved.steps[0]?.spec.volumeMounts).toEqual([{ name: 'creds', mountPath: '/etc/repository/secret' }]);
    expect(resolved.steps[0]?.spec.runtimeSettings).toBe(functions.get('postgres-backup-11.2')?.spec?.runtimeSettings);
    expect(resolved.warnings).toEqual([]);
  });

  it('knows which field each value of a step came from', () => {
    expect(resolved.steps[0]?.scope.get('outputDir')).toMatchObject({
      value: '/tmp/sample',
      layer: 'step params',
      origin: { resource: { kind: 'Task' }, path: ['spec', 'steps', 0, 'params', 0, 'value'] },
    });
    expect(resolved.steps[1]?.scope.get('ADDON_IMAGE')).toMatchObject({
      value: 'appscode/stash:pg',
      layer: 'add-on image',
      origin: { resource: { kind: 'Function', name: 'update-status' }, path: ['spec', 'image'] },
    });
  });

  it('gives hooks their type, the params of all steps with those of the last one first, and the rest above', () => {
    const hook = hookScope(resolved, 'preBackup');
    expect(['HOOK_TYPE', 'outputDir', 'secretVolume', 'TARGET_NAME'].map((name) => hook.get(name)?.value)).toEqual([
      'preBackup',
      '/tmp/last',
      'creds',
      'sample',
    ]);
  });

  it('reports every variable that has no value, in the Task and in all Functions, each at its line', () => {
    const broken = load(
      sample
        .replace('${TARGET_NAME}"', '${TARGET_NAM}"')
        .replace('${pgArgs:=}', '${pgArg}')
        .replace('--session=${BACKUP_SESSION:=none}', '--session=${BACKUP_SESSION}/${RESTORE_SESSION}'),
    );
    const result = resolveTask(first(broken.tasks.values()), { functions: broken.functions, scope });
    expect(
      isLeft(result) &&
        result.left.map(({ code, path, resource, source, hint }) => [
          code,
          resource?.name,
          formatPath(path),
          source?.start.line,
          hint,
        ]),
    ).toEqual([
      ['unresolved-variable', 'pg-backup', 'spec.steps[0].params[0].value', 35, 'did you mean `TARGET_NAME`?'],
      ['unresolved-variable', 'postgres-backup-11.2', 'spec.args[3]', 11, 'did you mean `pgArgs`?'],
      [
        'unresolved-variable',
        'update-status',
        'spec.args[2]',
        26,
        '`BACKUP_SESSION` is read from BackupSession metadata.name, which is not there',
      ],
      [
        'unresolved-variable',
        'update-status',
        'spec.args[2]',
        26,
        '`RESTORE_SESSION` is known only in a restore; write `${RESTORE_SESSION:=}` to let it be empty elsewhere',
      ],
    ]);
  });

  it('reports Functions that are not there, together with what is wrong with the others', () => {
    const broken = load(sample.replace('- name: update-status', '- name: update-state').replace('${pgArgs:=}', '${X'));
    const result = resolveTask(first(broken.tasks.values()), { functions: broken.functions, scope });
    expect(isLeft(result) && result.left.map(({ code, hint }) => [code, hint])).toEqual([
      ['unclosed-expression', expect.anything()],
      ['function-missing', 'did you mean `update-status`?'],
    ]);
  });

  it('refuses a Task without steps', () => {
    const empty: TaskResource = { ...task, spec: { volumes: [] } };
    expect(resolveTask(empty, { functions, scope })).toMatchObject({ left: [{ code: 'task-without-steps' }] });
  });

  it('warns of a param that a built-in variable hides', () => {
    const hidden = load(
      sample
        .replace('name: secretVolume, value: creds', 'name: secretVolume, value: creds }, { name: HOSTNAME, value: x')
        .replace(
          /^ {4}- \{ name: secretVolume.*$/m,
          '    - { name: secretVolume, value: creds }\n    - { name: HOSTNAME, value: x }',
        ),
    );
    const { warnings, steps } = orThrow(
      resolveTask(first(hidden.tasks.values()), { functions: hidden.functions, scope }),
    );
    expect(warnings).toMatchObject([{ code: 'shadowed-param', path: ['spec', 'steps', 0, 'params', 2, 'name'] }]);
    expect(steps[0]?.spec.args?.[2]).toBe('--hostname=host-0');
  });
});

describe('resolveFunction', () => {
  const nice = orThrow(
    loadManifests(`{"apiVersion":"stash.appscode.com/v1beta1","kind":"Function","metadata":{"name":"n"},
      "spec":{"args":["\${NICE_ADJUSTMENT}/\${IONICE_CLASS:=}/\${IONICE_CLASS_DATA:=}"],
      "runtimeSettings":{"nice":{"adjustment":5},"ionice":{"class":2}}}}`),
  ).functions;
  const fn = first(nice.values());

  it('takes nice and ionice of the Function where the scope has none, and those of the scope where it has', () => {
    expect(orThrow(resolveFunction(fn, { scope: {} })).spec.args).toEqual(['5/2/']);
    const invoker = createScope([createLayer('built-in', [{ name: 'NICE_ADJUSTMENT', value: '19' }])]);
    expect(orThrow(resolveFunction(fn, { scope: invoker })).spec.args).toEqual(['19/2/']);
  });

  it('puts params below the scope', () => {
    const [postgres] = functions.values();
    if (postgres === undefined) throw new Error('no Function');
    const params = { secretVolume: 'v', HOSTNAME: 'param', outputDir: '/out' };
    const { args } = orThrow(resolveFunction(postgres, { scope: { HOSTNAME: 'scope' }, params })).spec;
    expect([args?.[2], args?.[6]]).toEqual(['--hostname=scope', '--output-dir=/out']);
  });

  it('lets nothing override ADDON_IMAGE', () => {
    const status = functions.get('update-status');
    if (status === undefined) throw new Error('no Function');
    const { spec } = orThrow(resolveFunction(status, { scope: { ADDON_IMAGE: 'mine', STASH_DOCKER_REGISTRY: 'r' } }));
    expect([spec.image, spec.args?.[1]]).toEqual(['r/stash:pg', '--addon=r/stash:pg']);
  });

  it('reports an image that cannot be resolved once, and not wherever ADDON_IMAGE is used', () => {
    const status = load(sample.replace('STASH_DOCKER_REGISTRY:=appscode', 'registry')).functions.get('update-status');
    if (status === undefined) throw new Error('no Function');
    const result = resolveFunction(status, { scope: {} });
    expect(isLeft(result) && result.left.map(({ path }) => formatPath(path))).toEqual(['spec.image']);
  });

  it('marks what is made of a secret as secret', () => {
    const secret = scopeOf({ password: 'hunter2', REPOSITORY_SECRET_NAME: 's' }, ['password']);
    const text = sample.replace('/tmp/${TARGET_NAME}', '${password^^}');
    const withSecret = load(text);
    const { steps } = orThrow(
      resolveTask(first(withSecret.tasks.values()), { functions: withSecret.functions, scope: secret }),
    );
    expect(steps[0]?.scope.get('outputDir')).toMatchObject({ value: 'HUNTER2', secret: true });
  });
});
