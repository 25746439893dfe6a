import { loadManifests, readManifests } from '@stash-functions/core';
import { formatPath, formatProblems, orThrow, type Problem } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { lintFunction, lintManifests, lintTask } from './lint.ts';

const fn = (name: string, spec: string): string => `
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: ${name} }
spec: ${spec}
---`;

const task = (spec: string): string => `
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec: ${spec}
---`;

const invoker = (kind: 'BackupConfiguration' | 'RestoreSession', spec: string): string => `
apiVersion: stash.appscode.com/v1beta1
kind: ${kind}
metadata: { name: nightly, namespace: demo }
spec: { ${spec} }
---`;

const retention = 'retentionPolicy: { name: keep, keepLast: 1, prune: true }';
const plain = fn('pg', "{ image: acme/pg:1, args: ['--dir=${outputDir:=}'] }");
const steps = 'steps: [{ name: pg }]';

/** Each row: a rule; manifests that break it, with the path that it reports; and similar manifests that do not. */
const rules: ReadonlyArray<readonly [code: string, trips: string, path: string, passes: string]> = [
  [
    'unresolved-variable',
    fn('pg', "{ args: ['${database}'] }") +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump }`),
    'spec.args[0]',
    fn('pg', "{ args: ['${database}'] }") +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump, params: [{ name: database, value: x }] }`),
  ],
  [
    'unresolved-variable',
    fn('pg', "{ args: ['${database}'] }") + task(`{ ${steps} }`),
    'spec.args[0]',
    fn('pg', "{ args: ['${database}'] }") + task('{ steps: [{ name: pg, params: [{ name: database, value: x }] }] }'),
  ],
  [
    'unresolved-variable',
    fn('pg', "{ args: ['${REPOSITORY_BUKET:=}'] }"),
    'spec.args[0]',
    fn('pg', "{ args: ['${REPOSITORY_BUCKET:=}', '${MAX_CONCURRENCY:=}'] }"),
  ],
  [
    'unused-param',
    plain + task('{ steps: [{ name: pg, params: [{ name: outputDirectory, value: /tmp }] }] }'),
    'spec.steps[0].params[0].name',
    plain + task('{ steps: [{ name: pg, params: [{ name: outputDir, value: /tmp }] }] }'),
  ],
  [
    'unused-param',
    plain +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump, params: [{ name: ouputDir, value: /tmp }] }`),
    'spec.task.params[0].name',
    plain +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump, params: [{ name: outputDir, value: /tmp }] }`),
  ],
  [
    'shadowed-param',
    fn('pg', "{ args: ['${NAMESPACE}'] }") + task('{ steps: [{ name: pg, params: [{ name: NAMESPACE, value: x }] }] }'),
    'spec.steps[0].params[0].name',
    fn('pg', "{ args: ['${RETENTION_KEEP_LAST:=0}'] }") +
      task("{ steps: [{ name: pg, params: [{ name: RETENTION_KEEP_LAST, value: '3' }] }] }"),
  ],
  [
    'other-occasion-variable',
    fn('pg', "{ args: ['${RESTORE_SESSION}'] }") +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump }`),
    'spec.args[0]',
    fn('pg', "{ args: ['${RESTORE_SESSION:=}', '${BACKUP_SESSION}'] }") +
      task(`{ ${steps} }`) +
      invoker('BackupConfiguration', `${retention}, task: { name: dump }`),
  ],
  [
    'other-occasion-variable',
    fn('pg', "{ args: ['${BACKUP_SESSION}', '${RESTORE_SESSION}'] }"),
    'spec.args[1]',
    fn('pg', "{ args: ['${BACKUP_SESSION:=}', '${RESTORE_SESSION:=}'] }"),
  ],
  [
    'function-missing',
    plain + task('{ steps: [{ name: pq }] }'),
    'spec.steps[0].name',
    plain + task('{ steps: [{ name: pg }, { name: update-status }] }'),
  ],
  [
    'mount-without-volume',
    fn('pg', '{ volumeMounts: [{ name: "${secretVolume}", mountPath: /s }] }') +
      task('{ steps: [{ name: pg, params: [{ name: secretVolume, value: creds }] }] }'),
    'spec.volumeMounts[0].name',
    fn('pg', '{ volumeMounts: [{ name: "${secretVolume}", mountPath: /s }, { name: stash-tmp-dir, mountPath: /t }] }') +
      task(
        '{ steps: [{ name: pg, params: [{ name: secretVolume, value: creds }] }], volumes: [{ name: creds, emptyDir: {} }] }',
      ),
  ],
  [
    'volume-without-mount',
    plain + task(`{ ${steps}, volumes: [{ name: data, emptyDir: {} }] }`),
    'spec.volumes[0].name',
    fn('pg', '{ volumeMounts: [{ name: data, mountPath: /d }] }') +
      task(`{ ${steps}, volumes: [{ name: data, emptyDir: {} }] }`),
  ],
  [
    'lost-kubernetes-escape',
    fn('pg', "{ args: ['$$(HOME)'] }"),
    'spec.args[0]',
    fn('pg', "{ args: ['$(HOME)', '$$$$(HOME)', '$$$(HOME)'] }"),
  ],
  [
    'bare-dollar-name',
    fn('pg', "{ args: ['--name=$TARGET_NAME'] }"),
    'spec.args[0]',
    fn('pg', "{ command: [sh, -c, 'echo $HOME $$TARGET_NAME ${TARGET_NAME:=}'] }"),
  ],
  [
    'ambiguous-join',
    invoker('BackupConfiguration', `${retention}, target: { paths: ['/a,b', /c], args: ['--x y'] }`),
    'spec.target.paths[0]',
    invoker('BackupConfiguration', `${retention}, target: { paths: ['/a b'], args: ['--x,y'] }`),
  ],
  [
    'ambiguous-join',
    invoker('BackupConfiguration', "retentionPolicy: { name: keep, prune: true, keepTags: ['a,b'] }"),
    'spec.retentionPolicy.keepTags[0]',
    invoker('BackupConfiguration', 'retentionPolicy: { name: keep, prune: true, keepTags: [a, b] }'),
  ],
  [
    'ambiguous-join',
    invoker('RestoreSession', "target: { rules: [{ include: ['*.{a,b}'] }] }"),
    'spec.target.rules[0].include[0]',
    invoker('RestoreSession', "target: { rules: [{ include: ['*.a', '*.b'] }] }"),
  ],
  [
    'plaintext-secret',
    fn('pg', "{ args: ['${dbPassword:=}'] }") +
      task('{ steps: [{ name: pg, params: [{ name: dbPassword, value: hunter2 }] }] }'),
    'spec.steps[0].params[0].value',
    fn('pg', "{ args: ['${secretName:=}', '${passwordFile:=}'] }") +
      task(
        '{ steps: [{ name: pg, params: [{ name: secretName, value: creds }, { name: passwordFile, value: /p }] }] }',
      ),
  ],
  [
    'plaintext-secret',
    fn('pg', '{ runtimeSettings: { env: [{ name: PGPASSWORD, value: x }, { name: API_TOKEN, value: hunter2 }] } }'),
    'spec.runtimeSettings.env[1].value',
    fn('pg', '{ runtimeSettings: { env: [{ name: API_TOKEN, valueFrom: { secretKeyRef: { name: a, key: b } } }] } }'),
  ],
  [
    'plaintext-secret',
    fn('pg', "{ args: ['--password=hunter2'] }"),
    'spec.args[0]',
    fn('pg', "{ args: ['--password=${dbPassword:=}', '--password-file=/p', '--password=$(PASSWORD)'] }"),
  ],
  ['pod-security-policy-removed', fn('pg', '{ podSecurityPolicyName: baseline }'), 'spec.podSecurityPolicyName', plain],
  [
    'init-container-probe',
    fn('pg', '{ runtimeSettings: { livenessProbe: { tcpSocket: { port: 1 } } } }') +
      task('{ steps: [{ name: pg }, { name: update-status }] }'),
    'spec.runtimeSettings.livenessProbe',
    fn('pg', '{ runtimeSettings: { livenessProbe: { tcpSocket: { port: 1 } } } }') +
      task('{ steps: [{ name: update-status }, { name: pg }] }'),
  ],
  [
    'init-container-probe',
    plain +
      task('{ steps: [{ name: pg }, { name: update-status }] }') +
      invoker(
        'BackupConfiguration',
        `${retention}, task: { name: dump }, runtimeSettings: { container: { lifecycle: { preStop: { exec: { command: [x] } } } } }`,
      ),
    'spec.runtimeSettings.container.lifecycle',
    plain +
      task(`{ ${steps} }`) +
      invoker(
        'BackupConfiguration',
        `${retention}, task: { name: dump }, runtimeSettings: { container: { lifecycle: { preStop: { exec: { command: [x] } } } } }`,
      ),
  ],
  [
    'unreachable-rule',
    invoker(
      'RestoreSession',
      'task: { name: dump }, target: { rules: [{ paths: [/a] }, { targetHosts: [], paths: [/b] }] }',
    ),
    'spec.target.rules[0]',
    invoker('RestoreSession', 'target: { rules: [{ targetHosts: [host-0] }] }'),
  ],
  [
    'task-missing',
    plain + task(`{ ${steps} }`) + invoker('BackupConfiguration', `${retention}, task: { name: dmup }`),
    'spec.task.name',
    plain + task(`{ ${steps} }`) + invoker('BackupConfiguration', `${retention}, task: { name: pvc-backup }`),
  ],
  [
    'task-missing',
    plain + task(`{ ${steps} }`) + invoker('RestoreSession', 'task: { name: load }'),
    'spec.task.name',
    plain + invoker('RestoreSession', 'task: { name: load }'),
  ],
  [
    'claim-without-mount',
    invoker('RestoreSession', 'task: { name: dump }, target: { volumeClaimTemplates: [{ metadata: { name: data } }] }'),
    'spec.target.volumeClaimTemplates',
    invoker(
      'RestoreSession',
      'task: { name: dump }, target: { volumeMounts: [{ name: data, mountPath: /d }], volumeClaimTemplates: [{ metadata: { name: data } }] }',
    ),
  ],
  [
    'unreachable-rule',
    invoker('RestoreSession', 'task: { name: dump }, target: { rules: [{ targetHosts: [host-0] }] }'),
    'spec.target.rules[0]',
    invoker(
      'RestoreSession',
      'task: { name: dump }, target: { alias: host-0, rules: [{ targetHosts: [host-0] }, { paths: [/a] }] }',
    ),
  ],
  [
    'nested-spelling',
    fn('pg', '{ runtimeSettings: { container: { securityContext: { runAsUser: 1 } } } }'),
    'spec.runtimeSettings.container',
    fn('pg', '{ runtimeSettings: { securityContext: { runAsUser: 1 } } }'),
  ],
  ['unclosed-expression', fn('pg', "{ args: ['${X'] }"), 'spec.args[0]', fn('pg', "{ args: ['${X:=}'] }")],
];

const lint = (manifests: string): ReadonlyArray<Problem> =>
  lintManifests(orThrow(loadManifests(manifests, { file: 'a.yaml' })));
const hits = (problems: ReadonlyArray<Problem>, code: string): ReadonlyArray<Problem> =>
  problems.filter((problem) => problem.code === code && problem.severity !== 'note');

describe('lintManifests', () => {
  it.each(rules)('finds %s where it is, row %#', (code, trips, path) => {
    const found = hits(lint(trips), code);
    expect(found.map((problem) => formatPath(problem.path))).toContain(path);
    for (const { message, hint, source } of found) {
      expect(message).not.toContain('hunter2');
      expect(hint).not.toBe('');
      expect(source?.file).toBe('a.yaml');
    }
  });

  it.each(rules)('does not find %s where it is not, row %#', (code, _trips, _path, passes) => {
    expect(hits(lint(passes), code)).toEqual([]);
  });

  it('points at the expression inside of its line', () => {
    const [found] = hits(lint(fn('pg', "{ args: ['--b=${REPOSITORY_BUKET:=}'] }")), 'unresolved-variable');
    expect(found?.source?.start).toMatchObject({ line: 5, column: 21 });
    expect(found?.hint).toContain('REPOSITORY_BUCKET');
  });
});

describe('a finding', () => {
  it.each([
    ['a param', plain + task('{ steps: [{ name: pg, params: [{ name: dbPassword, value: hunter2 }] }] }')],
    ['an argument', fn('pg', "{ args: ['--password=hunter2'] }")],
    ['an argument in a block', fn('pg', '{ args: [x] }').replace('[x]', '["-p", "x --password=hunter2 y"]')],
    ['a variable', fn('pg', '{ runtimeSettings: { env: [{ name: API_TOKEN, value: hunter2 }] } }')],
    [
      'a param of an invoker',
      invoker('BackupConfiguration', `${retention}, task: { name: d, params: [{ name: token, value: hunter2 }] }`),
    ],
    [
      'a value of several lines',
      `${plain}
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec:
  steps:
    - name: pg
      params:
        - name: password
          value: |
            hunter2
            hunter2
