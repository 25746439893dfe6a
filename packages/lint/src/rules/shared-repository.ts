import { variablesOf } from '@stash-functions/templating';
import type { RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';

/** Blueprints that would store the data of all their targets in one place. */
export const sharedRepository: RuleFor<'shared-repository', 'BackupBlueprint'> = {
  code: 'shared-repository',
  severity: 'warning',
  kinds: ['BackupBlueprint'],
  meaning: 'A blueprint stores the data of all its targets in one place.',
  explanation: `A blueprint makes a Repository for each target. Without the name of the target in the prefix, all of
them share one place, and a clean-up of one target removes snapshots of another.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupBlueprint
metadata:
  name: databases
spec:
  backend:
    gcs: { bucket: backups, prefix: databases }
    storageSecretName: gcs-credentials
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'use variables in the prefix: `databases/${TARGET_NAMESPACE}/${TARGET_KIND}/${TARGET_NAME}`.',
  check: (blueprint) => {
    const placed = backendOf(blueprint);
    const [used] = placed?.found ?? [];
    if (placed === undefined || used === undefined || used.name === 'local') return [];
    const settings: object = placed.backend[used.name] ?? {};
    // A misspelt name is reported at its place. It was meant to distinguish the targets.
    if (variablesOf(settings).some(({ name }) => name.includes('NAME') && name !== 'TARGET_NAMESPACE')) return [];
    const isThere = 'prefix' in settings;
    const field = used.name === 'rest' ? 'url' : isThere ? 'prefix' : undefined;
    return [
      {
        message: 'all targets of the blueprint are stored in one place: its prefix does not name the target',
        path: [...placed.path, used.name, ...(field === undefined ? [] : [field])],
        at: field === undefined ? 'key' : 'value',
        hint: 'write a prefix such as `${TARGET_NAMESPACE}/${TARGET_KIND}/${TARGET_NAME}`',
      },
    ];
  },
};
