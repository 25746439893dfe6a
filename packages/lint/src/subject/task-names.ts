import {
  type AppBinding,
  type BackupBlueprint,
  decodeStashAddon,
  type Invoker,
  type Occasion,
  occasionOf,
  type Param,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { elements, type Placed } from './placed.ts';

/** A reference to a Task by name: its place, its occasion, and its params. */
export interface TaskName {
  /** The name; not empty. */
  readonly name: string;
  /** The path of the name, from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  readonly occasion: Occasion;
  /** The target to back up or restore, if the invoker names it. */
  readonly ref: TargetRef | undefined;
}

/** The Tasks that the targets of an invoker, a blueprint, or the add-on of an AppBinding name. */
export function taskNamesOf(resource: Invoker | BackupBlueprint | AppBinding): ReadonlyArray<TaskName> {
  return taskRefsOf(resource).flatMap(({ name, path, occasion, ref }) =>
    name === undefined || name === '' ? [] : [{ name, path: [...path, 'name'], occasion, ref }],
  );
}

/** The params that these give their Tasks, as separate lists. */
export function taskParamsOf(
  resource: Invoker | BackupBlueprint | AppBinding,
): ReadonlyArray<ReadonlyArray<Placed<Param>>> {
  return taskRefsOf(resource).map(({ params, path }) => elements(params, [...path, 'params']));
}

interface PlacedTaskRef {
  readonly name?: string | undefined;
  readonly params?: ReadonlyArray<Param> | undefined;
  /** The path of the reference. */
  readonly path: ReadonlyArray<string | number>;
  readonly occasion: Occasion;
  readonly ref: TargetRef | undefined;
}

function taskRefsOf(resource: Invoker | BackupBlueprint | AppBinding): ReadonlyArray<PlacedTaskRef> {
  if (resource.kind === 'AppBinding') return refsOfAddon(resource);
  if (resource.kind === 'BackupBlueprint') {
    return [{ ...resource.spec?.task, path: ['spec', 'task'], occasion: 'backup', ref: undefined }];
  }
  const occasion = occasionOf(resource);
  return targetsOf(resource).map(({ spec, path }) => ({
    ...spec.task,
    path: [...path, 'task'],
    occasion,
    ref: spec.target?.ref,
  }));
}

/** An add-on that cannot be read is reported as `add-on-invalid`. */
function refsOfAddon(appBinding: AppBinding): ReadonlyArray<PlacedTaskRef> {
  const stash = decodeStashAddon(appBinding, { lenient: true });
  if (isLeft(stash)) return [];
  const { backupTask, restoreTask } = stash.right?.addon ?? {};
  const path = ['spec', 'parameters', 'stash', 'addon'];
  const { name, namespace } = appBinding.metadata;
  const ref = { kind: 'AppBinding', name, ...(namespace === undefined ? {} : { namespace }) };
  return [
    { ...backupTask, path: [...path, 'backupTask'], occasion: 'backup', ref },
    { ...restoreTask, path: [...path, 'restoreTask'], occasion: 'restore', ref },
  ];
}
