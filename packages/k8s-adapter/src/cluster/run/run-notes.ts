import type { ObservedJob } from './observed-job.ts';
import type { ObservedPod } from './observed-pod.ts';
import { isGated, isOwnContainer } from './stuck.ts';
import type { ObservedWarning } from './warning-log.ts';

/** The warnings about a Job that is waited for without news. */
export function jobNotes({ uid, name, isSuspended, managedBy, end }: ObservedJob): ReadonlyArray<ObservedWarning> {
  if (end !== undefined) return [];
  const note = (reason: string, message: string): ObservedWarning => ({ uid, kind: 'Job', name, reason, message });
  return [
    ...(isSuspended
      ? [
          note(
            'JobSuspended',
            'the Job is suspended, and makes no pod until somebody resumes it: set `spec.suspend` to false',
          ),
        ]
      : []),
    ...(managedBy === undefined
      ? []
      : [
          note(
            'JobManagedElsewhere',
            `the Job is left to the controller "${managedBy}" (\`spec.managedBy\`), and makes no pod without it`,
          ),
        ]),
  ];
}

/** The warnings about a pod besides its events: an obstacle that holds it back, or keeps it from completing. */
export function podNotes(pod: ObservedPod, job: ObservedJob): ReadonlyArray<ObservedWarning> {
  const { uid, name } = pod;
  const note = (reason: string, message: string): ObservedWarning => ({ uid, kind: 'Pod', name, reason, message });
  const notes: Array<ObservedWarning> = [];
  if (isGated(pod)) {
    notes.push(
      note('SchedulingGated', 'scheduling gates hold the pod back until whoever has set them takes them away'),
    );
  }
  for (const { name: container, isInit } of pod.containers) {
    if (isInit || isOwnContainer(job, container)) continue;
    notes.push(note('ForeignContainer', foreignMessage(container)));
  }
  const left = lastLeft(pod, job);
  if (left !== undefined) {
    const message = `only "${left}" of the Job's own containers still runs, and the Job ends when it ends; a container that only serves the others belongs into the init containers with \`restartPolicy: Always\``;
    notes.push(note('ContainerRunsOn', message));
  }
  return notes;
}

/** The message about a container that is not in the Job's template, with the cure. */
function foreignMessage(container: string): string {
  return `the container "${container}" was added to the pod and is not the Job's own: if it does not end by itself, the Job never completes. ${foreignCure}`;
}

/** The way to keep a Job's pods free of containers that others add. */
export const foreignCure: string =
  'Keep it out with `runtimeSettings.pod.podLabels: { sidecar.istio.io/inject: "false" }` or `podAnnotations: { linkerd.io/inject: disabled }`, or let it be added as a native sidecar';

// The one own container that is left after all others have done their work.
function lastLeft({ containers }: ObservedPod, job: ObservedJob): string | undefined {
  const own = containers.filter(({ name, isInit }) => !isInit && isOwnContainer(job, name));
  const running = own.filter(({ state }) => state.type === 'running');
  const isAlone = own.length > 1 && running.length === 1 && own.every(({ state }) => isDoneOrRuns(state));
  return isAlone ? running[0]?.name : undefined;
}

function isDoneOrRuns(state: ObservedPod['containers'][number]['state']): boolean {
  return state.type === 'running' || (state.type === 'ended' && state.end.exitCode === 0);
}
