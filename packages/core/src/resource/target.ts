import { array } from '../codec/array.ts';
import { int32 } from '../codec/integer.ts';
import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { VolumeMount } from '../kubernetes/container.ts';
import { PersistentVolumeClaim } from './persistent-volume-claim.ts';

/** The object that is backed up or restored into. */
export interface TargetRef {
  /** Group and version of its API, `apps/v1`. */
  readonly apiVersion?: string;
  /** Its kind, `Deployment` or `AppBinding`. */
  readonly kind?: string;
  /** Its name. */
  readonly name?: string;
  /** Its namespace; the one of the invoker where it is absent. */
  readonly namespace?: string;
}

/** The data that a backup reads. */
export interface BackupTarget {
  /** The host name under which the data is filed in the repository, so that a restore can find it. */
  readonly alias?: string;
  /** The workload, volume or application. */
  readonly ref?: TargetRef;
  /** The paths that are backed up. */
  readonly paths?: ReadonlyArray<string>;
  /** The places at which the volumes of the target are mounted. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** The number of replicas that a VolumeSnapshot backup covers, int32. */
  readonly replicas?: number;
  /** The VolumeSnapshotClass, for the driver VolumeSnapshotter. */
  readonly snapshotClassName?: string;
  /** Patterns of files that are left out. */
  readonly exclude?: ReadonlyArray<string>;
  /** More arguments for the backup tool. */
  readonly args?: ReadonlyArray<string>;
}

/** The place that a restore writes to. */
export interface RestoreTarget {
  /** The host name under which the data was filed when it was backed up. */
  readonly alias?: string;
  /** The workload, volume or application. */
  readonly ref?: TargetRef;
  /** The places at which the volumes of the target are mounted. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** The number of sets of claims that are made from volumeClaimTemplates, int32; 1 where it is absent. */
  readonly replicas?: number;
  /** Claims that are made and restored into; `${POD_ORDINAL}` is the number of the replica. */
  readonly volumeClaimTemplates?: ReadonlyArray<PersistentVolumeClaim>;
  /** The rules that choose the data for each host. */
  readonly rules?: ReadonlyArray<RestoreRule>;
  /** More arguments for the restore tool. */
  readonly args?: ReadonlyArray<string>;
}

/** A rule that chooses the data for some hosts. */
export interface RestoreRule {
  /** The hosts that the rule holds for; every host where it is empty or absent. */
  readonly targetHosts?: ReadonlyArray<string>;
  /** The host whose backed up data is restored; the target host itself where it is empty or absent. */
  readonly sourceHost?: string;
  /** The snapshots to restore; not together with paths. */
  readonly snapshots?: ReadonlyArray<string>;
  /** The paths to restore; not together with snapshots. */
  readonly paths?: ReadonlyArray<string>;
  /** Patterns of files that are left out. */
  readonly exclude?: ReadonlyArray<string>;
  /** Patterns of files to restore; all others are left out. */
  readonly include?: ReadonlyArray<string>;
}

/** The codec of {@link TargetRef:type}. */
export const TargetRef: Struct<TargetRef> = struct(
  'TargetRef',
  {},
  {
    apiVersion: string,
    kind: string,
    name: string,
    namespace: string,
  },
);

/** The codec of {@link BackupTarget:type}. */
export const BackupTarget: Struct<BackupTarget> = struct(
  'BackupTarget',
  {},
  {
    alias: string,
    ref: TargetRef,
    paths: array(string),
    volumeMounts: array(VolumeMount),
    replicas: int32,
    snapshotClassName: string,
    exclude: array(string),
    args: array(string),
  },
);

/** The codec of {@link RestoreRule:type}. */
export const RestoreRule: Struct<RestoreRule> = struct(
  'RestoreRule',
  {},
  {
    targetHosts: array(string),
    sourceHost: string,
    snapshots: array(string),
    paths: array(string),
    exclude: array(string),
    include: array(string),
  },
);

/** The codec of {@link RestoreTarget:type}. */
export const RestoreTarget: Struct<RestoreTarget> = struct(
  'RestoreTarget',
  {},
  {
    alias: string,
    ref: TargetRef,
    volumeMounts: array(VolumeMount),
    replicas: int32,
    volumeClaimTemplates: array(PersistentVolumeClaim),
    rules: array(RestoreRule),
    args: array(string),
  },
);
