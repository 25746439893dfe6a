import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadManifests } from '@stash-functions/core';
import { type KindFacts, orThrow, resourceKinds } from '@stash-functions/core/decode';
import { readManifestFiles } from '@stash-functions/core/files';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { reviewOf, storedOf } from '../../test/reviews.ts';
import { reviewAdmission } from './review-admission.ts';

const ref = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' };
const retentionPolicy = { name: 'five', keepLast: 5, prune: true };
const repository = { name: 'main' };

/** Two specs for each kind: a good one, and one with an error, with the field of the error. */
const specs: Readonly<Record<string, { readonly good: object; readonly bad: object; readonly field: string }>> = {
  Function: { good: { image: 'acme/tool:1' }, bad: { image: 'acme/tool:${tag' }, field: 'spec.image' },
  Task: {
    good: { steps: [] },
    bad: { steps: [{ name: 'a', params: [{ name: 'b', value: '${c' }] }] },
    field: 'spec.steps[0].params[0].value',
  },
  Repository: {
    good: { backend: { gcs: { bucket: 'b' }, storageSecretName: 's' } },
    bad: { backend: { gcs: { bukket: 'b' } } },
    field: 'spec.backend.gcs.bukket',
  },
  BackupConfiguration: {
    good: { repository, retentionPolicy, target: { ref } },
    bad: { repository, retentionPolicy: { name: 'five' }, target: { ref } },
    field: 'spec.retentionPolicy.prune',
  },
  BackupBatch: {
    good: { repository, retentionPolicy, members: [{ target: { ref } }] },
    bad: { repository, retentionPolicy, members: [{ target: { reff: ref } }] },
    field: 'spec.members[0].target.reff',
  },
  BackupSession: {
    good: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', name: 'orders' } },
    bad: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', nam: 'orders' } },
    field: 'spec.invoker.nam',
  },
  RestoreSession: {
    good: { repository, target: { ref, rules: [{ snapshots: ['latest'] }] } },
    bad: { repository, target: { ref, rules: { snapshots: ['latest'] } } },
    field: 'spec.target.rules',
  },
  RestoreBatch: {
    good: { repository, members: [{ target: { ref } }] },
    bad: { repository, members: [{ target: { ref: 'data' } }] },
    field: 'spec.members[0].target.ref',
  },
  BackupBlueprint: {
    good: { backend: { gcs: { bucket: 'b', prefix: '${TARGET_NAME}' }, storageSecretName: 's' }, retentionPolicy },
    bad: { backend: { gcs: { bucket: 'b' } }, retentionPolicy: { ...retentionPolicy, keepLast: 'five' } },
    field: 'spec.retentionPolicy.keepLast',
  },
  AppBinding: {
    good: { clientConfig: { service: { name: 'db', port: 5432, scheme: 'tcp' } } },
    bad: { clientConfig: { service: { name: 'db', port: '5432', scheme: 'tcp' } } },
    field: 'spec.clientConfig.service.port',
  },
};

