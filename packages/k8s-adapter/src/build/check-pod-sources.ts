import { noProblems, placeIn } from '@stash-functions/core/decode';
import type { HookType, ResolvedTask } from '@stash-functions/templating';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { missingImageParts } from './hooks.ts';
import { checkLocalBackend } from './local-backend.ts';
import type { PodOptions } from './pod-options.ts';
import { otherSourceOfTmp } from './pod-volumes.ts';
import { tmpVolumeName } from './volumes.ts';

/** Checks the sources of the pod: the Task, its hooks and the Repository. */
export function checkPodSources(
  task: ResolvedTask,
  options: PodOptions,
  pod: V1PodSpec,
): ReadonlyArray<AdapterProblem> {
  const { before, after } = options.hooks ?? {};
  return [
    ...(task.steps.length === 0 ? [withoutSteps(task)] : []),
    ...(before === undefined ? [] : checkHook(before, task, options)),
    ...(after === undefined ? [] : checkHook(after, task, options)),
    ...checkTmpVolume(task),
    ...(options.repository === undefined ? [] : checkLocalBackend(options.repository, pod)),
  ];
}

function withoutSteps(task: ResolvedTask): AdapterProblem {
  return adapterProblem('task-without-steps', {
    ...placeIn(task.source, ['spec', 'steps']),
    message: `Task ${task.name} has no steps`,
    hint: 'give it one step at least',
  });
}

function checkHook(hookType: HookType, task: ResolvedTask, options: PodOptions): ReadonlyArray<AdapterProblem> {
  const parts = missingImageParts(hookType, task);
  if (parts.length === 0) return noProblems;
  const path = ['hooks', hookType];
  const missing = parts.length === 3 ? 'no operatorImage is given' : `operatorImage has no ${parts.join(' and no ')}`;
  const { from } = options;
  return [
    adapterProblem('operator-image-missing', {
      ...(from === undefined ? { path } : placeIn(from.resource, [...from.path, ...path])),
      message: `the hook ${hookType} is run by the operator's image, and ${missing}`,
      hint: 'give operatorImage, with the registry, the name and the tag of the Stash operator that runs in the cluster',
    }),
  ];
}

function checkTmpVolume(task: ResolvedTask): ReadonlyArray<AdapterProblem> {
  const other = otherSourceOfTmp(task);
  if (other === undefined) return noProblems;
  const index = task.volumes.findIndex(({ name }) => name === tmpVolumeName);
  return [
    adapterProblem('tmp-volume-not-empty-dir', {
      ...placeIn(task.source, ['spec', 'volumes', index, other]),
      message: `the volume ${tmpVolumeName} of Task ${task.name} is a ${other}, and it must be an emptyDir`,
      hint: 'give the volume another name: this one is the temporary directory that all containers share',
    }),
  ];
}
