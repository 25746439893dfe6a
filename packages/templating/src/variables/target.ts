import type { BackupTarget, RestoreTarget } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { evaluateInScope } from './evaluate-in-scope.ts';
import type { Member } from './member.ts';
import { constant, type Reading, readerOf } from './reading.ts';
import type { Scope } from './scope.ts';

/** `TARGET_*`, `DRIVER_ARGS` and `EXCLUDE_PATTERNS` of a backup. One without a target has the kind `EmptyTarget`. */
export function backupTargetReadings(member: Member<{ readonly target?: BackupTarget }>): ReadonlyArray<Reading> {
  const { target } = member.spec;
  if (target === undefined) {
    return [
      constant('TARGET_KIND', 'EmptyTarget'),
      constant('TARGET_NAME', 'na'),
      constant('TARGET_PATHS', defaultPath),
      constant('TARGET_MOUNT_PATH', defaultPath),
    ];
  }
  const at = readerOf(member.invoker, [...member.path, 'target']);
  const { paths = [], exclude, replicas } = target;
  return [
    ...commonReadings(member, target),
    at('TARGET_NAME', nonEmpty(target.ref?.name), ['ref', 'name']),
    paths.length === 0 ? constant('TARGET_PATHS', defaultPath) : at('TARGET_PATHS', paths.join(','), ['paths']),
    at('EXCLUDE_PATTERNS', joined(exclude, ','), ['exclude']),
    at('TARGET_APP_REPLICAS', replicas === undefined ? undefined : String(replicas), ['replicas']),
  ];
}

/** `TARGET_*` and `DRIVER_ARGS` of a restore; {@link claimNameReading} is for a target that has no name itself. */
export function restoreTargetReadings(
  member: Member<{ readonly target?: RestoreTarget }>,
  target: RestoreTarget,
): ReadonlyArray<Reading> {
  const at = readerOf(member.invoker, [...member.path, 'target']);
  return [
    ...commonReadings(member, target),
    at('TARGET_NAME', nonEmpty(target.ref?.name), ['ref', 'name']),
    target.replicas === undefined
      ? constant('TARGET_APP_REPLICAS', '1')
      : at('TARGET_APP_REPLICAS', String(target.replicas), ['replicas']),
  ];
}

/**
 * `TARGET_NAME` of a restore into claims that it makes: the name of the first one, in which `${POD_ORDINAL}` and the
 * like are resolved. A name that cannot be resolved is reported where the claim is made.
 */
export function claimNameReading(member: Member<unknown>, target: RestoreTarget, scope: Scope): ReadonlyArray<Reading> {
  const template = target.volumeClaimTemplates?.[0]?.metadata?.name;
  if (nonEmpty(target.ref?.name) !== undefined || template === undefined) return [];
  const name = evaluateInScope(template, scope);
  if (isLeft(name)) return [];
  const { text, secret } = name.right;
  const at = readerOf(member.invoker, [...member.path, 'target']);
  return [{ ...at('TARGET_NAME', text, ['volumeClaimTemplates', 0, 'metadata', 'name']), secret }];
}

/** Where data is mounted and read where the target does not say. */
const defaultPath = '/stash-data';

function commonReadings(member: Member<unknown>, target: BackupTarget | RestoreTarget): ReadonlyArray<Reading> {
  const at = readerOf(member.invoker, [...member.path, 'target']);
  const { ref, args, volumeMounts } = target;
  const mountPath = volumeMounts?.[0]?.mountPath;
  const namespace = nonEmpty(ref?.namespace);
  return [
    at('TARGET_API_VERSION', nonEmpty(ref?.apiVersion), ['ref', 'apiVersion']),
    at('TARGET_KIND', nonEmpty(ref?.kind), ['ref', 'kind']),
    namespace === undefined
      ? readerOf(member.invoker)('TARGET_NAMESPACE', member.invoker.namespace, ['metadata', 'namespace'])
      : at('TARGET_NAMESPACE', namespace, ['ref', 'namespace']),
    at('DRIVER_ARGS', joined(args, ' '), ['args']),
    mountPath === undefined
      ? constant('TARGET_MOUNT_PATH', defaultPath)
      : at('TARGET_MOUNT_PATH', mountPath, ['volumeMounts', 0, 'mountPath']),
  ];
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function joined(elements: ReadonlyArray<string> | undefined, separator: string): string | undefined {
  return elements === undefined || elements.length === 0 ? undefined : elements.join(separator);
}
