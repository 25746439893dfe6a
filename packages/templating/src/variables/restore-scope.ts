import type { Problem, Problems, RestoreTarget } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { appBindingReadings, findAppBinding } from './app-binding.ts';
import type { RestoreContext } from './context.ts';
import { effectiveTaskOf } from './effective-task.ts';
import { repositoryMismatches } from './invoker-repository.ts';
import { locateProblems } from './locate-problems.ts';
import { type Member, restoreMember } from './member.ts';
import { operatorReadings } from './operator.ts';
import { builtinLayer, constant, type Reading, readerOf } from './reading.ts';
import { repositoryReadings } from './repository.ts';
import { restoreRuleReadings } from './restore-rule.ts';
import { createScope, type Scope } from './scope.ts';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';
import { settingsReadings } from './settings.ts';
import { claimNameReading, restoreTargetReadings } from './target.ts';

/**
 * Every variable of a restore, with the layer and the field that each value comes from: built-in variables, above them
 * the params of the AppBinding's add-on, above those the params of the invoker. The params of steps stand below all of
 * them; {@link resolveTask} adds those. Nothing else is looked at: not the process environment, and not the clock.
 *
 * Problems, all of them at once: `add-on-invalid`, `backend-missing`, `member-not-chosen`,
 * `member-out-of-range`, `repository-mismatch`, `repository-url-invalid`, `target-missing`.
 */
export function restoreScope(context: RestoreContext): Either<Problems<ScopeProblemCode>, Scope<'restore'>> {
  const chosen = restoreMember(context.invoker, context.member);
  if (isLeft(chosen)) return left(locateProblems([chosen.left], context));
  const member = chosen.right;
  const { invoker } = member;
  const { repository } = context;
  const { target } = member.spec;
  const appBinding = findAppBinding(member, context);

  const task = effectiveTaskOf(member, appBinding, 'restoreTask');
  const backend = repository === undefined ? { readings: [], problems: [] } : repositoryReadings(repository);
  const problems: ReadonlyArray<Problem<ScopeProblemCode>> = [
    ...repositoryMismatches(invoker, context.invoker.spec?.repository, repository),
    ...backend.problems,
    ...(target === undefined ? [missingTarget(member)] : []),
    ...(isLeft(task) ? task.left : []),
  ];
  if (isNonEmpty(problems)) return left(locateProblems(problems, context));
  if (target === undefined) return left([missingTarget(member)]);
  if (isLeft(task)) return task;
  const at = readerOf(invoker, ['metadata']);
  const readings: ReadonlyArray<Reading> = [
    ...operatorReadings(invoker, context),
    at('RESTORE_SESSION', invoker.name, ['name']),
    at('NAMESPACE', invoker.namespace, ['namespace']),
    ...backend.readings,
    ...restoreTargetReadings(member, target),
    ...appBindingReadings(appBinding),
    ...restoreRuleReadings(member, target, context),
    ...settingsReadings(member),
    constant('POD_ORDINAL', ordinalOf(context, target)),
  ];
  const options = { secrets: context.secrets ?? [], occasion: 'restore' } as const;
  const unnamed = createScope([builtinLayer(readings), ...task.right.params], options);
  const claimName = claimNameReading(member, target, unnamed);
  if (claimName.length === 0) return right(unnamed);
  return right(createScope([builtinLayer([...readings, ...claimName]), ...task.right.params], options));
}

/** The first replica, where claims are made and the context does not say for which one. */
function ordinalOf({ ordinal }: RestoreContext, { volumeClaimTemplates }: RestoreTarget): string | undefined {
  if (ordinal !== undefined) return String(ordinal);
  return volumeClaimTemplates === undefined ? undefined : '0';
}

function missingTarget({ invoker, path }: Member<unknown>): Problem<'target-missing'> {
  return scopeProblem('target-missing', {
    message: `the ${invoker.kind} \`${invoker.name ?? ''}\` does not say what to restore`,
    path: [...path, 'target'],
    resource: invoker,
    hint: 'give it a `target` with a `ref`, or with `volumeClaimTemplates`',
  });
}
