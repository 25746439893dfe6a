import type { Problems } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import { resolveTask, type Scope } from '@stash-functions/templating';
import { type Either, map } from 'fp-ts/lib/Either.js';
import { recordRun } from '../coverage/journal.ts';
import type { ScenarioResult } from './scenario.ts';
import { secretsOf } from './secrets.ts';
import type { Subject } from './subject.ts';

/** A plan, with the Task that it was made of; the run is counted where template coverage is on. */
export function resultOf(plan: Plan, subject: Subject, scope: Scope): Either<Problems, ScenarioResult> {
  const resolved = resolveTask(subject.task, { functions: subject.manifests.functions, scope });
  return map((task: ScenarioResult['task']) => {
    recordRun(task, subject);
    return { plan, task, secrets: secretsOf(task) };
  })(resolved);
}
