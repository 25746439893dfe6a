import {
  type BackupBatchSpec,
  type BackupBlueprintSpec,
  type BackupConfigurationSpec,
  type Invoker,
  isBackupInvoker,
  type Resource,
  targetsOf,
} from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { type Placed, present } from '../subject/placed.ts';

type Kind = SettingsKind | 'BackupSession' | 'Repository';

/** Counts below zero. */
export const negativeNumber: RuleFor<'negative-number', Kind> = {
  code: 'negative-number',
  severity: 'warning',
  kinds: [...settingsKinds, 'BackupSession', 'Repository'],
  meaning: 'A count is below zero.',
  explanation: `The rule checks \`retryConfig.maxRetry\`, \`backupHistoryLimit\`, the numbers of a retention policy,
\`retryLeft\`, \`replicas\` and \`maxConnections\`. The CRD accepts a negative number, and it counts as zero or as not
set.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  retryConfig: { maxRetry: -1, delay: 10m }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write 0 or more, or remove the field.',
  check: (resource) =>
    countsOf(resource).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      if (value >= 0) return [];
      return [
        { message: `\`${path.at(-1)}\` is ${value}, below zero`, path, hint: 'write 0 or more, or remove the field' },
      ];
    }),
};

function countsOf(resource: Extract<Resource, { readonly kind: Kind }>): ReadonlyArray<Placed<number>> {
  switch (resource.kind) {
    case 'BackupBlueprint':
      return [...ofPolicy(resource.spec), ...ofBackend(resource.spec?.backend)];
    case 'BackupSession':
      return present([{ value: resource.spec?.retryLeft, path: ['spec', 'retryLeft'] }]);
    case 'Repository':
      return ofBackend(resource.spec?.backend);
    default:
      return [...(isBackupInvoker(resource) ? ofPolicy(resource.spec) : []), ...targetsIn(resource)];
  }
}

const keeps = ['keepLast', 'keepHourly', 'keepDaily', 'keepWeekly', 'keepMonthly', 'keepYearly'] as const;

function ofPolicy(
  spec: BackupConfigurationSpec | BackupBatchSpec | BackupBlueprintSpec | undefined,
): ReadonlyArray<Placed<number>> {
  return present([
    { value: spec?.retryConfig?.maxRetry, path: ['spec', 'retryConfig', 'maxRetry'] },
    { value: spec?.backupHistoryLimit, path: ['spec', 'backupHistoryLimit'] },
    ...keeps.map((keep) => ({ value: spec?.retentionPolicy[keep], path: ['spec', 'retentionPolicy', keep] })),
  ]);
}

function ofBackend(backend: object | undefined): ReadonlyArray<Placed<number>> {
  return Object.entries(backend ?? {}).flatMap(([name, settings]) => {
    const value: unknown =
      typeof settings === 'object' && settings !== null && 'maxConnections' in settings
        ? settings.maxConnections
        : undefined;
    return typeof value === 'number' ? [{ value, path: ['spec', 'backend', name, 'maxConnections'] }] : [];
  });
}

function targetsIn(invoker: Invoker): ReadonlyArray<Placed<number>> {
  return present(
    targetsOf(invoker).map(({ spec, path }) => ({
      value: spec.target?.replicas,
      path: [...path, 'target', 'replicas'],
    })),
  );
}
