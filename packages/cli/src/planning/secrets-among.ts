import { looksSecret, type Manifests, targetsOf } from '@stash-functions/core';
import { builtinVariables, variablesOf } from '@stash-functions/templating';
import type { PlanFlags } from './plan-options.ts';

/**
 * The names of the variables whose values must not be shown: those that the flags name, and those in the manifests with
 * the name of a secret, such as `password`. There are none if secrets are to be shown.
 */
export function secretsAmong(
  manifests: Manifests,
  { secret = [], showSecrets }: Pick<PlanFlags, 'secret' | 'showSecrets'>,
): ReadonlyArray<string> {
  if (showSecrets === true) return [];
  const { functions, tasks, backupConfigurations, backupBatches, restoreSessions, restoreBatches } = manifests;
  const invokers = [backupConfigurations, backupBatches, restoreSessions, restoreBatches].flatMap((all) => [
    ...all.values(),
  ]);
  const names = [
    ...[...functions.values(), ...tasks.values()].flatMap((each) => variablesOf(each).map(nameOf)),
    ...[...tasks.values()].flatMap(({ spec }) => (spec?.steps ?? []).flatMap(({ params = [] }) => params.map(nameOf))),
    ...invokers.flatMap((each) => targetsOf(each)).flatMap(({ spec }) => (spec.task?.params ?? []).map(nameOf)),
  ];
  // At most, a built-in variable names the place of a secret.
  return [...new Set([...secret, ...names.filter((name) => looksSecret(name) && !builtin.has(name))])];
}

const builtin: ReadonlySet<string> = new Set(builtinVariables.map(({ name }) => name));

function nameOf({ name = '' }: { readonly name?: string | undefined }): string {
  return name;
}
