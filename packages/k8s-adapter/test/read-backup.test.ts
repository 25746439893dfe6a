import { orThrow } from '@stash-functions/core';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '../../testing/src/cluster.ts';
import {
  applyPlan,
  type BackupToRead,
  type ClusterPort,
  clockAt,
  type ObjectTarget,
  type RestoreToRead,
  readBackup,
  readerRoles,
  readRestore,
} from '../src/cluster/index.ts';
import { planBackup, planRestore, type V1PolicyRule } from '../src/index.ts';
import { portFor } from './clients.ts';
import { putManifests } from './put-manifests.ts';

const group = 'stash.appscode.com/v1beta1';
const clock = clockAt(1000);

const library = `
apiVersion: ${group}
kind: Function
metadata: {name: copy}
spec: {image: "rclone/rclone:1.71", args: [copy, "\${TARGET_NAME}", "\${REPOSITORY_BUCKET}"]}
---
apiVersion: ${group}
kind: Function
metadata: {name: report}
spec: {image: "curl:8", args: ["\${HOSTNAME:=none}"]}
---
apiVersion: ${group}
kind: Function
metadata: {name: unused}
spec: {image: "curl:8"}
---
apiVersion: ${group}
kind: Task
metadata: {name: copy-files}
spec: {steps: [{name: copy}, {name: report}]}
---
apiVersion: ${group}
kind: Task
metadata: {name: dump-shop}
spec: {steps: [{name: "\${tool}"}]}
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: {name: bucket, namespace: demo}
spec: {backend: {s3: {endpoint: s3.example.com, bucket: b}, storageSecretName: keys}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: photos, namespace: demo}
---
apiVersion: appcatalog.appscode.com/v1alpha1
kind: AppBinding
metadata: {name: shop, namespace: demo}
spec:
  clientConfig: {service: {name: shop, port: 5432, scheme: postgresql}}
  secret: {name: shop-auth}
  type: kubedb.com/postgres
  version: "16.1"
  parameters:
    apiVersion: appcatalog.appscode.com/v1alpha1
    kind: StashAddon
    stash:
      addon:
        backupTask: {name: dump-shop, params: [{name: tool, value: copy}]}
        restoreTask: {name: copy-files}
`;
const keep = 'retentionPolicy: {name: keep, keepLast: 7, prune: true}';
const claim = 'target: {ref: {apiVersion: v1, kind: PersistentVolumeClaim, name: photos}}';
const shop = 'target: {ref: {apiVersion: appcatalog.appscode.com/v1alpha1, kind: AppBinding, name: shop}}';
const session = (kind: string, name = 'nightly') => `
---
apiVersion: ${group}
kind: BackupSession
metadata: {name: nightly-1, namespace: demo}
spec: {invoker: {apiGroup: stash.appscode.com, kind: ${kind}, name: ${name}}}
`;
const configuration = (spec: string) => `
---
apiVersion: ${group}
kind: BackupConfiguration
metadata: {name: nightly, namespace: demo}
spec: {repository: {name: bucket}, ${keep}, ${spec}}
`;

let server: ApiServer;
let port: ClusterPort;
beforeEach(async () => {
  server = await startApiServer();
  port = await portFor(server.url);
});
afterEach(() => server.close());

/**
 * The objects that were asked for, as `kind/namespace/name`. It fails where anything was listed, or asked for twice.
 */
function asked(): ReadonlyArray<string> {
  const paths = server.requests.filter((line) => !/ \/apis\/[^/]+\/[^/]+$/.test(line));
  expect(new Set(paths).size).toBe(paths.length);
  return paths
    .map((line) => {
      const match = /^GET \/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)\/([^/?]+)$/.exec(line);
      return match === null ? line : [match[2], match[1], match[3]].filter((part) => part !== undefined).join('/');
    })
    .toSorted();
}

