import { didYouMean, type Problem, type Resource, referenceTo } from '@stash-functions/core/decode';
import type { EffectiveTask } from '@stash-functions/templating';
import type { AdapterProblemCode } from '../problem/adapter-problem-code.ts';
import { type AdapterProblem, type Finding, problemAt } from '../problem/problem.ts';
import type { TargetPlan } from './plan-target.ts';

/** No Task is named, or none of that name is there. */
export function missingTask(target: TargetPlan, { name, origin }: EffectiveTask): Problem<AdapterProblemCode> {
  const { resource, path } = target.from;
  if (name === undefined) return problemAt({ resource, path: [...path, 'task', 'name'] }, withoutTask(target));
  const near = didYouMean(name, target.input.manifests.tasks.keys());
  const finding: Finding = {
    code: 'task-not-found',
    severity: 'error',
    message: `Task ${name} is not among the manifests`,
    hint: near === undefined ? 'load a Task of that name beside its Functions' : `did you mean ${near}?`,
  };
  const isOwn = origin === undefined || origin.resource.kind === resource.kind;
  return isOwn
    ? problemAt({ resource, path: [...path, 'task', 'name'] }, finding)
    : { ...finding, path: origin.path, resource: origin.resource };
}

/** Stash does without a Task where its own images do the work; these are no part of a plan. */
function withoutTask({ from, spec, jobOwner }: TargetPlan): Finding {
  const { kind } = spec.target?.ref ?? {};
  const isRestore = jobOwner.kind !== 'BackupSession';
  const invoker = `${from.resource.kind} ${from.resource.metadata.name}`;
  const finding = { code: 'no-task', severity: 'error' } as const;
  if (kind !== undefined && workloads.has(kind)) {
    return {
      ...finding,
      message: `${invoker} names no Task, and its target is a ${kind}, to whose pods the operator of Stash adds a container`,
      hint: 'leave it to the operator, or set task.name to a Task that does the work in a Job',
    };
  }
  if (kind === 'PersistentVolumeClaim') {
    const hint = `set task.name, to ${isRestore ? 'pvc-restore' : 'pvc-backup'} for the Task of Stash`;
    return { ...finding, message: `${invoker} names no Task for its ${kind}`, hint };
  }
  return {
    ...finding,
    message: `${invoker} names no Task, and no AppBinding of its target does`,
    hint: 'set task.name to the Task to run',
  };
}

const workloads: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'DeploymentConfig']);

/** An owner that is not in the cluster yet. */
export function withoutUid(owner: Resource): Finding {
  const reference = referenceTo(owner);
  return {
    code: 'owner-without-uid',
    severity: 'warning',
    message: `the objects of ${reference.kind} ${reference.name} get no owner, because its metadata has no uid`,
    hint: 'read it from the cluster where its objects shall be deleted together with it',
  };
}

/** A backup or restore in no namespace: the subject of a RoleBinding cannot do without. */
export function withoutNamespace(invoker: Resource): AdapterProblem {
  return problemAt(
    { resource: invoker, path: ['metadata', 'namespace'] },
    {
      code: 'namespace-missing',
      severity: 'error',
      message: `${invoker.kind} ${invoker.metadata.name} has no namespace, and its RoleBinding has to name one`,
      hint: 'set metadata.namespace to the namespace in which the Jobs shall run',
    },
  );
}

/** The target is an AppBinding that is not there, so that its version, its type and its Secrets are not known. */
export function missingAppBinding({ input, from, spec, namespace }: TargetPlan): AdapterProblem {
  const ref = spec.target?.ref;
  return problemAt(
    { resource: from.resource, path: [...from.path, 'target', 'ref', 'name'] },
    {
      code: 'app-binding-not-found',
      // The reference's rules allow every Secret to be read, the least ones only those that are known.
      severity: input.permissions === 'least-privilege' ? 'error' : 'warning',
      message: `AppBinding ${ref?.namespace || namespace}/${ref?.name} is not among the manifests: no \`TARGET_APP_*\` has a value`,
      hint: 'load it beside the others, or give it in `appBindings`',
    },
  );
}

/** Claims are asked for, and a number of replicas that makes no sense. */
export function withoutReplicas({ from, spec }: TargetPlan): AdapterProblem {
  const replicas = spec.target?.replicas;
  return problemAt(
    { resource: from.resource, path: [...from.path, 'target', 'replicas'] },
    {
      code: 'out-of-range',
      severity: 'error',
      message: `claims cannot be made for ${replicas} replicas`,
      hint: 'give a whole number from 1 to 1000, or leave it out for one',
    },
  );
}

/** A batch of nothing. */
export function withoutMembers(invoker: Resource): AdapterProblem {
  return problemAt(
    { resource: invoker, path: ['spec', 'members'] },
    {
      code: 'missing-field',
      severity: 'error',
      message: `${invoker.kind} ${invoker.metadata.name} has no members, so there is nothing to run`,
      hint: 'give it one member at least',
    },
  );
}
