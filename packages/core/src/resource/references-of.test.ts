import { describe, expect, it } from 'vitest';
import { loadManifests } from '../manifest/load.ts';
import { orThrow } from '../problem/or-throw.ts';
import { referencesOf } from './references-of.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: a }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec: { steps: [{ name: dump }, { name: update-status }] }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: store, namespace: demo }
spec: { backend: { gcs: { bucket: b }, storageSecretName: gcs } }
---
apiVersion: appcatalog.appscode.com/v1alpha1
kind: AppBinding
metadata: { name: db, namespace: demo }
spec:
  clientConfig: { url: u }
  secret: { name: db-auth }
  parameters:
    apiVersion: appcatalog.appscode.com/v1alpha1
    kind: StashAddon
    stash: { addon: { backupTask: { name: dump }, restoreTask: { name: load } } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupBlueprint
metadata: { name: all }
spec: { task: { name: dump }, backend: { gcs: { bucket: b } }, retentionPolicy: { name: k, prune: true } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupBatch
metadata: { name: shop, namespace: demo }
spec:
  repository: { name: store, namespace: vault }
  retentionPolicy: { name: k, prune: true }
  members:
    - { task: { name: dump }, target: { ref: { apiVersion: appcatalog.appscode.com/v1alpha1, kind: AppBinding, name: db } } }
---
apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata: { name: back, namespace: demo }
spec: { repository: { name: store }, task: { name: load }, target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: d } } }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupSession
metadata: { name: shop-1, namespace: demo }
spec: { invoker: { apiGroup: stash.appscode.com, kind: BackupBatch, name: shop } }
`;

describe('referencesOf', () => {
  it('names what each kind refers to, at the field', () => {
    const { all } = orThrow(loadManifests(text));
    const found = all.map((resource) => [
      resource.kind,
      ...referencesOf(resource).map(({ kind, namespace, name, path }) =>
        [kind, namespace, name, path.join('.')].filter((part) => part !== undefined).join(' '),
      ),
    ]);
    expect(found).toEqual([
      ['Function'],
      ['Task', 'Function dump spec.steps.0.name', 'Function update-status spec.steps.1.name'],
      ['Repository', 'Secret gcs spec.backend.storageSecretName'],
      [
        'AppBinding',
        'Secret db-auth spec.secret.name',
        'Task dump spec.parameters.stash.addon.backupTask.name',
        'Task load spec.parameters.stash.addon.restoreTask.name',
      ],
      ['BackupBlueprint', 'Task dump spec.task.name'],
      [
        'BackupBatch',
        'Repository vault store spec.repository.name',
        'Task dump spec.members.0.task.name',
        'AppBinding db spec.members.0.target.ref.name',
      ],
      [
        'RestoreSession',
        'Repository store spec.repository.name',
        'Task load spec.task.name',
        'PersistentVolumeClaim d spec.target.ref.name',
      ],
      ['BackupSession', 'BackupBatch shop spec.invoker.name'],
    ]);
  });
});
