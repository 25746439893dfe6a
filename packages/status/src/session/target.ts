import {
  type BackupInvoker,
  type RestoreInvoker,
  readOr,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core/decode';

/** True for two references to one target. All four fields must agree; an absent one equals an empty text. */
export function isSameTarget(one: TargetRef | undefined, other: TargetRef | undefined): boolean {
  return targetKey(one) === targetKey(other);
}

/** A text that is equal for references to one target, and for no others. */
export function targetKey(ref: TargetRef = {}): string {
  return JSON.stringify([ref.apiVersion ?? '', ref.kind ?? '', ref.namespace ?? '', ref.name ?? '']);
}

/** A target for people, as `AppBinding demo/pg`. */
export function nameTarget(targetRef: TargetRef): string {
  return readOr('', () => {
    const { kind = '', namespace, name = '' } = targetRef;

    return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  });
}

/** The targets of an invoker in the order of its members, each once. */
export function targetRefsOf(invoker: BackupInvoker | RestoreInvoker): ReadonlyArray<TargetRef> {
  return readOr([], () => {
    const refs = new Map<string, TargetRef>();
    for (const { spec } of targetsOf(invoker)) {
      const ref = spec.target?.ref;
      if (ref !== undefined && !refs.has(targetKey(ref))) refs.set(targetKey(ref), ref);
    }
    return [...refs.values()];
  });
}
