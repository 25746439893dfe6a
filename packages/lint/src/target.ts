import type { Manifests } from '@stash-functions/core';
import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  Param,
  Problem,
  RestoreBatch,
  RestoreSession,
  RestoreTarget,
  RuntimeSettings,
  TaskResource,
} from '@stash-functions/core/decode';
import { type EffectiveTask, effectiveTask } from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';

/** What asks for a backup or a restore. */
export type Invoker = BackupConfiguration | BackupBatch | RestoreSession | RestoreBatch;

/** One target of an invoker, with the Task that it runs and the values that params give. */
export interface LintTarget {
  readonly invoker: Invoker;
  /** Of the part of the invoker that speaks of the target. */
  readonly path: ReadonlyArray<string | number>;
  readonly spec: LintTargetSpec;
  readonly occasion: 'backup' | 'restore';
  /** What the target or its AppBinding says of its Task; undefined where that cannot be told. */
  readonly effective: EffectiveTask | undefined;
  /** Where the manifests have it. */
  readonly task: TaskResource | undefined;
  /** Names of the params of the add-on and of the invoker. */
  readonly params: ReadonlySet<string>;
  /** `add-on-invalid` */
  readonly problems: ReadonlyArray<Problem>;
}

/** The fields of a target that the rules read. */
export interface LintTargetSpec {
  readonly task?: { readonly name?: string; readonly params?: ReadonlyArray<Param> };
  readonly target?: Omit<RestoreTarget, 'ref'> & {
    readonly paths?: ReadonlyArray<string>;
    readonly exclude?: ReadonlyArray<string>;
  };
  readonly runtimeSettings?: RuntimeSettings;
}

/** Every target of every invoker of some manifests. */
export function targetsOf(manifests: Manifests): ReadonlyArray<LintTarget> {
  const appBindings = [...manifests.appBindings.values()];
  const targets = (invoker: Invoker): ReadonlyArray<LintTarget> =>
    specsOf(invoker).map(([path, spec], member) => {
      const found = taskOf(invoker, member, appBindings);
      const effective = isLeft(found) ? undefined : found.right;
      const { name, params = [] } = effective ?? {};
      return {
        invoker,
        path,
        spec,
        occasion: isRestore(invoker) ? 'restore' : 'backup',
        effective,
        task: name === undefined ? undefined : manifests.tasks.get(name),
        params: new Set(params.flatMap(({ variables }) => [...variables.keys()])),
        problems: isLeft(found) ? found.left.filter(({ code }) => code === 'add-on-invalid') : [],
      };
    });
  return [
    ...manifests.backupConfigurations.values(),
    ...manifests.backupBatches.values(),
    ...manifests.restoreSessions.values(),
    ...manifests.restoreBatches.values(),
  ].flatMap(targets);
}

/** Whether an invoker asks for a restore. */
export function isRestore(invoker: Invoker): invoker is RestoreSession | RestoreBatch {
  return invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch';
}

function specsOf(invoker: Invoker): ReadonlyArray<readonly [ReadonlyArray<string | number>, LintTargetSpec]> {
  switch (invoker.kind) {
    case 'BackupConfiguration':
    case 'RestoreSession':
      return [[['spec'], invoker.spec ?? {}]];
    case 'BackupBatch':
    case 'RestoreBatch':
      return (invoker.spec?.members ?? []).map((spec, index) => [['spec', 'members', index], spec]);
  }
}

function taskOf(
  invoker: Invoker,
  member: number,
  appBindings: ReadonlyArray<AppBinding>,
): ReturnType<typeof effectiveTask> {
  return isRestore(invoker)
    ? effectiveTask({ invoker, member, appBindings })
    : effectiveTask({ invoker, member, appBindings });
}
