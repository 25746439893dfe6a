import { type Invoker, occasionOf, type Problems, readOr, targetsOf } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { unreadableInput } from './roll-up.ts';
import { sessionProblem } from './session-problem-code.ts';
import { nameTarget } from './target.ts';

/** The part of a StatefulSet, Deployment or DaemonSet that counts its hosts. */
export interface Workload {
  /** The spec of the workload. */
  readonly spec?: {
    /** The number of pods of a StatefulSet. */
    readonly replicas?: number | undefined;
    /** The template of its pods. */
    readonly template?: {
      /** The spec of its pods. */
      readonly spec?: { readonly volumes?: ReadonlyArray<WorkloadVolume> | undefined } | undefined;
    };
    /** The claims that a StatefulSet makes for each pod. */
    readonly volumeClaimTemplates?: ReadonlyArray<unknown> | undefined;
  };
  /** The status of the workload. */
  readonly status?: { readonly desiredNumberScheduled?: number | undefined };
}

/** A volume of a workload's pods. */
export interface WorkloadVolume {
  /** Present for a claim. */
  readonly persistentVolumeClaim?: unknown;
}

/**
 * The number of hosts of a member: a StatefulSet's replicas, a DaemonSet's nodes, else one. A driver that takes
 * VolumeSnapshots counts claims, and a restore into new claims counts these.
 *
 * Problems: `member-missing`, `no-target`, and `workload-missing` where the target has to be read from the cluster
 * first.
 *
 * @param member - the number of the member of a batch, from 0
 * @param workload - the target, where it is a StatefulSet, DaemonSet or Deployment
 */
export function countHosts(
  invoker: Invoker,
  member: number,
  workload?: Workload,
): Either<Problems<'member-missing' | 'no-target' | 'workload-missing' | 'input-invalid'>, number> {
  return readOr<Either<Problems<'member-missing' | 'no-target' | 'workload-missing' | 'input-invalid'>, number>>(
    left([unreadableInput]),
    () => {
      const spec = targetsOf(invoker)[member]?.spec;
      if (spec === undefined) {
        const message = `the ${invoker.kind} has no member ${member}`;
        return left([sessionProblem('member-missing', { message, path: ['spec'] })]);
      }
      const { target } = spec;
      const ref = target?.ref;
      if (target === undefined || (ref === undefined && !('volumeClaimTemplates' in target))) {
        const message = `the ${invoker.kind} does not say its target`;
        return left([sessionProblem('no-target', { message, path: ['spec', 'target'] })]);
      }
      if ('volumeClaimTemplates' in target && target.volumeClaimTemplates !== undefined) {
        return right((target.replicas ?? 1) * target.volumeClaimTemplates.length);
      }
      const kind = ref?.kind ?? '';
      const takesSnapshots = invoker.spec?.driver === 'VolumeSnapshotter' && occasionOf(invoker) === 'backup';
      const needsWorkload = kind === 'StatefulSet' || kind === 'DaemonSet' || (takesSnapshots && kind === 'Deployment');
      if (!needsWorkload) return right(1);
      if (workload === undefined) {
        const message = `${nameTarget(ref ?? {})} is not there, so that its hosts cannot be counted`;
        return left([sessionProblem('workload-missing', { message, path: ['spec', 'target', 'ref'] })]);
      }
      if (!takesSnapshots) return right(kind === 'StatefulSet' ? replicasOf(workload) : nodesOf(workload));
      const claims = workload.spec?.template?.spec?.volumes?.filter(hasClaim).length ?? 0;
      if (kind !== 'StatefulSet') return right(claims);
      const templates = workload.spec?.volumeClaimTemplates?.length ?? 0;
      return right((target.replicas ?? replicasOf(workload)) * templates + claims);
    },
  );
}

/** The API server fills in 1 where the manifest has none. */
function replicasOf({ spec }: Workload): number {
  return spec?.replicas ?? 1;
}

function nodesOf({ status }: Workload): number {
  return status?.desiredNumberScheduled ?? 0;
}

function hasClaim({ persistentVolumeClaim }: WorkloadVolume): boolean {
  return persistentVolumeClaim !== undefined && persistentVolumeClaim !== null;
}
