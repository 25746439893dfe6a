import { didYouMean, looksSecret, type Manifests, targetsOf } from '@stash-functions/core';
import { builtinVariables, variablesOf } from '@stash-functions/templating';
import { CannotDo } from '../exit-code.ts';
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
  // At most, a built-in variable names the place of a secret.
  const named = variableNames(manifests).filter((name) => looksSecret(name) && !builtin.has(name));
  return [...new Set([...secret, ...named])];
}

/**
 * Refuses a flag that names no variable of any of some manifests: a misspelt one would conceal nothing.
 *
 * @throws CannotDo with the nearest name
 */
export function checkSecretFlags(sides: ReadonlyArray<Manifests>, { secret = [] }: Pick<PlanFlags, 'secret'>): void {
  if (secret.length === 0) return;
  const known = new Set([...sides.flatMap(variableNames), ...builtin]);
  const unknown = secret.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const near = didYouMean(unknown, known);
  throw new CannotDo(
    `--secret names \`${unknown}\`, which is no variable of the manifests`,
    near === undefined
      ? '`stash-functions variables NAME -f FILE` lists those of a Function or Task'
      : `did you mean ${near}?`,
  );
}

/** The variables that templates of the manifests read, and the params that set them. */
function variableNames({
  functions,
  tasks,
  backupConfigurations,
  backupBatches,
  restoreSessions,
  restoreBatches,
}: Manifests): ReadonlyArray<string> {
  const invokers = [backupConfigurations, backupBatches, restoreSessions, restoreBatches].flatMap((all) => [
    ...all.values(),
  ]);
  return [
    ...[...functions.values(), ...tasks.values()].flatMap((each) => variablesOf(each).map(nameOf)),
    ...[...tasks.values()].flatMap(({ spec }) => (spec?.steps ?? []).flatMap(({ params = [] }) => params.map(nameOf))),
    ...invokers.flatMap((each) => targetsOf(each)).flatMap(({ spec }) => (spec.task?.params ?? []).map(nameOf)),
  ];
}

const builtin: ReadonlySet<string> = new Set(builtinVariables.map(({ name }) => name));

function nameOf({ name = '' }: { readonly name?: string | undefined }): string {
  return name;
}
