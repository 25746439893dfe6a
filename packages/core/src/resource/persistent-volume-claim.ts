import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { PartialObjectMeta } from '../kubernetes/object-meta.ts';
import { PersistentVolumeClaimSpec, PersistentVolumeClaimStatus } from '../kubernetes/persistent-volume-claim.ts';

/** A PersistentVolumeClaim inside an invoker, as the template of claims for its Jobs. */
export interface PersistentVolumeClaim {
  /** `v1`, where a manifest says it. */
  readonly apiVersion?: string;
  /** `PersistentVolumeClaim`, where a manifest says it. */
  readonly kind?: string;
  /** Name, labels and annotations of the claims. */
  readonly metadata?: PartialObjectMeta;
  /** Size, access modes and storage class of the claims. */
  readonly spec?: PersistentVolumeClaimSpec;
  /** Unused: the API has it only because its type is that of a claim. */
  readonly status?: PersistentVolumeClaimStatus;
}

/** The codec of {@link PersistentVolumeClaim:type}. */
export const PersistentVolumeClaim: Struct<PersistentVolumeClaim> = struct(
  'PersistentVolumeClaim',
  {},
  {
    apiVersion: string,
    kind: string,
    metadata: PartialObjectMeta,
    spec: PersistentVolumeClaimSpec,
    status: PersistentVolumeClaimStatus,
  },
);
