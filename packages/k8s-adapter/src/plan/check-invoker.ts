import { type Invoker, joinProblems, noProblems, placeIn, targetsOf } from '@stash-functions/core/decode';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import { below, type Place } from '../problem/place.ts';
import { type AdapterProblem, collect, type Finding } from '../problem/problem.ts';
import { checkAnnotations, checkLabelName, checkLabels, checkSubdomain } from '../validity/basics.ts';
import type { PlanRequest } from './plan-request.ts';

/** Checks the metadata of the invoker and of its session: the names and labels of all objects are made from it. */
export function checkInvoker({ input }: PlanRequest): ReadonlyArray<AdapterProblem> {
  const { invoker } = input;
  const { name, namespace = '', labels } = invoker.metadata;
  const found = collect((findings) => {
    const metadata = below(undefined, 'metadata');
    checkSubdomain(name, below(metadata, 'name'), `the name of the ${invoker.kind}`, findings);
    checkLabelName(namespace, below(metadata, 'namespace'), 'the namespace', findings);
    checkLabels(labels, below(metadata, 'labels'), findings);
    for (const { path, spec } of targetsOf(invoker)) {
      const annotations = spec.runtimeSettings?.pod?.serviceAccountAnnotations;
      if (annotations === undefined) continue;
      const at = [...path, 'runtimeSettings', 'pod', 'serviceAccountAnnotations'].reduce<Place>(below, undefined);
      checkAnnotations(annotations, at, findings);
    }
  });
  const ofInvoker = found.map((finding) => problemIn(invoker, finding));
  return 'session' in input ? joinProblems(ofInvoker, checkSession(input)) : ofInvoker;
}

/**
 * Refuses an invoker whose driver takes snapshots: they need no Task, and Stash takes them with an image of its own.
 */
export function snapshotsAreNoTask(invoker: Invoker): ReadonlyArray<AdapterProblem> {
  if (invoker.spec?.driver !== 'VolumeSnapshotter') return noProblems;
  return [
    adapterProblem('unsupported-value', {
      ...placeIn(invoker, ['spec', 'driver']),
      message: `${invoker.kind} ${invoker.metadata.name} asks for VolumeSnapshotter, which has no plan: Stash takes and restores snapshots of volumes by a Job of its own, without a Task`,
      hint: 'leave this one to the operator of Stash; to have a plan, remove the driver and name a Task that copies the files',
    }),
  ];
}

function checkSession({
  invoker,
  session,
}: Extract<PlanRequest['input'], { readonly session: unknown }>): ReadonlyArray<AdapterProblem> {
  const namespace = invoker.metadata.namespace ?? '';
  const found = collect((findings) =>
    checkSubdomain(
      session.metadata.name,
      below(below(undefined, 'metadata'), 'name'),
      'the name of the BackupSession',
      findings,
    ),
  ).map((finding) => problemIn(session, finding));
  if (session.metadata.namespace === undefined || session.metadata.namespace === namespace) return found;
  return [
    ...found,
    adapterProblem('conflicting-fields', {
      ...placeIn(session, ['metadata', 'namespace']),
      message: `the BackupSession is in ${session.metadata.namespace}, and its ${invoker.kind} in ${namespace}`,
      hint: 'a session stands in the namespace of its invoker',
    }),
  ];
}

function problemIn(resource: Parameters<typeof placeIn>[0], { code, path, ...finding }: Finding): AdapterProblem {
  return adapterProblem(code, { ...finding, ...placeIn(resource, path) });
}
