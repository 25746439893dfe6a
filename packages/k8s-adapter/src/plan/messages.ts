import {
  didYouMean,
  fixIn,
  type Invoker,
  type InvokerTarget,
  locateProblem,
  placeIn,
  type Resource,
  referenceTo,
} from '@stash-functions/core/decode';
import { type EffectiveTask, operatorHint } from '@stash-functions/templating';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import type { TargetRequest } from './plan-request.ts';

/** The target names no Task, or one that is not among the manifests. */
export function missingTask(target: TargetRequest, { name, origin }: EffectiveTask): AdapterProblem {
  const { from, input, appBindings } = target;
  if (name === undefined) return withoutTask(target);
  const near = didYouMean(name, input.manifests.tasks.keys());
  const path = [...from.path, 'task', 'name'];
  const isOwn = origin === undefined || origin.resource.kind === from.resource.kind;
  const problem = adapterProblem('task-missing', {
    ...(isOwn ? placeIn(from.resource, path) : origin),
    message: `Task ${name} is not among the manifests`,
    hint:
      operatorHint('Task', name) ??
      (near === undefined ? 'load a Task of that name beside its Functions' : `did you mean ${near}?`),
    fix: isOwn && near !== undefined ? fixIn(from.resource, path, { was: name, text: near }) : undefined,
  });
  return locateProblem(problem, appBindings);
}

/**
 * True where Stash uses no Job for a target: it adds a container to the target's own pods. It does so for a workload
 * without a Task.
 */
export function hasOperatorContainer({ spec }: Pick<InvokerTarget, 'spec'>): boolean {
  return !spec.task?.name && workloads.has(spec.target?.ref?.kind ?? '');
}

/** Where its own images do the work, Stash needs no Task. A plan has no Job for such a target. */
function withoutTask({ from, spec, occasion }: TargetRequest): AdapterProblem {
  const { kind } = spec.target?.ref ?? {};
  const invoker = `${from.resource.kind} ${from.resource.metadata.name}`;
  const place = placeIn(from.resource, [...from.path, 'task', 'name']);
  if (hasOperatorContainer({ spec })) {
    return adapterProblem('no-task', {
      ...place,
      message: `${invoker} names no Task, so the operator of Stash adds a container to the pods of the ${kind}`,
      hint: 'leave it to the operator, or set task.name to a Task that does the work in a Job',
    });
  }
  const isClaim = kind === 'PersistentVolumeClaim';
  return adapterProblem('no-task', {
    ...place,
    message: isClaim
      ? `${invoker} names no Task for its ${kind}`
      : `${invoker} names no Task, and no AppBinding of its target does`,
    hint: isClaim ? `set task.name; the Task of Stash is pvc-${occasion}` : 'set task.name to the Task to run',
  });
}

const workloads: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'DeploymentConfig']);

/** An owner that is not in the cluster yet. */
export function withoutUid(owner: Resource): AdapterProblem {
  const { kind, name } = referenceTo(owner);
  return adapterProblem('owner-without-uid', {
    ...placeIn(owner, ['metadata', 'uid']),
    message: `the objects of ${kind} ${name} get no owner, because its metadata has no uid`,
    hint: 'read it from the cluster, so that its objects are deleted with it',
  });
}

/** A backup or restore without a namespace: the subject of a RoleBinding has to name one. */
export function withoutNamespace(invoker: Invoker): AdapterProblem {
  return adapterProblem('namespace-missing', {
    ...placeIn(invoker, ['metadata', 'namespace']),
    message: `${invoker.kind} ${invoker.metadata.name} has no namespace, and its RoleBinding has to name one`,
    hint: 'set metadata.namespace to the namespace in which the Jobs shall run',
  });
}

/** The target is an AppBinding that is not there. So its version, its type and its Secrets are unknown. */
export function missingAppBinding({ input, from, spec, namespace: ownNamespace }: TargetRequest): AdapterProblem {
  const ref = spec.target?.ref;
  return adapterProblem('app-binding-missing', {
    // The rules of `reference` allow every Secret to be read. The rules of `least-privilege` name each one, so all have
    // to be known.
    severity: input.permissions === 'least-privilege' ? 'error' : 'warning',
    ...placeIn(from.resource, [...from.path, 'target', 'ref', 'name']),
    message: `AppBinding ${ref?.namespace || ownNamespace}/${ref?.name} is not among the manifests: no \`TARGET_APP_*\` has a value`,
    hint: 'load it beside the others, or give it in `appBindings`',
  });
}

/** The target is a claim in another namespace. A pod can only mount claims of its own namespace. */
export function claimElsewhere({ from, spec, namespace: ownNamespace }: TargetRequest): AdapterProblem {
  const { name = '', namespace = '' } = spec.target?.ref ?? {};
  return adapterProblem('claim-in-other-namespace', {
    ...placeIn(from.resource, [...from.path, 'target', 'ref', 'namespace']),
    message: `the claim ${name} is in ${namespace}, and the Jobs run in ${ownNamespace}, where they can mount claims of ${ownNamespace} alone`,
    hint: `put the ${from.resource.kind} into ${namespace}, beside the claim`,
  });
}

/** The target has templates for claims, but an impossible number of replicas. */
export function withoutReplicas(from: TargetRequest['from'], replicas: number | undefined): AdapterProblem {
  return adapterProblem('out-of-range', {
    ...placeIn(from.resource, [...from.path, 'target', 'replicas']),
    message: `claims cannot be made for ${replicas} replicas`,
    hint: 'give a whole number from 1 to 1000, or leave it out for one',
  });
}

/** A batch without members. */
export function withoutMembers(invoker: Invoker): AdapterProblem {
  return adapterProblem('missing-field', {
    ...placeIn(invoker, ['spec', 'members']),
    message: `${invoker.kind} ${invoker.metadata.name} has no members, so there is nothing to run`,
    hint: 'give it one member at least',
  });
}
