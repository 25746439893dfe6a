import type { PersistentVolumeClaim, RestoreTargetSpec } from '@stash-functions/core/decode';
import fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { refusals } from '../../test/api-server-rules.ts';
import { repository, restoreInput } from '../../test/invokers.ts';
import { identityOf } from '../../test/vectors.ts';
import { type Plan, planRestore, type RestorePlanInput } from '../index.ts';

const claim = (name: string): PersistentVolumeClaim => ({
  metadata: { name, labels: { app: 'shop' } },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});

const target: fc.Arbitrary<NonNullable<RestoreTargetSpec['target']>> = fc.record(
  {
    ref: fc.constant({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' }),
    replicas: fc.constantFrom(1, 1, 3, 3, 0),
    volumeClaimTemplates: fc.array(
      fc.constantFrom('data-${POD_ORDINAL}', 'wal-${POD_ORDINAL}', 'data', 'a.b-${POD_ORDINAL}').map(claim),
      { maxLength: 2 },
    ),
    volumeMounts: fc.uniqueArray(
      fc.constantFrom({ name: 'data', mountPath: '/data' }, { name: 'wal', mountPath: '/wal', subPath: 'a' }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['ref'] },
);

const spec: fc.Arbitrary<RestoreTargetSpec> = fc.record(
  {
    target,
    hooks: fc.constantFrom<NonNullable<RestoreTargetSpec['hooks']>>(
      { preRestore: { exec: { command: ['sync'] } } },
      { postRestore: {} },
      { postRestore: { httpGet: { port: 80 } } },
    ),
    interimVolumeTemplate: fc.constantFrom(claim('interim'), claim('data-0'), claim('')),
    runtimeSettings: fc.constantFrom<NonNullable<RestoreTargetSpec['runtimeSettings']>>(
      { pod: { serviceAccountName: 'restorer', imagePullSecrets: [{ name: 'registry' }] } },
      { container: { envFrom: [{ secretRef: { name: 'keys' } }], nice: { adjustment: 5 } } },
    ),
  },
  { requiredKeys: ['target'] },
);

const settings: fc.Arbitrary<Partial<RestorePlanInput>> = fc.record(
  {
    operatorImage: fc.constant({ registry: 'ghcr.io/acme', image: 'stash', tag: 'v1' }),
    imagePullSecrets: fc.constant(['more', 'registry']),
    permissions: fc.constantFrom('reference', 'least-privilege'),
    licenseApiService: fc.constant('v1.license.acme.dev'),
  },
  { requiredKeys: [] },
);

test('what a plan of a restore refers to is in it, each object once, and no API server refuses any', () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.array(spec, { minLength: 1, maxLength: 3 }),
      settings,
      fc.constantFrom('shop', 'vault'),
      fc.boolean(),
      (members, options, namespace, isBatch) => {
        const plan = planRestore(inputOf(members, options, namespace, isBatch));
        if (isLeft(plan)) return;
        accepted += 1;
        const { objects } = plan.right;
        expect(objects.flatMap(refusals)).toEqual([]);
        expect(new Set(objects.map(identityOf)).size).toBe(objects.length);
        expect(missingFrom(plan.right)).toEqual([]);
      },
    ),
    { numRuns: 600 },
  );
  expect(accepted).toBeGreaterThan(50);
});

function inputOf(
  members: ReadonlyArray<RestoreTargetSpec>,
  options: Partial<RestorePlanInput>,
  namespace: string,
  isBatch: boolean,
): RestorePlanInput {
  const ref = { name: 'main', namespace };
  const input = restoreInput([{}, { args: ['restore'] }], { ...members[0], repository: ref }, options);
  const { metadata, apiVersion } = input.invoker;
  const all = members.map((member) => ({ task: { name: 'the-task' }, ...member }));
  const batch = { apiVersion, kind: 'RestoreBatch', metadata, spec: { repository: ref, members: all } } as const;
  return { ...input, repository: repository(namespace), ...(isBatch ? { invoker: batch } : {}) };
}

/** Claims, ServiceAccounts and Roles that a plan uses, but that are neither in the plan nor given. */
function missingFrom({ objects, jobs }: Plan): ReadonlyArray<string> {
  const names = new Set(objects.map(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`));
  const used = [
    ...jobs.flatMap(({ spec: { template } }) => [
      `ServiceAccount/shop/${template.spec.serviceAccountName}`,
      ...(template.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
        persistentVolumeClaim === undefined ? [] : [`PersistentVolumeClaim/shop/${persistentVolumeClaim.claimName}`],
      ),
    ]),
    ...objects.flatMap((object) =>
      object.kind === 'RoleBinding' ? [`Role/${object.metadata.namespace}/${object.roleRef.name}`] : [],
    ),
  ];
  return used.filter((name) => !names.has(name) && name !== 'ServiceAccount/shop/restorer');
}
