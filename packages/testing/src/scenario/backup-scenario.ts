import {
  allOf,
  decodeAppBinding,
  decodeBackupBatch,
  decodeBackupConfiguration,
  decodeBackupSession,
  decodeRepository,
  type Problems,
  readOr,
} from '@stash-functions/core';
import { type BackupPlanInput, planBackup } from '@stash-functions/k8s-adapter';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import { appBindingObject, backupInvokerObject, repositoryObject, sessionObject } from './default-resources.ts';
import { outcomeFor } from './outcome-for.ts';
import { failed, type Outcome, outcomeOf } from './result.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
import type { BackupScenarioOptions } from './scenario-options.ts';
import { backupScenarioRules, checkedSubject } from './scenario-rules.ts';
import { settingsOf } from './settings.ts';
import type { Subject } from './subject.ts';
import { targetName } from './targets.ts';

/**
 * One backup with the Functions and Tasks under test, in a realistic cluster. The cluster has a Repository, a
 * BackupConfiguration with its BackupSession, and an AppBinding where that is the target. The scenario tells what the
 * operator would make of them. Nothing runs, and no cluster is asked.
 *
 * It never throws: `problems` holds everything that is wrong with the manifests or with an overridden field. They are
 * `option-invalid`, `param-not-read`, `task-not-chosen`, `not-in-manifests`, and those of `readManifestFiles`,
 * `planBackup` and the decoders.
 */
export function backupScenario(options: BackupScenarioOptions): Scenario {
  const subject = checkedSubject(options, backupScenarioRules);
  return scenarioOf({
    title: readOr('backup', () => titleOf(options)),
    outcome: outcomeFor(subject, options, (found) => runBackup(found, options)),
    subject,
  });
}

function titleOf({ backend = 's3', target = 'PersistentVolumeClaim' }: BackupScenarioOptions): string {
  return `backup of ${target === 'none' ? 'no target' : target} to ${backend}`;
}

function runBackup(subject: Subject, options: BackupScenarioOptions): Outcome {
  const input = inputOf(subject, options);
  return isLeft(input) ? failed(input) : outcomeOf(planBackup(input.right), input.right);
}

function inputOf(
  subject: Subject,
  options: BackupScenarioOptions,
): Either<Problems<ScenarioProblemCode>, BackupPlanInput> {
  const object = backupInvokerObject(options, subject.task.metadata.name);
  const resources = allOf({
    invoker: options.invoker?.kind === 'BackupBatch' ? decodeBackupBatch(object) : decodeBackupConfiguration(object),
    session: decodeBackupSession(sessionObject(options)),
    repository: decodeRepository(repositoryObject(options)),
    appBinding: decodeAppBinding(appBindingObject(options)),
  });
  if (isLeft(resources)) return resources;
  const { appBinding, ...others } = resources.right;
  return right({
    ...settingsOf(options),
    ...hostOf(options),
    ...others,
    appBindings: [appBinding, ...(subject.manifests.appBindings?.values() ?? [])],
    manifests: subject.manifests,
  });
}

/** The pod of a StatefulSet and the node of a DaemonSet, whose names become those of their hosts. */
function hostOf({ target, podName, nodeName }: BackupScenarioOptions): Pick<BackupPlanInput, 'nodeName' | 'podName'> {
  const pod = podName ?? (target === 'StatefulSet' ? `${targetName}-0` : undefined);
  const node = nodeName ?? (target === 'DaemonSet' ? 'node-1' : undefined);
  return { ...(pod === undefined ? {} : { podName: pod }), ...(node === undefined ? {} : { nodeName: node }) };
}
