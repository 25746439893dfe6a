import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  type BackupBlueprint,
  type BackupBlueprintSpec,
  type BackupConfiguration,
  backendNames,
  type DecodeProblemCode,
  type Expected,
  listNames,
  type Param,
  type Problem,
  type Problems,
  placeIn,
  type Repository,
  type ResourceReference,
  readInput,
  type UsagePolicy,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { TemplateProblemCode } from '../template/template-problem-code.ts';
import { appBindingVariables } from '../variables/builtin/app-binding.ts';
import { targetVariables } from '../variables/builtin/target.ts';
import { createScope, type Scope } from '../variables/scope.ts';
import { builtinLayer, readTable } from '../variables/variable-row.ts';
import { type BlueprintTarget, readTarget, shortNames, type TargetFacts } from './blueprint-target.ts';
import { type BlueprintTemplates, blueprintTemplates } from './blueprint-templates.ts';
import { type ResolveProblemCode, resolveProblem } from './resolve-problem-code.ts';
import { resolveStrings } from './resolve-strings.ts';

/** The codes that {@link resolveBlueprint} reports. */
export type BlueprintProblemCode = ResolveProblemCode | TemplateProblemCode | DecodeProblemCode;

/** The resources that a BackupBlueprint stands for. */
export interface ResolvedBlueprint {
  /** The Repository, where the data of the target is stored. */
  readonly repository: Repository;
  /** The BackupConfiguration, which backs the target up to that Repository. */
  readonly backupConfiguration: BackupConfiguration;
}

/**
 * Makes the Repository and the BackupConfiguration that a BackupBlueprint stands for, for one target.
 *
 * - Both are named after the kind and name of the target: `deploy-web`. In another namespace, that of the target stands
 *   in front. They go to `backupNamespace`, and the Repository to `repoNamespace`, where those are set.
 * - `backend`, `task.name` and `interimVolumeTemplate` may use `TARGET_*` variables. `TARGET_KIND` is in lower case
 *   here.
 * - The annotations of the target give the data (`stash.appscode.com/target-paths` and `/volume-mounts`), the schedule
 *   (`/schedule`) and the params (`params.stash.appscode.com/NAME`). The last two win over the blueprint.
 * - A Repository in another namespace allows the BackupConfiguration to use it, unless the blueprint has a
 *   `usagePolicy`.
 *
 * Reports all Problems at once: `target-invalid`, `annotation-invalid`, `blueprint-incomplete`, and those of
 * {@link resolveFunction}.
 *
 * @see https://stash.run/docs/latest/concepts/crds/backupblueprint/
 */
export function resolveBlueprint(
  blueprint: BackupBlueprint,
  target: BlueprintTarget,
): Either<Problems<BlueprintProblemCode>, ResolvedBlueprint> {
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the blueprint', value: blueprint, kind: ['BackupBlueprint'] },
    { name: 'the target', value: target },
  ];
  return readInput(expected, () => resolveFor(blueprint, target));
}

function resolveFor(
  blueprint: BackupBlueprint,
  target: BlueprintTarget,
): Either<Problems<BlueprintProblemCode>, ResolvedBlueprint> {
  const { spec } = blueprint;
  const { facts, problems } = readTarget(target, blueprint.metadata.name);
  const found = [...problems, ...incomplete(blueprint)];
  if (spec === undefined || facts === undefined || found.length > 0) {
    return left(isNonEmpty(found) ? found : [incompleteBlueprint(blueprint, 'spec')]);
  }
  const place = { resource: blueprint, path: ['spec'] };
  const resolved = resolveStrings(blueprintTemplates(spec), blueprintScope(facts), place);
  return isLeft(resolved) ? resolved : right(build(spec, resolved.right, facts));
}

/** The variables of a target that a blueprint can use. */
function blueprintScope({ apiVersion, kind, name, namespace, appBinding }: TargetFacts): Scope {
  const resource: ResourceReference =
    namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
  const builtin = builtinLayer([
    readTable(targetVariables, 'blueprint', { occasion: 'blueprint', object: resource }),
    appBinding === undefined ? [] : readTable(appBindingVariables, 'blueprint', { appBinding, inBlueprint: true }),
  ]);
  return createScope([builtin], { occasion: 'blueprint' });
}