describe.each(resourceKinds.map((kind): [string, KindFacts] => [kind.kind, kind]))('a %s', (name, kind) => {
  const { good = {}, bad = {}, field = '' } = specs[name] ?? {};
  const [right, wrong] = [storedOf(kind, good), storedOf(kind, bad)];
  const verdict = (request: Parameters<typeof reviewOf>[1]): ReturnType<typeof reviewAdmission>['response'] =>
    reviewAdmission(reviewOf(kind, request)).response;

  it('is created where it is right', () => {
    expect(verdict({ operation: 'CREATE', object: right })).toMatchObject({ allowed: true });
  });

  it.each([false, true])('is refused where it is wrong, each error at its field; dry run: %s', (dryRun) => {
    const { allowed, status, auditAnnotations } = verdict({ operation: 'CREATE', object: wrong, dryRun });
    expect(allowed).toBe(false);
    expect(status).toMatchObject({ status: 'Failure', code: 422, reason: 'Invalid' });
    expect(status?.details).toMatchObject({ name: 'orders', kind: name, group: kind.apiVersion.split('/')[0] });
    expect(status?.details?.causes.map((cause) => cause.field)).toContain(field);
    expect(status?.message).toContain(`${name} ${kind.scope === 'Namespaced' ? 'shop/' : ''}orders has `);
    for (const cause of status?.details?.causes ?? [])
      expect(status?.message).toContain(`${cause.field}: ${cause.message}`);
    expect(auditAnnotations).toMatchObject({ operation: 'CREATE', 'dry-run': String(dryRun) });
    expect(auditAnnotations?.codes).not.toBe('');
  });

  it('is not changed for the worse, and may get better', () => {
    expect(verdict({ operation: 'UPDATE', object: wrong, oldObject: right }).allowed).toBe(false);
    expect(verdict({ operation: 'UPDATE', object: right, oldObject: wrong }).allowed).toBe(true);
  });

  it('is not locked by what was wrong before', () => {
    const labelled = storedOf(kind, bad, { metadata: { ...Reflect.get(wrong, 'metadata'), labels: { a: 'b' } } });
    expect(verdict({ operation: 'UPDATE', object: labelled, oldObject: wrong })).toMatchObject({ allowed: true });
    const extended = storedOf(kind, { ...bad, another: 1 });
    const { allowed, status, warnings } = verdict({ operation: 'UPDATE', object: extended, oldObject: wrong });
    expect(allowed).toBe(false);
    expect(status?.details?.causes.map((cause) => cause.field)).toEqual(['spec.another']);
    expect(warnings?.some((warning) => warning.startsWith(`wrong before: ${field}`))).toBe(true);
  });

  it('goes where it is deleted, whatever is wrong with it', () => {
    const going = storedOf(
      kind,
      { ...bad, another: 1 },
      {
        metadata: { ...Reflect.get(wrong, 'metadata'), deletionTimestamp: '2026-11-26T03:46:26Z' },
      },
    );
    expect(verdict({ operation: 'DELETE', oldObject: wrong })).toMatchObject({ allowed: true });
    expect(verdict({ operation: 'UPDATE', object: going, oldObject: wrong })).toMatchObject({ allowed: true });
  });

  it('has a status that is the operator’s own', () => {
    const status = storedOf(kind, bad, { status: { phase: 1 } });
    expect(verdict({ operation: 'UPDATE', object: status, oldObject: wrong, subResource: 'status' }).allowed).toBe(
      true,
    );
    expect(verdict({ operation: 'CREATE', object: storedOf(kind, good, { status: { phase: 1 } }) }).allowed).toBe(true);
  });
});

const cluster = orThrow(
  loadManifests(`
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: acme/tool:1, args: ['--level=\${level:=1}'] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec: { steps: [{ name: dump }] }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: main, namespace: shop }
spec: { wipeOut: true, backend: { gcs: { bucket: b }, storageSecretName: s } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: shop, uid: u }
spec:
  task: { name: dump }
  repository: { name: main }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: data } }
  retentionPolicy: { name: five, keepLast: 5, prune: true }
`),
);

const kindNamed = (name: string): KindFacts => {
  const found = resourceKinds.find(({ kind }) => kind === name);
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
};

