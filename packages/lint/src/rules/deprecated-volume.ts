import { checkVolumeSource } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { volumeSourcesOf } from '../subject/volumes.ts';

/** Sources of volumes that no kubelet mounts any more. */
export const deprecatedVolume: RuleFor<'deprecated-volume', 'Task' | 'Repository'> = {
  code: 'deprecated-volume',
  severity: 'note',
  kinds: ['Task', 'Repository'],
  meaning: 'A volume has a source that no kubelet mounts any more.',
  explanation: `An API server accepts the pod with a warning, and the pod waits for ever on a node of a newer version. A
plan gives a warning. Here it is a note, because the version of the cluster is not known.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: nightly
  namespace: demo
spec:
  backend:
    storageSecretName: repository-password
    local:
      mountPath: /safe/data
      glusterfs: { endpoints: gluster, path: backups }
`,
  cure: 'use a claim of the CSI driver for that storage.',
  check: (resource) =>
    volumeSourcesOf(resource).flatMap(({ value, path }) =>
      checkVolumeSource(value)
        .filter(({ code }) => code === 'deprecated-volume')
        .map(({ path: at, message, hint = '' }): Finding => ({ message, path: [...path, ...at], at: 'key', hint })),
    ),
};