function build(spec: BackupBlueprintSpec, resolved: BlueprintTemplates, facts: TargetFacts): ResolvedBlueprint {
  const { apiVersion, kind, name, namespace, uid, paths, volumeMounts } = facts;
  const { wipeOut, usagePolicy, retentionPolicy, hooks, backupHistoryLimit, timeOut, retryConfig, tempDir } = spec;
  const { backend, interimVolumeTemplate } = resolved;
  const schedule = facts.schedule ?? spec.schedule;
  const backupNamespace = nonEmpty(spec.backupNamespace) ?? namespace;
  const repoNamespace = nonEmpty(spec.repoNamespace) ?? backupNamespace;
  const repositoryName = nameIn(repoNamespace, facts);
  const params = mergeParams(spec.task?.params ?? [], facts.params);
  const task = {
    ...(resolved.task?.name === undefined ? {} : { name: resolved.task.name }),
    ...(params.length === 0 ? {} : { params }),
  };
  const allowed = usagePolicy ?? (repoNamespace === backupNamespace ? undefined : allowOnly(backupNamespace));
  const isOwned = uid !== undefined && backupNamespace === namespace;
  return {
    repository: {
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: repositoryName, ...(repoNamespace === undefined ? {} : { namespace: repoNamespace }) },
      spec: {
        ...(backend === undefined ? {} : { backend }),
        ...(wipeOut === undefined ? {} : { wipeOut }),
        ...(allowed === undefined ? {} : { usagePolicy: allowed }),
      },
    },
    backupConfiguration: {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupConfiguration',
      metadata: {
        name: nameIn(backupNamespace, facts),
        ...(backupNamespace === undefined ? {} : { namespace: backupNamespace }),
        ...(isOwned ? { ownerReferences: [{ apiVersion, kind, name, uid, blockOwnerDeletion: false }] } : {}),
      },
      spec: {
        repository: {
          name: repositoryName,
          ...(repoNamespace === backupNamespace || repoNamespace === undefined ? {} : { namespace: repoNamespace }),
        },
        ...(schedule === undefined ? {} : { schedule }),
        ...(Object.keys(task).length === 0 ? {} : { task }),
        target: {
          ref: {
            apiVersion,
            kind,
            name,
            ...(namespace === undefined || namespace === backupNamespace ? {} : { namespace }),
          },
          ...(paths.length === 0 ? {} : { paths }),
          ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
        },
        retentionPolicy,
        ...(spec.runtimeSettings === undefined ? {} : { runtimeSettings: spec.runtimeSettings }),
        ...(tempDir === undefined ? {} : { tempDir }),
        ...(interimVolumeTemplate === undefined ? {} : { interimVolumeTemplate }),
        ...(hooks === undefined ? {} : { hooks }),
        ...(backupHistoryLimit === undefined ? {} : { backupHistoryLimit }),
        ...(timeOut === undefined ? {} : { timeOut }),
        ...(retryConfig === undefined ? {} : { retryConfig }),
      },
    },
  };
}

/**
 * A name has at most 63 characters, and no two targets share one. A longer name is cut, and ends in a hash of all of
 * it.
 */
function nameIn(namespace: string | undefined, target: TargetFacts): string {
  const own = `${shortNames[target.kind]}-${target.name}`;
  const full = namespace === target.namespace || target.namespace === undefined ? own : `${target.namespace}-${own}`;
  if (full.length <= 63) return full;
  const hash = bytesToHex(sha256(utf8ToBytes(full))).slice(0, 10);
  return `${full.slice(0, 52).replace(/[-.]+$/, '')}-${hash}`;
}

function mergeParams(params: ReadonlyArray<Param>, over: ReadonlyArray<Param>): ReadonlyArray<Param> {
  const names = new Set(over.map(({ name }) => name));
  return [...params.filter(({ name }) => !names.has(name)), ...over];
}

function allowOnly(namespace: string | undefined): UsagePolicy {
  return {
    allowedNamespaces: {
      from: 'Selector',
      selector: { matchLabels: { 'kubernetes.io/metadata.name': namespace ?? 'default' } },
    },
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Reports the fields that a blueprint lacks to stand for anything. */
function incomplete(blueprint: BackupBlueprint): ReadonlyArray<Problem<ResolveProblemCode>> {
  const { spec } = blueprint;
  if (spec === undefined) return [incompleteBlueprint(blueprint, 'spec')];
  return spec.backend === undefined ? [incompleteBlueprint(blueprint, 'backend')] : [];
}

function incompleteBlueprint(blueprint: BackupBlueprint, field: 'spec' | 'backend'): Problem<ResolveProblemCode> {
  const path = field === 'spec' ? ['spec'] : ['spec', 'backend'];
  return resolveProblem('blueprint-incomplete', {
    message: `the BackupBlueprint \`${blueprint.metadata.name}\` has no \`${field}\`, so it stands for nothing`,
    ...placeIn(blueprint, path),
    hint:
      field === 'spec' ? 'give it a `backend` and a `retentionPolicy`' : `give it one of ${listNames(backendNames)}`,
  });
}