`,
    ],
  ])('of a secret does not show it, even where it shows the line: %s', (_, manifests) => {
    const found = hits(lint(manifests), 'plaintext-secret');
    expect(found).toHaveLength(1);
    expect(found[0]?.source?.excerpt.lines.join()).toMatch(/\*{7}/);
    expect(formatProblems(found)).not.toContain('hunter2');
  });

  it('does not show an argument that looks like a secret', () => {
    const [found] = hits(
      lint(invoker('BackupConfiguration', `${retention}, target: { args: ['--password hunter2'] }`)),
      'ambiguous-join',
    );
    expect(found?.message).toMatch(/^`--password \*\*\*` holds a space/);
    expect(formatProblems(found === undefined ? [] : [found])).not.toContain('hunter2');
  });

  it('is there soon, however long the string is', () => {
    const long = fn('pg', `{ args: ['${'-'.repeat(200_000)}', '${'$'.repeat(200_000)}'] }`);
    expect(hits(lint(long), 'plaintext-secret')).toEqual([]);
  });
});

describe('lintFunction', () => {
  const only = (manifests: string) => {
    const [first] = orThrow(loadManifests(manifests)).functions.values();
    if (first === undefined) throw new Error('no Function');
    return first;
  };

  it('has nothing to say of a policy on a cluster that has policies', () => {
    const policy = only(fn('pg', '{ podSecurityPolicyName: baseline }'));
    expect(lintFunction(policy, { kubernetesVersion: 'v1.24.3' })).toEqual([]);
    expect(lintFunction(policy, { kubernetesVersion: '1.25' })).toMatchObject([
      { code: 'pod-security-policy-removed' },
    ]);
  });

  it('judges variables by the occasion that it is told', () => {
    const backup = only(fn('pg', "{ args: ['${BACKUP_SESSION}'] }"));
    expect(lintFunction(backup)).toEqual([]);
    expect(lintFunction(backup, { occasion: 'backup' })).toEqual([]);
    expect(lintFunction(backup, { occasion: 'restore' })).toMatchObject([{ code: 'other-occasion-variable' }]);
  });
});

describe('lintTask', () => {
  it('takes installed Functions for known', () => {
    const manifests = orThrow(loadManifests(task('{ steps: [{ name: notify }] }')));
    const [dump] = manifests.tasks.values();
    if (dump === undefined) throw new Error('no Task');
    const { functions } = manifests;
    expect(lintTask(dump, { functions })).toMatchObject([{ code: 'function-missing', severity: 'note' }]);
    expect(lintTask(dump, { functions, installedFunctions: ['notify'] })).toEqual([]);
  });
});

describe('lint of what is left of a malformed resource', () => {
  it('says what is wrong with the rest of it, though an object that must be there lacks a field', () => {
    const { manifests, problems } = readManifests(`