async function problems(which: BackupToRead): Promise<ReadonlyArray<unknown>> {
  const read = await readBackup(port, which, { clock });
  if (isRight(read)) return [];
  return read.left.map(({ code, resource, path }) => [code, `${resource?.kind} ${resource?.name}`, path.join('.')]);
}

describe('readBackup', () => {
  const nightly: BackupToRead = { namespace: 'demo', session: 'nightly-1' };

  it('reads what the session of a BackupConfiguration refers to, and nothing else', async () => {
    putManifests(
      server,
      library + configuration(`task: {name: copy-files}, ${claim}`) + session('BackupConfiguration'),
    );
    const input = orThrow(await readBackup(port, nightly));
    expect(asked()).toEqual([
      'backupconfigurations/demo/nightly',
      'backupsessions/demo/nightly-1',
      'functions/copy',
      'functions/report',
      'persistentvolumeclaims/demo/photos',
      'repositories/demo/bucket',
      'tasks/copy-files',
    ]);
    const plan = orThrow(planBackup(input));
    expect(plan.jobs.map(({ metadata }) => metadata.name)).toEqual(['stash-backup-nightly-1-0']);
    expect(plan.warnings).toEqual([]);
    expect([...input.manifests.functions.keys()]).toEqual(['copy', 'report']);
  });

  it('finds the Task by the AppBinding of the target, and the Function by a param of its add-on', async () => {
    putManifests(server, library + configuration(shop) + session('BackupConfiguration'));
    const input = orThrow(await readBackup(port, nightly));
    expect(asked()).toEqual([
      'appbindings/demo/shop',
      'backupconfigurations/demo/nightly',
      'backupsessions/demo/nightly-1',
      'functions/copy',
      'repositories/demo/bucket',
      'tasks/dump-shop',
    ]);
    expect(orThrow(planBackup(input)).runs.map(({ task }) => task.name)).toEqual(['dump-shop']);
  });

  it('takes an AppBinding whose reference names another group of its API', async () => {
    const other = shop.replace('appcatalog.appscode.com/v1alpha1', 'v1');
    putManifests(server, library + configuration(other) + session('BackupConfiguration'));
    expect(orThrow(planBackup(orThrow(await readBackup(port, nightly)))).jobs).toHaveLength(1);
  });

  it('reads every member of a BackupBatch', async () => {
    putManifests(
      server,
      `${library}
---
apiVersion: ${group}
kind: BackupBatch
metadata: {name: all, namespace: demo}
spec:
  repository: {name: bucket}
  ${keep}
  members:
    - {task: {name: copy-files}, ${claim}}
    - {${shop}}
    - {task: {name: copy-files}, ${claim}}
${session('BackupBatch', 'all')}`,
    );
    const input = orThrow(await readBackup(port, nightly));
    expect(asked()).toEqual([
      'appbindings/demo/shop',
      'backupbatches/demo/all',
      'backupsessions/demo/nightly-1',
      'functions/copy',
      'functions/report',
      'persistentvolumeclaims/demo/photos',
      'repositories/demo/bucket',
      'tasks/copy-files',
      'tasks/dump-shop',
    ]);
    expect(orThrow(planBackup(input)).runs.map(({ task }) => task.name)).toEqual([
      'copy-files',
      'dump-shop',
      'copy-files',
    ]);
  });

  it('reads by the name of an invoker, with a session that stands in', async () => {
    putManifests(server, library + configuration(`task: {name: copy-files}, ${claim}`));
    const invoker = { kind: 'BackupConfiguration', name: 'nightly' } as const;
    const input = orThrow(await readBackup(port, { namespace: 'demo', invoker }));
    expect(input.session.metadata.name).toMatch(/^nightly-\d+$/);
    expect(orThrow(planBackup(input)).jobs).toHaveLength(1);
  });

  it('makes of a target and its BackupBlueprint what the operator would', async () => {
    putManifests(
      server,
      `${library}
---
apiVersion: ${group}
kind: BackupBlueprint
metadata: {name: files}
spec:
  schedule: "0 3 * * *"
  backend: {s3: {endpoint: s3.example.com, bucket: b, prefix: "/\${TARGET_NAME}"}, storageSecretName: keys}
  task: {name: copy-files}
  ${keep}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: music, namespace: demo, annotations: {stash.appscode.com/backup-blueprint: files}}
`,
    );
    const target = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'music' };
    const input = orThrow(await readBackup(port, { namespace: 'demo', target }));
    expect(asked()).toEqual([
      'backupblueprints/files',
      'functions/copy',
      'functions/report',
      'persistentvolumeclaims/demo/music',
      'tasks/copy-files',
    ]);
    expect(input.repository?.spec?.backend).toMatchObject({ s3: { prefix: '/music' } });
    expect(orThrow(planBackup(input)).jobs).toHaveLength(1);
    expect(await problems({ namespace: 'demo', target: { ...target, name: 'photos' } })).toEqual([
      [
        'annotation-invalid',
        'PersistentVolumeClaim photos',
        'metadata.annotations.stash.appscode.com/backup-blueprint',
      ],
    ]);
  });

  it('reads the labels of the namespace where a usage policy selects by them', async () => {
    const elsewhere = library.replace(
      'metadata: {name: bucket, namespace: demo}\nspec: {',
      'metadata: {name: bucket, namespace: store}\nspec: {usagePolicy: {allowedNamespaces: {from: Selector, selector: {matchLabels: {team: photo}}}}, ',
    );
    putManifests(
      server,
      elsewhere +
        configuration(`task: {name: copy-files}, ${claim}`).replace(
          '{name: bucket}',
          '{name: bucket, namespace: store}',
        ) +
        session('BackupConfiguration'),
    );
    expect(await problems(nightly)).toEqual([
      ['object-not-found', 'Repository bucket', 'spec.usagePolicy.allowedNamespaces.selector'],
    ]);
    server.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', labels: { team: 'photo' } } });
    const input = orThrow(await readBackup(port, nightly));
    expect(input.namespaceLabels).toEqual({ team: 'photo' });
    expect(orThrow(planBackup(input)).warnings).toEqual([]);
  });

  it('asks for no kind that a session does not use', async () => {
    server.refuse(/appcatalog/, { code: 404, reason: 'NotFound', message: 'the server could not find it' });
    putManifests(
      server,
      library + configuration(`task: {name: copy-files}, ${claim}`) + session('BackupConfiguration'),
    );
    expect(await problems(nightly)).toEqual([]);
  });

  it('does without the operator’s own Functions where a plan knows them', async () => {
    const own = library.replace('[{name: copy}, {name: report}]', '[{name: copy}, {name: update-status}]');
    putManifests(server, own + configuration(`task: {name: copy-files}, ${claim}`) + session('BackupConfiguration'));
    expect(await problems(nightly)).toEqual([['object-not-found', 'Task copy-files', 'spec.steps.1.name']]);
    const input = orThrow(await readBackup(port, nightly, { operatorFunctions: 'stash' }));
    const operatorImage = { registry: 'ghcr.io/stashed', image: 'stash', tag: 'v0.32.0' };
    expect(orThrow(planBackup({ ...input, operatorImage })).jobs).toHaveLength(1);
  });

  it('tells of everything that is missing or broken at once, each at the field that names it', async () => {
    putManifests(
      server,
      `
apiVersion: ${group}
kind: Task
metadata: {name: copy-files}
spec: {steps: [{name: copy}, {name: copie}]}
---
apiVersion: ${group}
kind: BackupBatch
metadata: {name: all, namespace: demo}
spec:
  repository: {name: bucket}
  ${keep}
  members:
    - {task: {name: copy-files}, ${claim}}
    - {${shop}}
    - {task: {name: nowhere}, ${claim}}
${session('BackupBatch', 'all')}`,
    );
    server.put({ apiVersion: group, kind: 'Function', metadata: { name: 'copy' }, spec: { image: 7 } });
    expect(await problems(nightly)).toEqual([
      ['object-not-found', 'BackupBatch all', 'spec.repository.name'],
      ['object-not-found', 'BackupBatch all', 'spec.members.0.target.ref.name'],
      ['object-not-found', 'BackupBatch all', 'spec.members.1.target.ref.name'],
      ['object-not-found', 'BackupBatch all', 'spec.members.2.target.ref.name'],
      ['object-not-found', 'BackupBatch all', 'spec.members.2.task.name'],
      ['wrong-type', 'Function copy', 'spec.image'],
      ['object-not-found', 'Task copy-files', 'spec.steps.1.name'],
    ]);
    const read = await readBackup(port, nightly);
    expect(isLeft(read) && read.left.map(({ message }) => message)).toContain(
      'Function copie, which Task copy-files names, is not in the cluster',
    );
    expect(isLeft(read) && read.left.map(({ message }) => message).join('\n')).toContain(
      'Task copy-files names the Function',
    );
  });

  it('says at the field what may not be read', async () => {
    putManifests(
      server,
      library + configuration(`task: {name: copy-files}, ${claim}`) + session('BackupConfiguration'),
    );
    server.refuse(/tasks\/copy-files/, { code: 403, reason: 'Forbidden', message: 'tasks is forbidden' });
    expect(await problems(nightly)).toEqual([['access-denied', 'BackupConfiguration nightly', 'spec.task.name']]);
  });

  it.each([
    ['a session that is not there', '', 'object-not-found', ''],
    ['a session of no kind of invoker', session('BackupConfig'), 'unsupported-value', 'spec.invoker.kind'],
    ['a session whose invoker is not there', session('BackupConfiguration'), 'object-not-found', 'spec.invoker.name'],
  ])('tells of %s', async (_, yaml, code, path) => {
    if (yaml !== '') putManifests(server, yaml);
    expect(await problems(nightly)).toEqual([[code, 'BackupSession nightly-1', path]]);
  });

  it('keeps on asking while the server is in trouble', async () => {
    putManifests(
      server,
      library + configuration(`task: {name: copy-files}, ${claim}`) + session('BackupConfiguration'),
    );
    let calls = 0;
    const port = await portFor(server.url);
    const read: ClusterPort['read'] = async (target, options) => {
      calls += 1;
      return calls % 2 === 1 ? { _tag: 'Left', left: trouble } : port.read(target, options);
    };
    expect(isRight(await readBackup({ ...port, read }, nightly, { clock }))).toBe(true);
  });

  it.each([
    [{}, 'exactly one'],
    [{ session: 'a', invoker: { kind: 'BackupBatch', name: 'b' } }, 'exactly one'],
    [{ sesion: 'a' }, 'no option'],
    [{ invoker: { kind: 'BackupBach', name: 'b' } }, 'BackupBach'],
  ])('refuses %j before anything is asked', async (which, words) => {
    const read = await readBackup(port, which as never);
    expect(isLeft(read) && read.left[0]).toMatchObject({
      code: 'option-invalid',
      message: expect.stringContaining(words),
    });
    expect(server.requests).toEqual([]);
  });
});

