import {
  type BackupBlueprint,
  byteFault,
  type FunctionResource,
  type Invoker,
  type Quantity,
  type Repository,
  type TaskResource,
} from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { type Placed, present } from '../subject/placed.ts';
import { containerSettingsOf } from '../subject/settings.ts';
import { claimsOf, tempDirsOf } from '../subject/storage.ts';
import { volumeSourcesOf } from '../subject/volumes.ts';

/** Amounts of memory or storage that are no whole bytes. */
export const fractionalBytes: RuleFor<'fractional-bytes', 'Function' | 'Task' | 'Repository' | SettingsKind> = {
  code: 'fractional-bytes',
  severity: 'warning',
  kinds: ['Function', 'Task', 'Repository', ...settingsKinds],
  meaning: 'An amount of memory or storage is no whole number of bytes.',
  explanation: `For example, \`128m\` is 0.128 bytes: \`m\` means thousandths, as it does for CPUs. The container cannot
start with such an amount, and an API server warns of it.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  runtimeSettings:
    resources: { limits: { memory: 256m } }
`,
  cure: 'write bytes with a unit for them: `256Mi`.',
  check: (resource) =>
    bytesOf(resource).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      const text = String(value);
      const fault = byteFault(text);
      if (fault?.code !== 'fractional-bytes') return [];
      const { message, hint, meant } = fault;
      return [{ message, path, hint, fix: meant === undefined ? undefined : { was: text, text: meant } }];
    }),
};

type Subject = FunctionResource | TaskResource | Repository | Invoker | BackupBlueprint;

function bytesOf(resource: Subject): ReadonlyArray<Placed<Quantity>> {
  if (resource.kind === 'Task' || resource.kind === 'Repository') {
    return present(
      volumeSourcesOf(resource).map(({ value, path }) => ({
        value: value.emptyDir?.sizeLimit,
        path: [...path, 'emptyDir', 'sizeLimit'],
      })),
    );
  }
  const ofContainers = containerSettingsOf(resource).flatMap(({ value, path }) =>
    (['requests', 'limits'] as const).flatMap((field) =>
      ofMemory(value.resources?.[field], [...path, 'resources', field]),
    ),
  );
  if (resource.kind === 'Function') return ofContainers;
  const ofTempDirs = present(
    tempDirsOf(resource).map(({ value, path }) => ({ value: value.sizeLimit, path: [...path, 'sizeLimit'] })),
  );
  const ofClaims = claimsOf(resource).flatMap(({ value, path }) =>
    ofMemory(value.spec?.resources?.requests, [...path, 'spec', 'resources', 'requests']),
  );
  return [...ofContainers, ...ofTempDirs, ...ofClaims];
}

function ofMemory(
  amounts: Readonly<Record<string, Quantity>> | undefined,
  path: ReadonlyArray<string | number>,
): ReadonlyArray<Placed<Quantity>> {
  return Object.entries(amounts ?? {}).flatMap(([name, value]) =>
    /^(?:memory|ephemeral-storage|storage|hugepages-.*)$/.test(name) ? [{ value, path: [...path, name] }] : [],
  );
}
