import {
  type Checked,
  checked,
  noProblems,
  type PersistentVolumeClaim,
  placeIn,
  type VolumeMount,
} from '@stash-functions/core/decode';
import { resolveStrings, type Scope } from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import { interimClaimName } from '../build/names.ts';
import { toClaim } from '../build/volumes.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { FieldRecord, Origins, Path } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import { type AdapterProblem, collect } from '../problem/problem.ts';
import { checkClaim } from '../validity/claim.ts';
import type { TargetRequest } from './plan-request.ts';

/** The claims of one replica, and how its Job uses them. */
export interface ReplicaClaims {
  readonly objects: ReadonlyArray<V1PersistentVolumeClaim>;
  /** The name of each claim, keyed by the name of its volume. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly mounts: ReadonlyArray<VolumeMount>;
}

/** The claim for interim data, where the invoker has a template for one. It has the same owner as the Job. */
export function interimClaim(
  target: TargetRequest,
  ownerReferences: ReadonlyArray<V1OwnerReference>,
  origins: Origins | undefined,
): Checked<V1PersistentVolumeClaim | undefined, PlanProblemCode> {
  const given = target.spec.interimVolumeTemplate;
  if (given === undefined) return checked(undefined);
  const at: Path = ['interimVolumeTemplate'];
  const templateName = given.metadata?.name ?? '';
  if (templateName === '') return checked(undefined, [withoutName(target)]);
  const name = interimClaimName(target.jobOwner.metadata.name, templateName);
  const metadata = { name, namespace: target.namespace, ownerReferences };
  const owner = { resource: target.jobOwner, path: ['metadata', 'name'] };
  const template = inTarget(target, [...at, 'metadata', 'name']);
  origins?.field(metadata, 'name', { ...template, rule: 'claim-name', also: [owner] });
  origins?.field(metadata, 'namespace', { resource: target.input.invoker, path: ['metadata', 'namespace'] });
  const claim = toClaim(metadata, given.spec, inTarget(target, [...at, 'spec']), origins);
  const shared = target.runs.length > 1 ? [sharedByReplicas(target, claim)] : noProblems;
  return checked(claim, [...checkTemplate(target, at, claim), ...shared]);
}

/** The claims that a replica is restored into; none where the target has no templates for them. */
export function replicaClaims(
  target: TargetRequest,
  scope: Scope,
  ordinal: number | undefined,
  origins: Origins | undefined,
): Checked<ReplicaClaims, PlanProblemCode> {
  const templates = templatesOf(target);
  if (ordinal === undefined || templates === undefined) return checked({ objects: [], volumes: {}, mounts: [] });
  const made = templates.map((template, index) => claimOf(target, template, index, scope, origins));
  const objects = made.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const problems = made.flatMap((each) => each.problems);
  const mounts = target.spec.target?.volumeMounts ?? [];
  if (mounts.length === 0) {
    const idle = objects.map((claim, index) => unmounted(target, index, claim));
    return checked({ objects, volumes: {}, mounts }, [...problems, ...idle]);
  }
  const volumes = objects.map(({ metadata: { name = '' } }): [string, string] => [volumeName(name, ordinal), name]);
  const doubles = twice(volumes).map(([volume, claim]) => oneVolume(target, volume, claim));
  const byVolume = Object.fromEntries(volumes);
  for (const [index, [volume]] of volumes.entries()) {
    origins?.field(byVolume, volume, objects[index] && origins.of(objects[index].metadata, 'name'));
  }
  return checked({ objects, volumes: byVolume, mounts }, [...problems, ...doubles]);
}

function templatesOf({ spec }: TargetRequest): ReadonlyArray<PersistentVolumeClaim> | undefined {
  return spec.target !== undefined && 'volumeClaimTemplates' in spec.target
    ? spec.target.volumeClaimTemplates
    : undefined;
}

function claimOf(
  target: TargetRequest,
  template: PersistentVolumeClaim,
  index: number,
  scope: Scope,
  origins: Origins | undefined,
): Checked<V1PersistentVolumeClaim | undefined, PlanProblemCode> {
  const at: Path = ['target', 'volumeClaimTemplates', index];
  const resolved = resolveStrings(template, scope, inTarget(target, at));
  if (isLeft(resolved)) return checked(undefined, resolved.left);
  const { metadata = {}, spec } = resolved.right;
  const source = (...path: Path): FieldRecord => ({ ...inTarget(target, [...at, ...path]), scope });
  const options = { ...metadata, name: metadata.name ?? '', namespace: target.namespace, ownerReferences: undefined };
  if (origins !== undefined) {
    origins.field(options, 'name', source('metadata', 'name'));
    origins.field(options, 'namespace', { resource: target.input.invoker, path: ['metadata', 'namespace'] });
    for (const map of ['labels', 'annotations'] as const) {
      if (metadata[map] !== undefined) origins.whole(metadata[map], source('metadata', map));
    }
  }
  const claim = toClaim(options, spec, source('spec'), origins);
  const isSame = target.runs.length > 1 && template.metadata?.name === metadata.name;
  return checked(claim, [
    ...checkTemplate(target, at, claim),
    ...(isSame ? [sameForAll(target, at, claim)] : noProblems),
  ]);
}

/** The name of a claim without the number of its replica. The target's volumeMounts use this name. */
function volumeName(claimName: string, ordinal: number): string {
  const suffix = `-${ordinal}`;
  return claimName.endsWith(suffix) ? claimName.slice(0, -suffix.length) : claimName;
}

/** The volumes that have the name of an earlier one. */
function twice(volumes: ReadonlyArray<readonly [string, string]>): ReadonlyArray<readonly [string, string]> {
  return volumes.filter(([name], index) => volumes.findIndex(([other]) => other === name) < index);
}

function inTarget({ from }: TargetRequest, path: Path): FieldRecord {
  return { resource: from.resource, path: [...from.path, ...path] };
}

/** A claim has the fields of its template. So each finding in a claim becomes a Problem at the template. */
function checkTemplate(target: TargetRequest, at: Path, claim: V1PersistentVolumeClaim): ReadonlyArray<AdapterProblem> {
  return collect((findings) => checkClaim(claim, findings)).map(({ code, path, ...finding }) =>
    adapterProblem(code, { ...finding, ...placeIn(target.from.resource, [...target.from.path, ...at, ...path]) }),
  );
}

function withoutName({ from }: TargetRequest): AdapterProblem {
  return adapterProblem('missing-field', {
    ...placeIn(from.resource, [...from.path, 'interimVolumeTemplate', 'metadata', 'name']),
    message: 'the template of the interim volume has no name, and its claim is named after it',
    hint: 'set interimVolumeTemplate.metadata.name',
  });
}

function sharedByReplicas({ from, runs }: TargetRequest, claim: V1PersistentVolumeClaim): AdapterProblem {
  return adapterProblem('claim-shared', {
    ...placeIn(from.resource, [...from.path, 'interimVolumeTemplate']),
    message: `the Jobs of all ${runs.length} replicas share the claim ${claim.metadata.name}`,
    hint: 'use the temporary directory instead, or a storage class that several nodes can mount at once',
  });
}

function sameForAll({ from, runs }: TargetRequest, at: Path, claim: V1PersistentVolumeClaim): AdapterProblem {
  return adapterProblem('name-conflict', {
    ...placeIn(from.resource, [...from.path, ...at, 'metadata', 'name']),
    message: `all ${runs.length} replicas would be restored into the one claim ${claim.metadata.name}`,
    hint: 'put ${POD_ORDINAL} into the name of the template: `data-${POD_ORDINAL}`',
  });
}

/** Two templates have the same name once the numbers of the replicas are taken off. */
function oneVolume({ from }: TargetRequest, volume: string, claim: string): AdapterProblem {
  return adapterProblem('name-conflict', {
    ...placeIn(from.resource, [...from.path, 'target', 'volumeClaimTemplates']),
    message: `volumeMounts cannot tell the claim ${claim} from another one: both would be ${volume}`,
    hint: 'give each template a name that is unique even without the number of the replica',
  });
}

function unmounted({ from }: TargetRequest, index: number, claim: V1PersistentVolumeClaim): AdapterProblem {
  return adapterProblem('unmounted-claim', {
    ...placeIn(from.resource, [...from.path, 'target', 'volumeClaimTemplates', index]),
    message: `the claim ${claim.metadata.name} is made and mounted nowhere, because the target has no volumeMounts`,
    hint: 'mount it with target.volumeMounts, by the name of the template without its ordinal',
  });
}
