import { type BackupInvoker, type RestoreInvoker, type TargetRef, targetsOf } from '@stash-functions/core/decode';

/** Whether two references are to one target: all four fields agree, an absent one with the empty text. */
export function isSameTarget(one: TargetRef | undefined, other: TargetRef | undefined): boolean {
  return targetKey(one) === targetKey(other);
}

/** A text that only references to one target share. */
export function targetKey(ref: TargetRef = {}): string {
  return JSON.stringify([ref.apiVersion ?? '', ref.kind ?? '', ref.namespace ?? '', ref.name ?? '']);
}

/** A target for people: `AppBinding demo/pg`. */
export function nameTarget({ kind = '', namespace, name = '' }: TargetRef): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** References to the targets of an invoker in the order of its members, each once. */
export function targetRefsOf(invoker: BackupInvoker | RestoreInvoker): ReadonlyArray<TargetRef> {
  const refs = new Map<string, TargetRef>();
  for (const { spec } of targetsOf(invoker)) {
    const ref = spec.target?.ref;
    if (ref !== undefined && !refs.has(targetKey(ref))) refs.set(targetKey(ref), ref);
  }
  return [...refs.values()];
}
