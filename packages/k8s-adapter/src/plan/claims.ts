import type { Problem, VolumeMount } from '@stash-functions/core/decode';
import { resolveStrings, type Scope } from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import { interimClaimName } from '../build/names.ts';
import { toClaim } from '../build/volumes.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import { type AdapterProblem, findingsInto, type Path, problemAt } from '../problem/problem.ts';
import { checkClaim } from '../validity/claim.ts';
import type { TargetPlan } from './plan-target.ts';

/** The claims of one replica, and how its Job uses them. */
export interface ReplicaClaims {
  readonly objects: ReadonlyArray<V1PersistentVolumeClaim>;
  /** The name of the claim by that of its volume. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly mounts: ReadonlyArray<VolumeMount>;
}

/** The claim for interim data, where the invoker has a template for one; it belongs to the session. */
export function interimClaim(
  target: TargetPlan,
  ownerReferences: ReadonlyArray<V1OwnerReference>,
  found: Array<AdapterProblem>,
): V1PersistentVolumeClaim | undefined {
  const template = target.spec.interimVolumeTemplate;
  if (template === undefined) return undefined;
  const at: Path = ['interimVolumeTemplate'];
  const templateName = template.metadata?.name ?? '';
  if (templateName === '') {
    found.push(
      problemAt(inTarget(target, [...at, 'metadata', 'name']), {
        code: 'missing-field',
        severity: 'error',
        message: 'the template of the interim volume has no name, and its claim is named after it',
        hint: 'set interimVolumeTemplate.metadata.name',
      }),
    );
    return undefined;
  }
  const name = interimClaimName(target.jobOwner.metadata.name, templateName);
  const claim = toClaim({ name, namespace: target.namespace, spec: template.spec, ownerReferences });
  checkClaim(claim, claimFindings(target, at, claim, found));
  if (target.runs.length > 1) found.push(sharedByReplicas(target, claim));
  return claim;
}

/** The claims that a replica is restored into; there are none where the target has no templates for them. */
export function replicaClaims(
  target: TargetPlan,
  scope: Scope,
  ordinal: number | undefined,
  problems: Array<Problem>,
  found: Array<AdapterProblem>,
): ReplicaClaims {
  const templates = target.claimTemplates ?? [];
  if (ordinal === undefined || templates.length === 0) return { objects: [], volumes: {}, mounts: [] };
  const objects = templates.flatMap((template, index) => {
    const at: Path = ['target', 'volumeClaimTemplates', index];
    const resolved = resolveStrings(template, scope, inTarget(target, at));
    if (isLeft(resolved)) {
      problems.push(...resolved.left);
      return [];
    }
    const { metadata, spec } = resolved.right;
    const claim = toClaim({
      name: metadata?.name ?? '',
      namespace: target.namespace,
      spec,
      ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
      ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
    });
    checkClaim(claim, claimFindings(target, at, claim, found));
    if (target.runs.length > 1 && template.metadata?.name === metadata?.name) found.push(sameForAll(target, at, claim));
    return [claim];
  });
  const mounts = target.spec.target?.volumeMounts ?? [];
  if (mounts.length === 0) {
    found.push(...objects.map((claim, index) => unmounted(target, index, claim)));
    return { objects, volumes: {}, mounts };
  }
  const volumes = objects.map(({ metadata: { name = '' } }): [string, string] => [volumeName(name, ordinal), name]);
  found.push(...twice(volumes).map(([volume, claim]) => oneVolume(target, volume, claim)));
  return { objects, volumes: Object.fromEntries(volumes), mounts };
}

/** The name of a claim without the number of its replica, which is what the target's volumeMounts call it. */
function volumeName(claimName: string, ordinal: number): string {
  const suffix = `-${ordinal}`;
  return claimName.endsWith(suffix) ? claimName.slice(0, -suffix.length) : claimName;
}

/** The volumes whose name one before them has. */
function twice(volumes: ReadonlyArray<readonly [string, string]>): ReadonlyArray<readonly [string, string]> {
  return volumes.filter(([name], index) => volumes.findIndex(([other]) => other === name) < index);
}

function inTarget(
  { from }: TargetPlan,
  path: Path,
): { readonly resource: TargetPlan['from']['resource']; readonly path: Path } {
  return { resource: from.resource, path: [...from.path, ...path] };
}

function claimFindings(
  target: TargetPlan,
  at: Path,
  claim: V1PersistentVolumeClaim,
  problems: Array<AdapterProblem>,
): ReturnType<typeof findingsInto> {
  const object = { apiVersion: claim.apiVersion, kind: claim.kind, name: claim.metadata.name ?? '' };
  return findingsInto({ problems, object, base: [] }, (path) => inTarget(target, [...at, ...path]));
}

function sharedByReplicas(target: TargetPlan, claim: V1PersistentVolumeClaim): AdapterProblem {
  return problemAt(inTarget(target, ['interimVolumeTemplate']), {
    code: 'claim-shared',
    severity: 'warning',
    message: `the Jobs of all ${target.runs.length} replicas share the claim ${claim.metadata.name}`,
    hint: 'use the temporary directory instead, or a storage class that several nodes can mount at once',
  });
}

function sameForAll(target: TargetPlan, at: Path, claim: V1PersistentVolumeClaim): AdapterProblem {
  return problemAt(inTarget(target, [...at, 'metadata', 'name']), {
    code: 'name-conflict',
    severity: 'error',
    message: `all ${target.runs.length} replicas would be restored into the one claim ${claim.metadata.name}`,
    hint: 'put ${POD_ORDINAL} into the name of the template: `data-${POD_ORDINAL}`',
  });
}

/** The numbers of replicas aside, two templates have one name. */
function oneVolume(target: TargetPlan, volume: string, claim: string): AdapterProblem {
  return problemAt(inTarget(target, ['target', 'volumeClaimTemplates']), {
    code: 'name-conflict',
    severity: 'error',
    message: `the claim ${claim} is not the only one that volumeMounts would call ${volume}`,
    hint: 'give each template a name that differs from the others without the number of the replica too',
  });
}

function unmounted(target: TargetPlan, index: number, claim: V1PersistentVolumeClaim): AdapterProblem {
  return problemAt(inTarget(target, ['target', 'volumeClaimTemplates', index]), {
    code: 'unmounted-claim',
    severity: 'warning',
    message: `the claim ${claim.metadata.name} is made and mounted nowhere, because the target has no volumeMounts`,
    hint: 'mount it with target.volumeMounts, by the name of the template without its ordinal',
  });
}
