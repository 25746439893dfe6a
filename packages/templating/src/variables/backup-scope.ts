import { type BackupSession, type Problem, type Problems, referenceTo } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { appBindingReadings, findAppBinding } from './app-binding.ts';
import type { BackupContext } from './context.ts';
import { effectiveTaskOf } from './effective-task.ts';
import { hostReading } from './host.ts';
import { repositoryMismatches } from './invoker-repository.ts';
import { locateProblems } from './locate-problems.ts';
import { backupMember } from './member.ts';
import { operatorReadings } from './operator.ts';
import { builtinLayer, type Reading, readerOf } from './reading.ts';
import { repositoryReadings } from './repository.ts';
import { retentionReadings } from './retention.ts';
import { createScope, type Scope } from './scope.ts';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';
import { settingsReadings } from './settings.ts';
import { backupTargetReadings } from './target.ts';

/**
 * Every variable of a backup, with the layer and the field that each value comes from: built-in variables, above them
 * the params of the AppBinding's add-on, above those the params of the invoker. The params of steps stand below all of
 * them; {@link resolveTask} adds those. Nothing else is looked at: not the process environment, and not the clock.
 *
 * Problems, all of them at once: `add-on-invalid`, `backend-missing`, `host-unknown`,
 * `member-not-chosen`, `member-out-of-range`, `repository-mismatch`, `repository-url-invalid`, `session-mismatch`.
 */
export function backupScope(context: BackupContext): Either<Problems<ScopeProblemCode>, Scope<'backup'>> {
  const chosen = backupMember(context.invoker, context.member);
  if (isLeft(chosen)) return left(locateProblems([chosen.left], context));
  const member = chosen.right;
  const { invoker } = member;
  const { repository, session } = context;
  const appBinding = findAppBinding(member, context);

  const task = effectiveTaskOf(member, appBinding, 'backupTask');
  const host = hostReading(member, context);
  const backend = repository === undefined ? { readings: [], problems: [] } : repositoryReadings(repository);
  const problems: ReadonlyArray<Problem<ScopeProblemCode>> = [
    ...repositoryMismatches(invoker, context.invoker.spec?.repository, repository),
    ...sessionMismatches(context),
    ...backend.problems,
    ...(isLeft(host) ? [host.left] : []),
    ...(isLeft(task) ? task.left : []),
  ];
  if (isNonEmpty(problems)) return left(locateProblems(problems, context));
  if (isLeft(host)) return left([host.left]);
  if (isLeft(task)) return task;
  const readings: ReadonlyArray<Reading> = [
    ...operatorReadings(invoker, context),
    ...sessionReadings(session),
    ...(session?.metadata.namespace === undefined
      ? [readerOf(invoker)('NAMESPACE', invoker.namespace, ['metadata', 'namespace'])]
      : []),
    ...backend.readings,
    ...backupTargetReadings(member),
    ...appBindingReadings(appBinding),
    host.right,
    ...settingsReadings(member),
    ...retentionReadings(invoker, context.invoker.spec?.retentionPolicy),
  ];
  return right(
    createScope([builtinLayer(readings), ...task.right.params], { secrets: context.secrets ?? [], occasion: 'backup' }),
  );
}

function sessionReadings(session: BackupSession | undefined): ReadonlyArray<Reading> {
  if (session === undefined) return [];
  const at = readerOf(referenceTo(session), ['metadata']);
  return [
    at('BACKUP_SESSION', session.metadata.name, ['name']),
    at('NAMESPACE', session.metadata.namespace, ['namespace']),
  ];
}

/** A session of another invoker would file this backup under the wrong name. */
function sessionMismatches({ invoker, session }: BackupContext): ReadonlyArray<Problem<'session-mismatch'>> {
  const named = session?.spec?.invoker;
  if (session === undefined || named === undefined) return [];
  if (named.kind === invoker.kind && named.name === invoker.metadata.name) return [];
  return [
    scopeProblem('session-mismatch', {
      message: `the BackupSession \`${session.metadata.name}\` is a run of the ${named.kind} \`${named.name}\`, not of the ${invoker.kind} \`${invoker.metadata.name}\``,
      path: ['spec', 'invoker'],
      resource: referenceTo(session),
      hint: 'give a session of this invoker',
    }),
  ];
}
