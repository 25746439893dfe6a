import { type AppBinding, referenceTo, type TargetRef } from '@stash-functions/core/decode';
import type { CommonContext } from './context.ts';
import type { Member } from './member.ts';
import { type Reading, readerOf } from './reading.ts';

/** `TARGET_APP_*` but the replicas: what an AppBinding says of the application that it points to. */
export function appBindingReadings(appBinding: AppBinding | undefined): ReadonlyArray<Reading> {
  if (appBinding === undefined) return [];
  const at = readerOf(referenceTo(appBinding), ['spec']);
  const { version, type } = appBinding.spec ?? {};
  const { group, resource } = parseAppType(type === '' ? undefined : type);
  return [
    at('TARGET_APP_VERSION', version === '' ? undefined : version, ['version']),
    at('TARGET_APP_TYPE', type === '' ? undefined : type, ['type']),
    at('TARGET_APP_GROUP', group, ['type']),
    at('TARGET_APP_RESOURCE', resource, ['type']),
  ];
}

/** The two halves of the type of an application: `kubedb.com/postgres`. Without a slash it is all resource. */
function parseAppType(type: string | undefined): { readonly group?: string; readonly resource?: string } {
  if (type === undefined) return {};
  const slash = type.lastIndexOf('/');
  return slash === -1 ? { resource: type } : { group: type.slice(0, slash), resource: type.slice(slash + 1) };
}

/** The AppBinding that a target points to, where it is one and the context holds it. */
export function findAppBinding(member: Member<WithTarget>, context: CommonContext): AppBinding | undefined {
  const ref = member.spec.target?.ref;
  if (ref === undefined || !isAppBindingRef(ref)) return undefined;
  const namespace = ref.namespace === undefined || ref.namespace === '' ? member.invoker.namespace : ref.namespace;
  return context.appBindings?.find(
    ({ metadata }) =>
      metadata.name === ref.name && (metadata.namespace === undefined || metadata.namespace === namespace),
  );
}

/** Whether a target is an AppBinding. Its group is not asked for: a sample of the Stash documents names another one. */
export function isAppBindingRef(ref: TargetRef | undefined): boolean {
  return ref?.kind === 'AppBinding';
}

/** What {@link findAppBinding} reads of an invoker. */
export interface WithTarget {
  readonly target?: { readonly ref?: TargetRef };
}
