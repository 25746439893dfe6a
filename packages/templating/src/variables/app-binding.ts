import { type AppBinding, findByReference, type TargetRef } from '@stash-functions/core/decode';
import type { CommonContext } from './context.ts';
import type { Member } from './member.ts';

/** Finds the AppBinding that is the target, if the context holds it. */
export function findAppBinding(
  member: Member<WithTarget>,
  { appBindings = [] }: CommonContext,
): AppBinding | undefined {
  const ref = member.spec.target?.ref;
  return isAppBindingRef(ref) ? findByReference(appBindings, ref, member.invoker.namespace) : undefined;
}

/**
 * True for a target that is an AppBinding. Its group is not checked, because a sample of the Stash documents has
 * another one.
 */
export function isAppBindingRef(ref: TargetRef | undefined): boolean {
  return ref?.kind === 'AppBinding';
}

/** The part of an invoker that {@link findAppBinding} reads. */
export interface WithTarget {
  readonly target?: { readonly ref?: TargetRef };
}