const trouble = { code: 503, reason: 'ServiceUnavailable', message: 'in trouble', causes: [] };

describe('readRestore', () => {
  const restore = (kind: string, spec: string) => `
---
apiVersion: ${group}
kind: ${kind}
metadata: {name: back, namespace: demo}
spec: {repository: {name: bucket}, ${spec}}
`;
  const rows: ReadonlyArray<readonly [string, string, RestoreToRead, ReadonlyArray<string>]> = [
    [
      'a RestoreSession',
      restore('RestoreSession', `task: {name: copy-files}, ${claim}`),
      { namespace: 'demo', session: 'back' },
      [
        'persistentvolumeclaims/demo/photos',
        'repositories/demo/bucket',
        'restoresessions/demo/back',
        'tasks/copy-files',
      ],
    ],
    [
      'a RestoreSession whose Task an AppBinding names',
      restore('RestoreSession', shop),
      { namespace: 'demo', invoker: { kind: 'RestoreSession', name: 'back' } },
      ['appbindings/demo/shop', 'repositories/demo/bucket', 'restoresessions/demo/back', 'tasks/copy-files'],
    ],
    [
      'claims that are made',
      restore(
        'RestoreSession',
        `task: {name: copy-files}, target: {replicas: 2, volumeClaimTemplates: [{metadata: {name: "data-\${POD_ORDINAL}"}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}`,
      ),
      { namespace: 'demo', session: 'back' },
      ['repositories/demo/bucket', 'restoresessions/demo/back', 'tasks/copy-files'],
    ],
    [
      'a RestoreBatch',
      restore('RestoreBatch', `members: [{task: {name: copy-files}, ${claim}}, {${shop}}]`),
      { namespace: 'demo', invoker: { kind: 'RestoreBatch', name: 'back' } },
      [
        'appbindings/demo/shop',
        'persistentvolumeclaims/demo/photos',
        'repositories/demo/bucket',
        'restorebatches/demo/back',
        'tasks/copy-files',
      ],
    ],
  ];

  it.each(rows)('reads what %s refers to', async (_, yaml, which, expected) => {
    putManifests(server, library + yaml);
    const input = orThrow(await readRestore(port, which));
    expect(asked()).toEqual([...expected, 'functions/copy', 'functions/report'].toSorted());
    expect(isRight(planRestore(input))).toBe(true);
  });

  it('refuses an invoker that asks for a backup', async () => {
    const read = await readRestore(port, { invoker: { kind: 'BackupBatch' as never, name: 'back' } });
    expect(isLeft(read) && read.left[0].code).toBe('option-invalid');
  });
});

