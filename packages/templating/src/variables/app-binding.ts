import { type AppBinding, findByReference, type TargetRef } from '@stash-functions/core/decode';
import type { CommonContext } from './context.ts';
import type { Member } from './member.ts';

/** The AppBinding that a target points to, where it is one and the context holds it. */
export function findAppBinding(
  member: Member<WithTarget>,
  { appBindings = [] }: CommonContext,
): AppBinding | undefined {
  const ref = member.spec.target?.ref;
  return isAppBindingRef(ref) ? findByReference(appBindings, ref, member.invoker.namespace) : undefined;
}

/** Whether a target is an AppBinding. Its group is not asked for: a sample of the Stash documents names another one. */
export function isAppBindingRef(ref: TargetRef | undefined): boolean {
  return ref?.kind === 'AppBinding';
}

/** What {@link findAppBinding} reads of an invoker. */
export interface WithTarget {
  readonly target?: { readonly ref?: TargetRef };
}
