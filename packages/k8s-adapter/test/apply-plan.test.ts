import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../core/src/decode.ts';
import { type ApiServer, seededFaults, startApiServer } from '../../testing/src/cluster.ts';
import { applyPlan, type ClusterPort, clockAt } from '../src/cluster/index.ts';
import { fieldAt } from '../src/cluster/json.ts';
import { kubeConfigFor, portFor } from './clients.ts';

const account = (annotations: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'backup', namespace: 'demo', annotations },
});
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'backup', namespace: 'demo' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};
const claim = (size: string): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'demo' },
  spec: { resources: { requests: { storage: size } } },
});
const job = (image?: string): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'backup', namespace: 'demo' },
  spec: { template: { spec: { containers: [{ name: 'main', ...(image === undefined ? {} : { image }) }] } } },
});

describe('applyPlan', () => {
  let server: ApiServer;
  let port: ClusterPort;
  const clock = clockAt(1000);
  beforeEach(async () => {
    server = await startApiServer();
    port = await portFor(server.url);
  });
  afterEach(() => server.close());

  const actions = async (objects: ReadonlyArray<object>, options: object = {}): Promise<ReadonlyArray<string>> => {
    const result = await applyPlan(port, { objects }, { clock, ...options });
    const { entries } = result._tag === 'Right' ? result.right : result.left.report;
    return entries.map((entry) => `${entry.resource.kind} ${entry.action}`);
  };
  const failure = async (
    objects: ReadonlyArray<object>,
    options: object = {},
  ): Promise<ReadonlyArray<{ code: string; path: ReadonlyArray<string | number> }>> => {
    const result = await applyPlan(port, { objects }, { clock, ...options });
    return result._tag === 'Right' ? [] : result.left.map(({ code, path }) => ({ code, path }));
  };

  it('creates everything in order, and changes nothing the second time', async () => {
    const objects = [account(), role, claim('1Gi'), job('busybox')];
    const kinds = ['ServiceAccount', 'Role', 'PersistentVolumeClaim', 'Job'];
    expect(await actions(objects)).toEqual(kinds.map((kind) => `${kind} created`));
    const version = server.store.version();
    expect(await actions(objects)).toEqual(kinds.map((kind) => `${kind} unchanged`));
    expect(server.store.version()).toBe(version);
  });

  it('makes nothing whose owner is not there, or has another uid', async () => {
    const owned = (uid: string, name = 'backup'): object => {
      const owner = { apiVersion: 'v1', kind: 'ServiceAccount', name: 'owner', uid, controller: true };
      return { ...job('busybox'), metadata: { name, namespace: 'demo', ownerReferences: [owner] } };
    };
    const found = [{ code: 'owner-missing', path: ['metadata', 'ownerReferences'] }];
    expect(await failure([role, owned('u1')])).toEqual(found);
    const owner = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'owner', namespace: 'demo' } };
    const uid = String(fieldAt(server.store.put('v1/serviceaccounts', owner), 'metadata', 'uid'));
    expect(await failure([role, owned('u1')])).toEqual(found);
    expect(await actions([role, owned('u1')], { dryRun: true })).toEqual(['Role pending', 'Job pending']);
    const before = server.requests.length;
    expect(await actions([owned(uid), owned(uid, 'other')])).toEqual(['Job created', 'Job created']);
    const reads = server.requests.slice(before).filter((request) => request.includes('/serviceaccounts/owner'));
    expect(reads).toHaveLength(1);
  });

  it('warns of an owner that may not be read', async () => {
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ServiceAccount', name: 'owner', uid: 'u1' }];
    const owned = { ...job('busybox'), metadata: { name: 'backup', namespace: 'demo', ownerReferences } };
    server.refuse(/serviceaccounts/, { code: 403, reason: 'Forbidden', message: 'you may not' });
    const result = await applyPlan(port, { objects: [owned] }, { clock });
    expect(result).toMatchObject({
      right: { entries: [{ action: 'created', warnings: [expect.stringMatching(/owner/)] }] },
    });
  });

  it('gives Problems to orThrow, and the report beside them', async () => {
    const result = await applyPlan(port, { objects: [account(), job()] }, { clock });
    expect(() => orThrow(result)).toThrow('spec.template.spec.containers[0].image');
    expect(result).toMatchObject({ left: { report: { entries: [{ action: 'created' }, { action: 'failed' }] } } });
  });

  it('tells of each wait for the server', async () => {
    server.refuse(/PATCH/, { code: 503, reason: 'ServiceUnavailable', message: 'not now' });
    const attempts: Array<number> = [];
    await applyPlan(port, { objects: [role] }, { clock, onRetry: ({ attempt }) => attempts.push(attempt) });
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('takes a KubeConfig of client-node as it is', async () => {
    const result = await applyPlan(await kubeConfigFor(server.url), { objects: [role] }, { clock });
    expect(result._tag).toBe('Right');
    expect(server.requests.at(-1)).toContain('fieldManager=stash-functions');
  });

  it('updates what has changed and leaves the fields of others alone', async () => {
    await actions([account({ 'example.com/a': '1', 'example.com/b': '2' })]);
    const other = { ...account({ 'example.com/c': '3' }) };
    await actions([other], { fieldManager: 'someone-else' });
    expect(await actions([account({ 'example.com/a': '9' })])).toEqual(['ServiceAccount updated']);
    const stored = server.store.get('v1/serviceaccounts', 'demo', 'backup');
    expect(stored).toMatchObject({ metadata: { annotations: { 'example.com/a': '9', 'example.com/c': '3' } } });
    expect(JSON.stringify(stored)).not.toContain('example.com/b');
  });

  it('reports a field that another manager holds, and takes it over when it is forced to', async () => {
    await actions([account({ a: '1' })], { fieldManager: 'someone-else' });
    expect(await failure([account({ a: '2' })])).toEqual([
      { code: 'api-conflict', path: ['metadata', 'annotations', 'a'] },
    ]);
    expect(await actions([account({ a: '2' })], { force: true })).toEqual(['ServiceAccount updated']);
  });

  it('adopts a Job with the same content, written by whomever, and refuses one with another', async () => {
    server.store.put('batch/v1/jobs', {
      ...job('busybox'),
      spec: {
        backoffLimit: 6,
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } },
      },
    });
    expect(await actions([job('busybox')])).toEqual(['Job unchanged']);
    expect(await failure([job('busybox:2')])).toEqual([{ code: 'job-differs', path: [] }]);
  });

  it('says half-way what exists and what does not, and carries on from there', async () => {
    const objects = [account(), claim('1Gi'), role, job('busybox')];
    server.refuse(/PATCH .*persistentvolumeclaims/, { code: 403, reason: 'Forbidden', message: 'no' });
    expect(await actions(objects)).toEqual([
      'ServiceAccount created',
      'PersistentVolumeClaim failed',
      'Role pending',
      'Job pending',
    ]);
    expect(await failure(objects)).toEqual([{ code: 'access-denied', path: [] }]);
    await server.close();
    server = await startApiServer();
    port = await portFor(server.url);
    await actions([account()]);
    expect(await actions(objects)).toEqual([
      'ServiceAccount unchanged',
      'PersistentVolumeClaim created',
      'Role created',
      'Job created',
    ]);
  });

  it('gives the path of each field that the server refuses', async () => {
    expect(await failure([job()])).toEqual([
      { code: 'api-rejected', path: ['spec', 'template', 'spec', 'containers', 0, 'image'] },
    ]);
    await actions([claim('1Gi')]);
    expect(await failure([claim('2Gi')])).toEqual([{ code: 'api-rejected', path: ['spec'] }]);
  });

  it('stores nothing in a dry run, and tries every object', async () => {
    const objects = [account(), job(), role];
    expect(await actions(objects, { dryRun: true })).toEqual(['ServiceAccount created', 'Job failed', 'Role created']);
    expect(server.store.list('v1/serviceaccounts', undefined)).toEqual([]);
    await actions([account()]);
    expect(await actions([account({ a: '1' }), role], { dryRun: true })).toEqual([
      'ServiceAccount updated',
      'Role created',
    ]);
  });

  it('finds out where a kind is served that it does not know, and says so when it is not', async () => {
    const custom = (kind: string): object => ({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind,
      metadata: { name: 'a', namespace: 'demo' },
    });
    expect(await actions([custom('BackupSession')])).toEqual(['BackupSession created']);
    expect(await failure([custom('Nonsense')])).toEqual([{ code: 'unknown-kind', path: [] }]);
    expect(await failure([{ ...custom('BackupSession'), apiVersion: 'nowhere.example/v1' }])).toEqual([
      { code: 'unknown-kind', path: [] },
    ]);
  });

  it.each([
    ['without a kind', { apiVersion: 'v1', metadata: { name: 'a' } }, ['kind']],
    ['without an apiVersion', { kind: 'Secret', metadata: { name: 'a' } }, ['apiVersion']],
    ['without a name', { apiVersion: 'v1', kind: 'Secret' }, ['metadata', 'name']],
    ['that is a Job without a name', { apiVersion: 'batch/v1', kind: 'Job' }, ['metadata', 'name']],
  ])('refuses an object %s before it asks the server', async (_, object, path) => {
    expect(await failure([object])).toEqual([{ code: 'object-incomplete', path }]);
  });

  it('leaves the Jobs out on request', async () => {
    expect(await actions([role, job('busybox')], { withoutJobs: true })).toEqual(['Role created']);
  });

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'comes to the same with the faults of seed %i',
    async (seed) => {
      server.setFaults(seededFaults(seed));
      const objects = [account(), role, claim('1Gi'), job('busybox')];
      const result = await applyPlan(port, { objects }, { clock });
      expect(result).toMatchObject({ _tag: 'Right' });
      server.setFaults(seededFaults(0, 0));
      expect(await actions(objects)).toEqual([
        'ServiceAccount unchanged',
        'Role unchanged',
        'PersistentVolumeClaim unchanged',
        'Job unchanged',
      ]);
    },
  );
});
