import {
  allOf,
  type Expected,
  type Problems,
  type RestoreTarget,
  type RestoreTargetSpec,
  readInput,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { findAppBinding } from './app-binding.ts';
import { hostVariables, restoreHost } from './builtin/host.ts';
import { invokerVariables } from './builtin/invoker.ts';
import { operatorVariables } from './builtin/operator.ts';
import { ruleFor, ruleVariables } from './builtin/rule.ts';
import { prioritySource, priorityVariables, settingsVariables } from './builtin/settings.ts';
import { targetVariables } from './builtin/target.ts';
import { builtinScope, resourceLayer } from './builtin-scope.ts';
import { type RestoreContext, restoreContextRules } from './context.ts';
import { effectiveTaskOf } from './effective-task.ts';
import { type EvaluatedText, evaluateInScope } from './evaluate-in-scope.ts';
import { namedRepository } from './invoker-repository.ts';
import { locateProblems } from './locate-problems.ts';
import { type Member, memberOf } from './member.ts';
import { repositorySource } from './repository-backend.ts';
import type { Scope } from './scope.ts';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';
import { builtinLayer, nonEmpty, readTable } from './variable-row.ts';

/**
 * Makes the scope of a restore: every variable, with the layer and the field that its value comes from. The lowest
 * layer is the built-in variables; then come the params of the AppBinding's add-on, then those of the invoker. The
 * params of steps stand below all of them; {@link resolveTask} adds these. Nothing else is read, neither the process
 * environment nor the clock.
 *
 * Reports all Problems at once: `add-on-invalid`, `backend-missing`, `member-not-chosen`, `member-out-of-range`,
 * `repository-mismatch`, `repository-url-invalid`, `target-missing`.
 */
export function restoreScope(context: RestoreContext): Either<Problems<ScopeProblemCode>, Scope<'restore'>> {
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the context', value: context, options: restoreContextRules, isOpen: true },
    { name: 'the invoker', value: context?.invoker, kind: ['RestoreSession', 'RestoreBatch'] },
  ];
  return readInput(expected, () => restoreScopeOf(context));
}

function restoreScopeOf(context: RestoreContext): Either<Problems<ScopeProblemCode>, Scope<'restore'>> {
  const chosen = memberOf(context.invoker, context.member);
  if (isLeft(chosen)) return left(locateProblems([chosen.left], context));
  const member = chosen.right;
  const { invoker, path } = member;
  const appBinding = findAppBinding(member, context);
  const parts = allOf({
    named: namedRepository(invoker, context.invoker.spec?.repository, context.repository),
    repository: repositorySource(context.repository),
    target: targetOf(member),
    task: effectiveTaskOf(member, appBinding, 'restoreTask'),
  });
  if (isLeft(parts)) return left(locateProblems(parts.left, context));
  const { repository, target, task } = parts.right;
  const name = context.hostname ?? target.alias ?? '';
  const rule = ruleFor(name, member, target, context);
  const scopeWith = (claimName: EvaluatedText | undefined): Scope<'restore'> => {
    const { ordinal } = context;
    const ofTarget = { occasion: 'restore', invoker, path: [...path, 'target'], target, claimName, ordinal } as const;
    const ofRun = builtinLayer([
      readTable(operatorVariables, 'restore', context),
      readTable(invokerVariables, 'restore', { invoker }),
      readTable(targetVariables, 'restore', ofTarget),
      readTable(hostVariables, 'restore', { host: restoreHost(member, target, context, rule) }),
      readTable(ruleVariables, 'restore', { occasion: 'restore', invoker, rule, host: name }),
    ]);
    const ofResources = resourceLayer(member, 'restore', repository, appBinding, () => [
      readTable(settingsVariables, 'restore', member),
      readTable(priorityVariables, 'restore', prioritySource(member)),
    ]);
    return builtinScope([ofRun, ofResources], task.params, { secrets: context.secrets, occasion: 'restore' });
  };
  const unnamed = scopeWith(undefined);
  const claimName = claimNameOf(target, unnamed);
  return right(claimName === undefined ? unnamed : scopeWith(claimName));
}

/**
 * The resolved name of the first claim that a restore makes, if the target has no name itself. `${POD_ORDINAL}` and the
 * like are resolved in it. A name that cannot be resolved is reported where the claim is made.
 */
function claimNameOf({ ref, volumeClaimTemplates }: RestoreTarget, scope: Scope): EvaluatedText | undefined {
  const template = volumeClaimTemplates?.[0]?.metadata?.name;
  if (nonEmpty(ref?.name) !== undefined || template === undefined) return undefined;
  const name = evaluateInScope(template, scope);
  return isLeft(name) ? undefined : name.right;
}

function targetOf({
  invoker,
  path,
  spec,
}: Member<RestoreTargetSpec>): Either<Problems<'target-missing'>, RestoreTarget> {
  if (spec.target !== undefined) return right(spec.target);
  return left([
    scopeProblem('target-missing', {
      message: `the ${invoker.kind} \`${invoker.name ?? ''}\` does not say what to restore`,
      path: [...path, 'target'],
      resource: invoker,
      hint: 'give it a `target` with a `ref`, or with `volumeClaimTemplates`',
    }),
  ]);
}
