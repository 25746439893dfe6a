import {
  type AppBinding,
  type DecodeProblemCode,
  decodeAppBinding,
  didYouMean,
  type InputProblemCode,
  type Param,
  type Problem,
  type ProblemDetails,
  type Problems,
  readInput,
  type VolumeMount,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type ResolveProblemCode, resolveProblem } from './resolve-problem-code.ts';

/**
 * The object for which a BackupBlueprint is resolved, as an API server gives it. It may be a Deployment, StatefulSet,
 * DaemonSet, ReplicaSet, ReplicationController, DeploymentConfig, PersistentVolumeClaim or AppBinding. Objects of
 * client libraries fit.
 */
export interface BlueprintTarget {
  /** Group and version of its API, `apps/v1`. */
  readonly apiVersion?: string;
  /** Its kind. */
  readonly kind?: string;
  /** The name, which is needed, and the annotations, which tell the data to back up. */
  readonly metadata?: BlueprintTargetMeta;
  /** The type and version of an AppBinding. Nothing is read of the others. */
  readonly spec?: object;
}

/** The metadata of a {@link BlueprintTarget}. */
export interface BlueprintTargetMeta {
  /** The name. It is needed. */
  readonly name?: string;
  /** The namespace of the Repository and the BackupConfiguration, unless the blueprint gives another. */
  readonly namespace?: string;
  /** The UID. Where it is known, the BackupConfiguration is deleted together with the target. */
  readonly uid?: string;
  /** The data to back up, the schedule and the params: see {@link resolveBlueprint}. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The facts about a target, from its fields, and about its backup, from its annotations. */
export interface TargetFacts {
  readonly apiVersion: string;
  readonly kind: TargetKind;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly uid: string | undefined;
  /** The target itself, where it is an AppBinding. */
  readonly appBinding: AppBinding | undefined;
  readonly schedule: string | undefined;
  readonly paths: ReadonlyArray<string>;
  readonly volumeMounts: ReadonlyArray<VolumeMount>;
  readonly params: ReadonlyArray<Param>;
}

/** The kinds that a BackupBlueprint is for, each with the short name that kubectl has for it. */
export const shortNames = {
  Deployment: 'deploy',
  StatefulSet: 'sts',
  DaemonSet: 'ds',
  ReplicaSet: 'replicaset',
  ReplicationController: 'rc',
  DeploymentConfig: 'deploymentconfig',
  PersistentVolumeClaim: 'pvc',
  AppBinding: 'app',
} as const;

/** A kind that a BackupBlueprint is for. */
export type TargetKind = keyof typeof shortNames;

/** The annotations of a target. */
const annotations = {
  blueprint: 'stash.appscode.com/backup-blueprint',
  schedule: 'stash.appscode.com/schedule',
  paths: 'stash.appscode.com/target-paths',
  volumeMounts: 'stash.appscode.com/volume-mounts',
  /** The name of a param stands behind this prefix. */
  params: 'params.stash.appscode.com/',
} as const;

/**
 * The name of the BackupBlueprint that a target asks for in its annotation `stash.appscode.com/backup-blueprint`.
 *
 * Problems: `annotation-invalid` where the target asks for none, and `input-invalid`.
 */
export function blueprintOf(target: BlueprintTarget): Either<Problems<ResolveProblemCode | InputProblemCode>, string> {
  return readInput<ResolveProblemCode, string>(
    () => [{ name: 'the target', value: target }],
    () => {
      const named: unknown = target.metadata?.annotations?.[annotations.blueprint];
      return typeof named !== 'string' || named === ''
        ? left([missingAnnotation(target, annotations.blueprint, 'nightly')])
        : right(named);
    },
  );
}

/** Reads a target. Problems: `target-invalid`, `annotation-invalid`, and those of `decodeAppBinding`. */
export function readTarget(
  target: BlueprintTarget,
  blueprint: string,
): {
  readonly facts: TargetFacts | undefined;
  readonly problems: ReadonlyArray<Problem<ResolveProblemCode | DecodeProblemCode>>;
} {
  const { apiVersion, kind, metadata } = target;
  const { name, namespace, uid, annotations: given = {} } = metadata ?? {};
  const problems: Array<Problem<ResolveProblemCode | DecodeProblemCode>> = [];
  if (kind === undefined || !isTargetKind(kind)) problems.push(wrongKind(target));
  if (apiVersion === undefined || apiVersion === '') problems.push(absent(target, ['apiVersion']));
  if (name === undefined || name === '') problems.push(absent(target, ['metadata', 'name']));
  const named = given[annotations.blueprint];
  if (named !== undefined && named !== blueprint) problems.push(otherBlueprint(target, named, blueprint));
  const volumeMounts = readVolumeMounts(target, given[annotations.volumeMounts] ?? '', problems);
  const paths = splitList(given[annotations.paths] ?? '');
  if (isWorkload(kind)) {
    if (paths.length === 0) problems.push(missingAnnotation(target, annotations.paths, '/source/data,/etc/app'));
    if (given[annotations.volumeMounts] === undefined) {
      problems.push(missingAnnotation(target, annotations.volumeMounts, 'source-data:/source/data'));
    }
  }
  const decoded = kind === 'AppBinding' ? decodeAppBinding(target, { lenient: true }) : undefined;
  if (decoded !== undefined && isLeft(decoded)) problems.push(...decoded.left);
  if (
    problems.length > 0 ||
    kind === undefined ||
    !isTargetKind(kind) ||
    apiVersion === undefined ||
    name === undefined
  ) {
    return { facts: undefined, problems };
  }
  const facts = {
    apiVersion,
    kind,
    name,
    namespace,
    uid,
    appBinding: decoded === undefined || isLeft(decoded) ? undefined : decoded.right,
    schedule: given[annotations.schedule],
    paths,
    volumeMounts,
    params: Object.entries(given).flatMap(([key, value]) =>
      key.startsWith(annotations.params) ? [{ name: key.slice(annotations.params.length), value }] : [],
    ),
  };
  return { facts, problems };
}

function isTargetKind(kind: string): kind is TargetKind {
  return Object.hasOwn(shortNames, kind);
}

function isWorkload(kind: string | undefined): boolean {
  return kind !== undefined && isTargetKind(kind) && kind !== 'PersistentVolumeClaim' && kind !== 'AppBinding';
}

function splitList(text: string): ReadonlyArray<string> {
  return text
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

/** Reads `volume:/mount/path:sub/path,...`. The last part may be absent. */
function readVolumeMounts(
  target: BlueprintTarget,
  text: string,
  problems: Array<Problem<ResolveProblemCode | DecodeProblemCode>>,
): ReadonlyArray<VolumeMount> {
  return splitList(text).flatMap((element) => {
    const [name = '', mountPath = '', subPath, ...others] = element.split(':');
    if (name !== '' && mountPath.startsWith('/') && subPath !== '' && others.length === 0) {
      return [subPath === undefined ? { name, mountPath } : { name, mountPath, subPath }];
    }
    problems.push(
      invalidAnnotation(target, annotations.volumeMounts, {
        message: `\`${element}\` is no volume, mount path and sub-path`,
        hint: 'write `volume:/mount/path` or `volume:/mount/path:sub/path`, with a comma between two of them',
      }),
    );
    return [];
  });
}

type TargetProblem = Problem<ResolveProblemCode>;

function wrongKind(target: BlueprintTarget): TargetProblem {
  const { kind = '' } = target;
  const near = didYouMean(kind, Object.keys(shortNames));
  return resolveProblem('target-invalid', {
    message: kind === '' ? 'the target has no `kind`' : `a BackupBlueprint cannot back up a \`${kind}\``,
    path: ['kind'],
    ...resourceOf(target),
    hint: near === undefined ? `it can back up ${Object.keys(shortNames).join(', ')}` : `did you mean \`${near}\`?`,
  });
}

function absent(target: BlueprintTarget, path: ReadonlyArray<string>): TargetProblem {
  return resolveProblem('target-invalid', {
    message: `the target has no \`${path.join('.')}\``,
    path,
    ...resourceOf(target),
    hint: 'give the object as the API server returns it',
  });
}

function otherBlueprint(target: BlueprintTarget, named: string, blueprint: string): TargetProblem {
  return invalidAnnotation(target, annotations.blueprint, {
    message: `the target asks for the BackupBlueprint \`${named}\`, not for \`${blueprint}\``,
    hint: 'resolve the blueprint that it asks for',
  });
}

function missingAnnotation(target: BlueprintTarget, annotation: string, example: string): TargetProblem {
  return invalidAnnotation(target, annotation, {
    message: `a \`${target.kind}\` needs the annotation \`${annotation}\``,
    hint: `write it as \`${example}\``,
  });
}

function invalidAnnotation(
  target: BlueprintTarget,
  annotation: string,
  words: Pick<ProblemDetails, 'message' | 'hint'>,
): TargetProblem {
  const path = ['metadata', 'annotations', annotation];
  return resolveProblem('annotation-invalid', { ...words, path, ...resourceOf(target) });
}

function resourceOf({ kind, metadata }: BlueprintTarget): Pick<TargetProblem, 'resource'> {
  if (kind === undefined) return {};
  const { name, namespace } = metadata ?? {};
  return {
    resource: {
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
    },
  };
}
