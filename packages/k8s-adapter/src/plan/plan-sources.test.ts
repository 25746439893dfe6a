import { loadManifests, orThrow, type Problem } from '@stash-functions/core';
import { isLeft } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { planBackup } from '../index.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: {name: dump}
spec:
  image: acme/dump:1
  volumeMounts:
  - name: \${secretVolume}
    mountPath: /etc/repository/secret
  runtimeSettings:
    container:
      resources:
        requests: {memory: 512M}
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: {name: dump}
spec:
  steps:
  - name: dump
    params: [{name: secretVolume, value: secret}]
  volumes:
  - name: secrets
    secret: {secretName: keys}
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: {name: main, namespace: demo}
spec: {backend: {gcs: {bucket: b, prefix: p}}}
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: {name: orders, namespace: demo}
spec:
  repository: {name: main}
  task: {name: dump}
  target: {ref: {apiVersion: v1, kind: PersistentVolumeClaim, name: data}}
  retentionPolicy: {name: k, keepLast: 5, prune: true}
  runtimeSettings:
    container:
      resources:
        limits: {memory: 256M}
    pod:
      tolerations:
      - operator: Equal
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupSession
metadata: {name: orders-1561974001, namespace: demo}
spec: {invoker: {apiGroup: stash.appscode.com, kind: BackupConfiguration, name: orders}}
`;

test('what is wrong with a plan is shown at the line of the manifest that causes it', () => {
  const manifests = orThrow(loadManifests(text, { file: 'backup.yaml' }));
  const [invoker] = manifests.backupConfigurations.values();
  const [session] = manifests.backupSessions.values();
  if (invoker === undefined || session === undefined) throw new Error('both are in the text');
  const plan = planBackup({ manifests, invoker, session });
  expect(isLeft(plan) ? plan.left.filter(({ severity }) => severity === 'error').map(lineOf) : []).toEqual([
    'request-above-limit 12: requests: {memory: 512M}',
    'unknown-volume 7: - name: ${secretVolume}',
    'conflicting-fields 44: - operator: Equal',
  ]);
});

function lineOf({ code, source }: Problem): string {
  const { start, excerpt } = source ?? {};
  return `${code} ${start?.line}: ${excerpt?.lines[(start?.line ?? 0) - excerpt.firstLine]?.trim()}`;
}
