import { loadManifests, orThrow, type Problem } from '@stash-functions/core';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { unfixed } from '../../../core/test/fixes.ts';
import { planBackup } from './plan-backup.ts';
import { standInSession } from './stand-in-session.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: acme/dump, args: ['--bucket=\${REPOSITORY_BUCKET}', '--to=\${outputDir}'] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: nightly-dump }
spec: { steps: [{ name: dump, params: [{ name: outputDir, value: /out }] }] }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: store, namespace: demo }
spec: { backend: { gcs: { bucket: b, prefix: p }, storageSecretName: gcs } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec:
  repository: { name: store }
  task: { name: nightly-dump }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: data } }
  retentionPolicy: { name: keep, keepLast: 5, prune: true }
`;

describe('the fixes of a plan', () => {
  it.each([
    ['a Task', 'task: { name: nightly-dump }', 'task: { name: nightly-dunp }', 'task-missing'],
    ['a Function', 'steps: [{ name: dump,', 'steps: [{ name: dunp,', 'function-missing'],
    ['a variable', '${REPOSITORY_BUCKET}', '${REPOSITORY_BUKET}', 'unresolved-variable'],
    ['the length of a variable', '${REPOSITORY_BUCKET}', '${#REPOSITORY_BUKET}', 'unresolved-variable'],
  ])('correct the name of %s', (_, right, wrong, code) => {
    const mistaken = text.replace(right, () => wrong);
    const found = problemsIn(mistaken).filter((problem) => problem.code === code);
    expect(found.map(({ fix }) => fix !== undefined)).toEqual([true]);
    expect(unfixed(mistaken, problemsIn)).toEqual([]);
  });
});

function problemsIn(manifest: string): ReadonlyArray<Problem> {
  const manifests = orThrow(loadManifests(manifest, { file: 'a.yaml' }));
  const [invoker] = manifests.backupConfigurations.values();
  if (invoker === undefined) return [];
  const plan = planBackup({ manifests, invoker, session: standInSession(invoker) });
  return isLeft(plan) ? plan.left : plan.right.warnings;
}