describe('with the rest of the cluster', () => {
  const named = (object: object, name: string): object => ({
    ...object,
    metadata: { ...Reflect.get(object, 'metadata'), name },
  });

  it('refuses an invoker whose plan an API server would refuse', () => {
    const kind = kindNamed('BackupConfiguration');
    const object = storedOf(kind, {
      task: { name: 'dump' },
      repository,
      retentionPolicy,
      target: { ref },
      runtimeSettings: { container: { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } } },
    });
    const { allowed, status } = reviewAdmission(reviewOf(kind, { operation: 'CREATE', object }), {
      manifests: cluster,
    }).response;
    expect(allowed).toBe(false);
    expect(status?.details?.causes).toMatchObject([
      { field: 'spec.runtimeSettings.container.resources.requests.memory', reason: 'FieldValueInvalid' },
    ]);
  });

  it('refuses a change of a Function that takes a variable from an invoker which runs it', () => {
    const kind = kindNamed('Function');
    const old = named(storedOf(kind, { image: 'acme/tool:1', args: ['--level=${level:=1}'] }), 'dump');
    const object = named(storedOf(kind, { image: 'acme/tool:1', args: ['--level=${level}'] }), 'dump');
    const review = reviewOf(kind, { operation: 'UPDATE', object, oldObject: old });
    const { allowed, status } = reviewAdmission(review, { manifests: cluster }).response;
    expect(allowed).toBe(false);
    expect(status?.details?.causes).toMatchObject([{ field: 'spec.args[0]' }]);
    expect(reviewAdmission(review).response.allowed).toBe(true);
  });

  it('warns of what a change of a Task does to those that use it', () => {
    const kind = kindNamed('Task');
    const old = named(storedOf(kind, { steps: [] }), 'dump');
    const object = named(storedOf(kind, { steps: [{ name: 'dump' }, { name: 'later' }] }), 'dump');
    const review = reviewOf(kind, { operation: 'UPDATE', object, oldObject: old });
    const { allowed, warnings } = reviewAdmission(review, { manifests: cluster }).response;
    expect(allowed).toBe(true);
    expect(warnings).toContain('the Function later is not there yet');
  });

  it('lets an invoker in whose Task and Repository are still to come, with warnings', () => {
    const kind = kindNamed('BackupConfiguration');
    const spec = { task: { name: 'later' }, repository: { name: 'later' }, retentionPolicy, target: { ref } };
    const review = reviewOf(kind, { operation: 'CREATE', object: storedOf(kind, spec) });
    const { allowed, warnings } = reviewAdmission(review, { manifests: cluster }).response;
    expect(allowed).toBe(true);
    expect(warnings).toEqual(['the Repository later is not there yet', 'the Task later is not there yet']);
  });

  it('says nothing of what is not there where it does not know all there is', () => {
    const kind = kindNamed('BackupConfiguration');
    const spec = { task: { name: 'later' }, repository: { name: 'later' }, retentionPolicy, target: { ref } };
    const review = reviewOf(kind, { operation: 'CREATE', object: storedOf(kind, spec) });
    const { warnings } = reviewAdmission(review, { manifests: cluster, completeKinds: ['Function', 'Task'] }).response;
    expect(warnings).toEqual(['the Task later is not there yet']);
  });

  it.each([
    ['Function', 'dump', ['Task dump still names this Function']],
    ['Task', 'dump', ['BackupConfiguration shop/nightly still names this Task']],
    [
      'Repository',
      'main',
      [
        'spec.wipeOut is set: the backups in the backend are deleted too',
        'BackupConfiguration shop/nightly still names this Repository',
      ],
    ],
  ])('warns whoever deletes the %s %s', (name, object, expected) => {
    const oldObject = cluster.all.find(({ kind, metadata }) => kind === name && metadata.name === object);
    const review = reviewOf(kindNamed(name), { operation: 'DELETE', oldObject });
    expect(reviewAdmission(review, { manifests: cluster }).response).toMatchObject({
      allowed: true,
      warnings: expected,
    });
  });
});

