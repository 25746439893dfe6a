import {
  allOf,
  decodeAppBinding,
  decodeRepository,
  decodeRestoreBatch,
  decodeRestoreSession,
  type Problems,
  readOr,
} from '@stash-functions/core';
import { planRestore, type RestorePlanInput } from '@stash-functions/k8s-adapter';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import { appBindingObject, repositoryObject, restoreInvokerObject } from './default-resources.ts';
import { outcomeFor } from './outcome-for.ts';
import { failed, type Outcome, outcomeOf } from './result.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
import type { RestoreScenarioOptions } from './scenario-options.ts';
import { checkedSubject, restoreScenarioRules } from './scenario-rules.ts';
import { settingsOf } from './settings.ts';
import type { Subject } from './subject.ts';

/**
 * One restore with the Functions and Tasks under test, in a realistic cluster. The cluster has a Repository, a
 * RestoreSession, and an AppBinding where that is the target. The scenario tells what the operator would make of them.
 * Nothing runs, and no cluster is asked.
 *
 * It never throws: `problems` holds everything that is wrong with the manifests or with an overridden field. They are
 * `option-invalid`, `param-not-read`, `task-not-chosen`, `not-in-manifests`, and those of `readManifestFiles`,
 * `planRestore` and the decoders.
 */
export function restoreScenario(options: RestoreScenarioOptions): Scenario {
  const subject = checkedSubject(options, restoreScenarioRules);
  return scenarioOf({
    title: readOr('restore', () => titleOf(options)),
    outcome: outcomeFor(subject, options, (found) => runRestore(found, options)),
    subject,
  });
}

function titleOf({ backend = 's3', target = 'PersistentVolumeClaim' }: RestoreScenarioOptions): string {
  return `restore of ${target} from ${backend}`;
}

function runRestore(subject: Subject, options: RestoreScenarioOptions): Outcome {
  const input = inputOf(subject, options);
  if (isLeft(input)) return failed(input);
  const { invoker } = input.right;
  return outcomeOf(planRestore(input.right), { session: invoker, invoker });
}

function inputOf(
  subject: Subject,
  options: RestoreScenarioOptions,
): Either<Problems<ScenarioProblemCode>, RestorePlanInput> {
  const object = restoreInvokerObject(options, subject.task.metadata.name);
  const resources = allOf({
    invoker: options.invoker?.kind === 'RestoreBatch' ? decodeRestoreBatch(object) : decodeRestoreSession(object),
    repository: decodeRepository(repositoryObject(options)),
    appBinding: decodeAppBinding(appBindingObject(options)),
  });
  if (isLeft(resources)) return resources;
  const { appBinding, ...others } = resources.right;
  return right({
    ...settingsOf(options),
    ...others,
    appBindings: [appBinding, ...(subject.manifests.appBindings?.values() ?? [])],
    manifests: subject.manifests,
  });
}
