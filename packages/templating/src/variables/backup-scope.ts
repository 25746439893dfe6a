import { allOf, type Expected, type Problems, readInput, referenceTo } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { findAppBinding } from './app-binding.ts';
import { backupHost, hostVariables } from './builtin/host.ts';
import { invokerVariables } from './builtin/invoker.ts';
import { operatorVariables } from './builtin/operator.ts';
import { retentionVariables } from './builtin/retention.ts';
import { ruleVariables } from './builtin/rule.ts';
import { prioritySource, priorityVariables, settingsVariables } from './builtin/settings.ts';
import { targetVariables } from './builtin/target.ts';
import { builtinScope, resourceLayer } from './builtin-scope.ts';
import { type BackupContext, backupContextRules } from './context.ts';
import { effectiveTaskOf } from './effective-task.ts';
import { namedRepository } from './invoker-repository.ts';
import { locateProblems } from './locate-problems.ts';
import { memberOf } from './member.ts';
import { repositorySource } from './repository-backend.ts';
import type { Scope } from './scope.ts';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';
import { builtinLayer, readTable } from './variable-row.ts';

/**
 * Makes the scope of a backup: every variable, with the layer and the field that its value comes from. The lowest layer
 * is the built-in variables; then come the params of the AppBinding's add-on, then those of the invoker. The params of
 * steps stand below all of them; {@link resolveTask} adds these. Nothing else is read, neither the process environment
 * nor the clock.
 *
 * Reports all Problems at once: `add-on-invalid`, `backend-missing`, `host-unknown`, `member-not-chosen`,
 * `member-out-of-range`, `repository-mismatch`, `repository-url-invalid`, `session-mismatch`.
 */
export function backupScope(context: BackupContext): Either<Problems<ScopeProblemCode>, Scope<'backup'>> {
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the context', value: context, options: backupContextRules, isOpen: true },
    { name: 'the invoker', value: context?.invoker, kind: ['BackupConfiguration', 'BackupBatch'] },
  ];
  return readInput(expected, () => backupScopeOf(context));
}

function backupScopeOf(context: BackupContext): Either<Problems<ScopeProblemCode>, Scope<'backup'>> {
  const chosen = memberOf(context.invoker, context.member);
  if (isLeft(chosen)) return left(locateProblems([chosen.left], context));
  const member = chosen.right;
  const { invoker, path, spec } = member;
  const appBinding = findAppBinding(member, context);
  const parts = allOf({
    named: namedRepository(invoker, context.invoker.spec?.repository, context.repository),
    ofInvoker: sessionOf(context),
    repository: repositorySource(context.repository),
    host: backupHost(member, context),
    task: effectiveTaskOf(member, appBinding, 'backupTask'),
  });
  if (isLeft(parts)) return left(locateProblems(parts.left, context));
  const { repository, host, task } = parts.right;
  const ofRun = builtinLayer([
    readTable(operatorVariables, 'backup', context),
    readTable(invokerVariables, 'backup', { invoker, session: context.session }),
    readTable(hostVariables, 'backup', { host }),
  ]);
  const ofResources = resourceLayer(member, 'backup', repository, appBinding, () => {
    const target = { occasion: 'backup', invoker, path: [...path, 'target'], target: spec.target } as const;
    return [
      readTable(targetVariables, 'backup', target),
      readTable(ruleVariables, 'backup', target),
      readTable(settingsVariables, 'backup', member),
      readTable(priorityVariables, 'backup', prioritySource(member)),
      readTable(retentionVariables, 'backup', { invoker, policy: context.invoker.spec?.retentionPolicy }),
    ];
  });
  return right(builtinScope([ofRun, ofResources], task.params, { secrets: context.secrets, occasion: 'backup' }));
}

/** A session of another invoker would store this backup under the wrong name. */
function sessionOf({ invoker, session }: BackupContext): Either<Problems<'session-mismatch'>, undefined> {
  const named = session?.spec?.invoker;
  if (session === undefined || named === undefined) return right(undefined);
  if (named.kind === invoker.kind && named.name === invoker.metadata.name) return right(undefined);
  return left([
    scopeProblem('session-mismatch', {
      message: `the BackupSession \`${session.metadata.name}\` is a run of the ${named.kind} \`${named.name}\`, not of the ${invoker.kind} \`${invoker.metadata.name}\``,
      path: ['spec', 'invoker'],
      resource: referenceTo(session),
      hint: 'give a session of this invoker',
    }),
  ]);
}