describe('a review that is none of ours', () => {
  const kind = kindNamed('Function');
  const good = reviewOf(kind, { operation: 'CREATE', object: storedOf(kind, { image: 'a' }) });
  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'AdmissionReview'],
    ['another object', { kind: 'Pod' }],
    ['another version', { ...good, apiVersion: 'admission.k8s.io/v1beta1' }],
    ['no request', { ...good, request: undefined }],
    ['no operation', { ...good, request: { ...Reflect.get(good, 'request'), operation: 'PATCH' } }],
    ['no object', { ...good, request: { ...Reflect.get(good, 'request'), object: null } }],
  ])('is refused as a bad request: %s', (_, review) => {
    const { apiVersion, response } = reviewAdmission(review);
    expect(apiVersion).toBe('admission.k8s.io/v1');
    expect(response).toMatchObject({ allowed: false, status: { code: 400, reason: 'BadRequest' } });
  });

  it('lets other kinds through, and says so', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', scope: 'Namespaced' } as const;
    const review = reviewOf(pod, { operation: 'CREATE', object: storedOf(pod, {}) });
    expect(reviewAdmission(review).response).toMatchObject({
      allowed: true,
      warnings: ['v1 Pod is not looked at here'],
    });
  });

  it('refuses everything where an option is misspelt', () => {
    const options: object = { manifest: cluster };
    expect(reviewAdmission(good, options).response).toMatchObject({ allowed: false, status: { code: 400 } });
    const kinds: object = { completeKinds: ['Functions'] };
    expect(reviewAdmission(good, kinds).response).toMatchObject({ allowed: false, status: { code: 400 } });
  });
});

it('lets in what a plan needs the operator for: targets without a Task, hooks', () => {
  const kind = kindNamed('BackupBatch');
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const hook = { preBackup: { exec: { command: ['sync'] } } };
  const members = [{ target: { ref: web } }, { task: { name: 'dump' }, target: { ref }, hooks: hook }];
  const object = storedOf(kind, { repository, retentionPolicy, members });
  const { response } = reviewAdmission(reviewOf(kind, { operation: 'CREATE', object }), { manifests: cluster });
  expect(response.status?.message).toBeUndefined();
});

const corpus = fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url));
describe.skipIf(!existsSync(corpus))('resources that people published', () => {
  it.each(['catalog', 'docs'])('are let in: %s', async (folder) => {
    const { manifests } = await readManifestFiles(`${corpus}/${folder}`);
    expect(manifests.all.length).toBeGreaterThan(5);
    for (const resource of manifests.all) {
      const review = reviewOf(kindNamed(resource.kind), { operation: 'CREATE', object: resource });
      const { response } = reviewAdmission(review, { manifests });
      expect(response.status?.message).toBeUndefined();
    }
  });

  it('are let in: published.jsonl, but for a blueprint without a Secret', () => {
    let count = 0;
    const refused: Array<string> = [];
    for (const line of readFileSync(`${corpus}/published.jsonl`, 'utf8').trim().split('\n')) {
      const loaded = loadManifests(JSON.parse(line).text);
      if (isLeft(loaded)) continue;
      for (const resource of loaded.right.all) {
        count += 1;
        const review = reviewOf(kindNamed(resource.kind), { operation: 'CREATE', object: resource });
        const { response } = reviewAdmission(review, { manifests: loaded.right });
        if (!response.allowed) refused.push(`${resource.kind} ${response.auditAnnotations?.codes}`);
      }
    }
    expect(count).toBeGreaterThan(200);
    expect(refused).toEqual(['BackupBlueprint storage-secret-missing']);
  });
});

const recorded = new URL('../../../../../shared/admission/reviews.jsonl', import.meta.url);
describe.skipIf(!existsSync(recorded))('reviews that a real API server wrote', () => {
  const lines = existsSync(recorded) ? readFileSync(recorded, 'utf8').trim().split('\n') : [];
  it.each(lines.map((line, index) => [index, JSON.parse(line).review] as const))('answers number %s', (_, review) => {
    const { apiVersion, kind, response } = reviewAdmission(review, { manifests: cluster });
    expect({ apiVersion, kind }).toEqual({ apiVersion: review.apiVersion, kind: review.kind });
    expect(response).toMatchObject({ uid: review.request.uid, allowed: true });
  });
});