describe('readerRoles', () => {
  const account = { name: 'planner', namespace: 'ops' };
  const rulesIn = (roles: ReturnType<typeof readerRoles>): ReadonlyArray<V1PolicyRule> =>
    roles.flatMap((role) => ('rules' in role ? (role.rules ?? []) : []));

  it('grants exactly what reading a backup asks for', async () => {
    putManifests(server, library + configuration(shop) + session('BackupConfiguration'));
    const reads: Array<ObjectTarget> = [];
    orThrow(await readBackup(port, { namespace: 'demo', session: 'nightly-1' }, { onRead: (one) => reads.push(one) }));
    const roles = readerRoles(account, reads);
    const granted = roles.flatMap((role) =>
      role.kind === 'Role' || role.kind === 'ClusterRole'
        ? (role.rules ?? []).flatMap(({ resources = [], resourceNames = [] }) =>
            resourceNames.map((name) => [resources[0], role.metadata.namespace, name].filter(Boolean).join('/')),
          )
        : [],
    );
    expect(granted.toSorted()).toEqual(asked());
    expect(rulesIn(roles).every(({ verbs }) => verbs.join() === 'get')).toBe(true);
    expect(roles.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([
      ['Role', 'demo', 'planner-reader'],
      ['RoleBinding', 'demo', 'planner-reader'],
      ['ClusterRole', undefined, 'planner-reader'],
      ['ClusterRoleBinding', undefined, 'planner-reader'],
    ]);
    expect(isRight(await applyPlan(port, { objects: roles }))).toBe(true);
  });

  it('grants an operator whatever a session can refer to, and no Secret', () => {
    const resources = rulesIn(readerRoles(account, { namespaces: ['demo'] })).flatMap(({ resources: all = [] }) => all);
    expect(resources).toEqual(
      expect.arrayContaining(['functions', 'tasks', 'namespaces', 'appbindings', 'deployments']),
    );
    expect(resources).not.toContain('secrets');
    expect(new Set(resources).size).toBe(resources.length);
  });
});
