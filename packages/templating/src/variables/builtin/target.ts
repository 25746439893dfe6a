import type { BackupTarget, ResourceReference, RestoreTarget } from '@stash-functions/core/decode';
import type { EvaluatedText } from '../evaluate-in-scope.ts';
import { asText, constant, fieldsOf, joined, nonEmpty, type Read } from '../variable-row.ts';

/** The target of an invoker, or the object that a BackupBlueprint is resolved for. */
export type TargetSource = InvokerTargetSource | BlueprintTargetSource;

/** The target that an invoker names. */
export interface InvokerTargetSource {
  readonly occasion: 'backup' | 'restore';
  readonly invoker: ResourceReference;
  /** The path of the target in the invoker. */
  readonly path: ReadonlyArray<string | number>;
  /** The target; a backup may have none. */
  readonly target: BackupTarget | RestoreTarget | undefined;
  /** The resolved name of the first claim, for a restore that makes claims and has a target without a name. */
  readonly claimName?: EvaluatedText | undefined;
  /** The number of the replica of the claims that is restored. */
  readonly ordinal?: number | undefined;
}

/** The object that a BackupBlueprint is resolved for. */
export interface BlueprintTargetSource {
  readonly occasion: 'blueprint';
  readonly object: ResourceReference;
}

/** Variables of the target. */
export const targetVariables = {
  TARGET_API_VERSION: {
    meaning: 'API version of the target',
    source: 'target.ref.apiVersion',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'appcatalog.appscode.com/v1alpha1',
    read: (source: TargetSource): Read =>
      source.occasion === 'blueprint'
        ? fieldsOf(source.object)(source.object.apiVersion, 'apiVersion')
        : inTarget(source, nonEmpty(source.target?.ref?.apiVersion), 'ref', 'apiVersion'),
  },
  TARGET_KIND: {
    meaning: 'Kind of the target; EmptyTarget for a backup without one; in lower case in a blueprint',
    source: 'target.ref.kind',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'AppBinding',
    read: (source: TargetSource): Read => {
      if (source.occasion === 'blueprint') return fieldsOf(source.object)(source.object.kind.toLowerCase(), 'kind');
      if (source.target === undefined) return constant('EmptyTarget');
      return inTarget(source, nonEmpty(source.target.ref?.kind), 'ref', 'kind');
    },
  },
  TARGET_NAME: {
    meaning: 'Name of the target; na for a backup without one',
    source: 'target.ref.name, else the name of the first of target.volumeClaimTemplates, resolved',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'quick-postgres',
    read: (source: TargetSource): Read => {
      if (source.occasion === 'blueprint') return fieldsOf(source.object)(source.object.name, 'metadata', 'name');
      const { target, claimName } = source;
      if (target === undefined) return constant('na');
      const name = nonEmpty(target.ref?.name);
      if (name !== undefined || claimName === undefined) return inTarget(source, name, 'ref', 'name');
      const read = inTarget(source, claimName.text, 'volumeClaimTemplates', 0, 'metadata', 'name');
      return { ...read, secret: claimName.secret };
    },
  },
  TARGET_NAMESPACE: {
    meaning: 'Namespace of the target',
    source: 'target.ref.namespace, else metadata.namespace of the invoker',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'there is a target',
    example: 'demo',
    read: (source: TargetSource): Read => {
      if (source.occasion === 'blueprint') {
        return fieldsOf(source.object)(source.object.namespace, 'metadata', 'namespace');
      }
      if (source.target === undefined) return { value: undefined };
      const namespace = nonEmpty(source.target.ref?.namespace);
      if (namespace !== undefined) return inTarget(source, namespace, 'ref', 'namespace');
      return fieldsOf(source.invoker)(source.invoker.namespace, 'metadata', 'namespace');
    },
  },
  TARGET_RESOURCE: {
    meaning: 'Plural of the kind of the target, in lower case',
    source: 'kind of the target',
    setIn: ['blueprint'],
    alwaysIn: ['blueprint'],
    example: 'deployments',
    read: (source: TargetSource): Read =>
      source.occasion === 'blueprint'
        ? fieldsOf(source.object)(`${source.object.kind.toLowerCase()}s`, 'kind')
        : { value: undefined },
  },
  TARGET_MOUNT_PATH: {
    meaning: 'Directory that the volume of the target is mounted at',
    source: 'target.volumeMounts[0].mountPath, else /stash-data',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '/stash-data',
    read: (source: TargetSource): Read => {
      const mountPath = targetOf(source)?.volumeMounts?.[0]?.mountPath;
      if (mountPath === undefined) return constant(defaultPath);
      return inTarget(source, mountPath, 'volumeMounts', 0, 'mountPath');
    },
  },
  TARGET_PATHS: {
    meaning: 'Paths to back up, joined with a comma',
    source: 'target.paths, else /stash-data',
    setIn: ['backup'],
    alwaysIn: ['backup'],
    example: '/var/lib/data,/etc/app',
    read: (source: TargetSource): Read => {
      const paths = joined(backupTargetOf(source)?.paths, ',');
      return paths === undefined ? constant(defaultPath) : inTarget(source, paths, 'paths');
    },
  },
  DRIVER_ARGS: {
    meaning: 'Arguments for the backup driver, joined with a space',
    source: 'target.args',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the target has any',
    example: '--one-file-system --ignore-inode',
    read: (source: TargetSource): Read => inTarget(source, joined(targetOf(source)?.args, ' '), 'args'),
  },
  TARGET_APP_REPLICAS: {
    meaning: 'Number of replicas of the target',
    source: 'target.replicas; in a restore 1 where it has none',
    setIn: ['backup', 'restore'],
    alwaysIn: ['restore'],
    when: 'it is a restore, or the target has it',
    example: '1',
    read: (source: TargetSource): Read => {
      const replicas = asText(targetOf(source)?.replicas);
      if (replicas === undefined && source.occasion === 'restore') return constant('1');
      return inTarget(source, replicas, 'replicas');
    },
  },
  POD_ORDINAL: {
    meaning: 'Number of the replica that is restored, from 0',
    source: 'the ordinal that the Job is made for',
    setIn: ['restore'],
    alwaysIn: [],
    when: 'the restore makes volumes from target.volumeClaimTemplates',
    example: '0',
    read: (source: TargetSource): Read => {
      if (source.occasion === 'blueprint') return { value: undefined };
      const { target, ordinal } = source;
      // The first replica, if claims are made and the caller does not choose one.
      const makesClaims = target !== undefined && 'volumeClaimTemplates' in target;
      return constant(asText(ordinal ?? (makesClaims && target.volumeClaimTemplates !== undefined ? 0 : undefined)));
    },
  },
} as const;

/** The path at which data is mounted and read, if the target gives none. */
const defaultPath = '/stash-data';

function targetOf(source: TargetSource): BackupTarget | RestoreTarget | undefined {
  return source.occasion === 'blueprint' ? undefined : source.target;
}

function backupTargetOf(source: TargetSource): BackupTarget | undefined {
  return source.occasion === 'backup' ? source.target : undefined;
}

function inTarget(source: TargetSource, value: string | undefined, ...path: ReadonlyArray<string | number>): Read {
  if (source.occasion === 'blueprint') return { value: undefined };
  return fieldsOf(source.invoker, source.path)(value, ...path);
}