apiVersion: stash.appscode.com/v1beta1
kind: BackupBatch
metadata: { name: shop, namespace: demo }
spec:
  schedule: 0 24 * * *
  timeOut: 2d
  repository: { name: store }
  retentionPolicy: { name: a-week, keepDaily: 7 }
  members:
    - target: { alias: db, ref: { apiVersion: v1, kind: Deployment, name: db }, paths: [data] }
`);
    expect(problems.map(({ code }) => code)).toEqual(['missing-field']);
    expect(lintManifests(manifests).map(({ code }) => code)).toEqual([
      'invalid-schedule',
      'invalid-duration',
      'target-kind',
      'relative-path',
    ]);
  });
});

describe('a secret that is a word of our own', () => {
  it('does not make a message unreadable', () => {
    const [found] = lintManifests(
      orThrow(loadManifests(fn('pg', "{ image: acme/pg:1, args: ['--password=password'] }"))),
    );
    expect(found).toMatchObject({ code: 'plaintext-secret', message: '`--password` has a secret in plain text' });
    expect(found?.source?.excerpt.lines.join('\n')).not.toContain('=password');
  });
});

describe('a reference that was meant as a variable of the template', () => {
  it('is said once', () => {
    const manifests = orThrow(
      loadManifests(fn('pg', "{ image: acme/pg:1, args: ['$(NAME)', '${NAME:=x}', '$(OTHER)'] }")),
    );
    expect(lintManifests(manifests).map(({ code }) => code)).toEqual(['bare-dollar-name', 'undefined-reference']);
  });
});
