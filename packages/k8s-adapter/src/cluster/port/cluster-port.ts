import type { Either } from 'fp-ts/lib/Either.js';
import type { JsonObject } from '../json.ts';
import type { ApiFailure } from './api-failure.ts';

/**
 * The calls that this SDK makes to a cluster. `fromKubeConfig` implements them over a KubeConfig of
 * `@kubernetes/client-node`; write your own to go through another client, a proxy or a fake.
 *
 * No method throws or rejects. A stream that breaks off throws out of its iteration; one that the server closes just
 * ends. Leaving the iteration, or aborting the signal, closes the connection; a stream that is never begun is closed by the
 * signal alone.
 *
 * The port of `fromKubeConfig` takes at most 64 MiB for an answer, 256 MiB, 1,000 pages and 100,000 objects for a list, and
 * 16 MiB for an event of a watch; what goes past that is a failure with the reason `TooLong`, in a stream an error that
 * says so. No name that is more than one segment of a path is ever sent (`NameInvalid`).
 */
export interface ClusterPort {
  /** The namespace for objects that name none: that of the kubeconfig's context. */
  readonly namespace: string;
  /** One object. */
  readonly read: (target: ObjectTarget, options?: CallOptions) => Promise<Either<ApiFailure, JsonObject>>;
  /** Makes an object that must not be there yet: 409 with the reason AlreadyExists otherwise. Gives it as stored. */
  readonly create: (object: SubmittedObject, options?: CreateOptions) => Promise<Either<ApiFailure, JsonObject>>;
  /** Server-side apply: makes the object, or changes the fields that the manager names. Gives it as stored. */
  readonly apply: (object: SubmittedObject, options: ApplyOptions) => Promise<Either<ApiFailure, AppliedObject>>;
  /**
   * Replaces the status of an object that is there, and nothing else of it. Where the object names a resourceVersion that
   * is no longer the stored one, 409 with the reason Conflict. Gives it as stored.
   */
  readonly replaceStatus: (
    object: SubmittedObject,
    options?: ReplaceStatusOptions,
  ) => Promise<Either<ApiFailure, JsonObject>>;
  /** Deletes an object, in the background. */
  readonly remove: (target: ObjectTarget, options?: RemoveOptions) => Promise<Either<ApiFailure, void>>;
  /** Every object of a collection at one moment: a consistent read, all pages of it. */
  readonly list: (collection: Collection, options?: CallOptions) => Promise<Either<ApiFailure, ObjectList>>;
  /** The changes of a collection after a resource version. */
  readonly watch: (
    collection: Collection,
    options: WatchOptions,
  ) => Promise<Either<ApiFailure, AsyncIterable<WatchEvent>>>;
  /** The log of one container, as bytes. */
  readonly logs: (pod: PodTarget, options: LogOptions) => Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>>;
}

/** An object as a caller writes it: every `V1...` interface is one. */
export interface SubmittedObject {
  /** `batch/v1` */
  readonly apiVersion?: string | undefined;
  /** `Job` */
  readonly kind?: string | undefined;
  /** Its identity; everything else in it is sent as it is. */
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly generateName?: string | undefined;
    readonly namespace?: string;
  };
}

/** The identity of an object as a caller writes it. */
export interface SubmittedMetadata {
  readonly name?: string | undefined;
  readonly generateName?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Which object. */
export interface ObjectTarget {
  /** `batch/v1` */
  readonly apiVersion: string;
  /** `Job` */
  readonly kind: string;
  /** Absent for an object of the cluster; the port's {@link ClusterPort.namespace} where its kind has namespaces. */
  readonly namespace?: string;
  /** `metadata.name` */
  readonly name: string;
}

/** Which objects: those of one kind in one namespace, narrowed down by the server. */
export interface Collection {
  /** `v1` */
  readonly apiVersion: string;
  /** `Pod` */
  readonly kind: string;
  /** The namespace that holds them. */
  readonly namespace: string;
  /** `controller-uid=2f6a...` */
  readonly labelSelector?: string | undefined;
  /** `metadata.name=backup` */
  readonly fieldSelector?: string | undefined;
}

/** Which pod. */
export interface PodTarget {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
}

/** What every call takes. */
export interface CallOptions {
  /** Gives the call up: it then comes back with a failure, and its stream ends. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each warning that the server sends beside its answer: deprecated versions, unknown fields, and the like. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** What `create` takes. */
export interface CreateOptions extends CallOptions {
  /** Recorded as the manager of every field. */
  readonly fieldManager?: string | undefined;
  /** Checks everything on the server and stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What `apply` takes. */
export interface ApplyOptions extends CallOptions {
  /** The manager of the fields that the object names. */
  readonly fieldManager: string;
  /** Takes over fields that another manager holds, instead of a conflict. */
  readonly force?: boolean | undefined;
  /** Checks everything on the server and stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What `replaceStatus` takes. */
export interface ReplaceStatusOptions extends CallOptions {
  /** Recorded as the manager of the status. */
  readonly fieldManager?: string | undefined;
}

/** What `remove` takes. */
export interface RemoveOptions extends CallOptions {
  /** Refuses, with 409, to delete an object of the same name that is another one. */
  readonly uid?: string | undefined;
}

/** What `watch` takes. */
export interface WatchOptions extends CallOptions {
  /** Where a list or the last event ended. */
  readonly resourceVersion: string;
  /** Seconds after which the server closes the stream. */
  readonly timeoutSeconds: number;
}

/** What `logs` takes. */
export interface LogOptions extends CallOptions {
  /** The container's name; init containers have logs as well. */
  readonly container: string;
  /** Stays open until the container ends. */
  readonly follow?: boolean | undefined;
  /** The instance before the last restart. */
  readonly previous?: boolean | undefined;
  /** Begins each line with its time (RFC 3339, nanoseconds) and a blank. */
  readonly timestamps?: boolean | undefined;
  /** RFC 3339; kubelets look at whole seconds only. */
  readonly sinceTime?: string | undefined;
  /** Only the last lines. */
  readonly tailLines?: number | undefined;
}

/** What `apply` gives back. */
export interface AppliedObject {
  /** The object as it is stored now. */
  readonly object: JsonObject;
  /** Whether it was made by this call. */
  readonly created: boolean;
}

/** What `list` gives back. */
export interface ObjectList {
  /** Where a watch carries on. */
  readonly resourceVersion: string;
  /** The objects, in no particular order. */
  readonly items: ReadonlyArray<JsonObject>;
}

/** One line of a watch stream. */
export interface WatchEvent {
  /** ADDED, MODIFIED, DELETED, BOOKMARK (the object holds a resource version only) or ERROR (the object is a Status). */
  readonly type: string;
  /** The object after the change; before it, for DELETED. */
  readonly object: JsonObject;
}
