import type { Either } from 'fp-ts/lib/Either.js';
import type { JsonObject } from '../json.ts';
import type { ApiFailure } from './api-failure.ts';

/**
 * The calls that this SDK makes to a cluster. `fromKubeConfig` implements them over a KubeConfig of
 * `@kubernetes/client-node`. Write your own port to go through another client, a proxy or a fake.
 *
 * No method throws or rejects. The iteration of a broken stream throws; a stream that the server closes just ends.
 * Leaving the iteration, or aborting the signal, closes the connection. Only the signal closes a stream that was never
 * begun.
 *
 * The port of `fromKubeConfig` has limits: 64 MiB for an answer, 16 MiB for an event of a watch, and for a list 256
 * MiB, 1,000 pages and 100,000 objects. Anything longer fails with the reason `TooLong`; a stream throws an error that
 * says so. A name that is not one single segment of a path is never sent (`NameInvalid`).
 */
export interface ClusterPort {
  /** The namespace of objects that name none: that of the kubeconfig's context. */
  readonly namespace: string;
  /** Reads one object. */
  readonly read: (target: ObjectTarget, options?: CallOptions) => Promise<Either<ApiFailure, JsonObject>>;
  /** Makes an object and gives it as stored. One that exists already fails with 409 and the reason AlreadyExists. */
  readonly create: (object: SubmittedObject, options?: CreateOptions) => Promise<Either<ApiFailure, JsonObject>>;
  /** Applies an object on the server: makes it, or changes the fields that the manager names. Gives it as stored. */
  readonly apply: (object: SubmittedObject, options: ApplyOptions) => Promise<Either<ApiFailure, AppliedObject>>;
  /**
   * Replaces the status of an existing object and nothing else, and gives it as stored. Where the object names a
   * resourceVersion that is out of date, it fails with 409 and the reason Conflict.
   */
  readonly replaceStatus: (
    object: SubmittedObject,
    options?: ReplaceOptions,
  ) => Promise<Either<ApiFailure, JsonObject>>;
  /**
   * Replaces an object that is there. It fails with 409 and the reason Conflict where the object names a
   * resourceVersion that is no longer the stored one. Gives the stored object.
   */
  readonly replace: (object: SubmittedObject, options?: ReplaceOptions) => Promise<Either<ApiFailure, JsonObject>>;
  /** Deletes an object in the background. */
  readonly remove: (target: ObjectTarget, options?: RemoveOptions) => Promise<Either<ApiFailure, void>>;
  /** Lists every object of a collection at one moment: a consistent read of all pages. */
  readonly list: (collection: Collection, options?: CallOptions) => Promise<Either<ApiFailure, ObjectList>>;
  /** Streams the changes of a collection after a resource version. */
  readonly watch: (
    collection: Collection,
    options: WatchOptions,
  ) => Promise<Either<ApiFailure, AsyncIterable<WatchEvent>>>;
  /** Streams the log of one container, as bytes. */
  readonly logs: (pod: PodTarget, options: LogOptions) => Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>>;
}

/** An object to send; every `V1...` interface fits. */
export interface SubmittedObject {
  /** The version of the API, as `batch/v1`. */
  readonly apiVersion?: string | undefined;
  /** The kind, as `Job`. */
  readonly kind?: string | undefined;
  /** The identity of the object. All other fields are sent unchanged. */
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly generateName?: string | undefined;
    readonly namespace?: string;
  };
}

/** The identity of an object to send. */
export interface SubmittedMetadata {
  readonly name?: string | undefined;
  readonly generateName?: string | undefined;
  readonly namespace?: string | undefined;
}

/** The identity of an object to find. */
export interface ObjectTarget {
  /** The version of the API, as `batch/v1`. */
  readonly apiVersion: string;
  /** The kind, as `Job`. */
  readonly kind: string;
  /** The namespace. A cluster-scoped object has none; others default to the port's {@link ClusterPort.namespace}. */
  readonly namespace?: string;
  /** The name of the object. */
  readonly name: string;
}

/** The namespace of a {@link Collection} that spans all namespaces. */
export const allNamespaces = '*';

/** The objects of one kind in one namespace. Selectors let the server narrow them down. */
export interface Collection {
  /** The version of the API, as `v1`. */
  readonly apiVersion: string;
  /** The kind, as `Pod`. */
  readonly kind: string;
  /** The namespace of the objects, or {@link allNamespaces}. It does not matter for a kind of the cluster. */
  readonly namespace: string;
  /** The labels that the objects must have, as `controller-uid=2f6a...`. */
  readonly labelSelector?: string | undefined;
  /** The fields that the objects must have, as `metadata.name=backup`. */
  readonly fieldSelector?: string | undefined;
}

/** The identity of a pod. */
export interface PodTarget {
  /** The namespace of the pod. */
  readonly namespace: string;
  /** The name of the pod. */
  readonly name: string;
}

/** The options of every call. */
export interface CallOptions {
  /** Gives the call up when it is aborted: the call fails, and its stream ends. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called with each warning that the server sends beside its answer, as for a deprecated version or an unknown field.
   */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** The options of `create`. */
export interface CreateOptions extends CallOptions {
  /** The manager of every field. */
  readonly fieldManager?: string | undefined;
  /** True to check everything on the server and store nothing. */
  readonly dryRun?: boolean | undefined;
}

/** The options of `apply`. */
export interface ApplyOptions extends CallOptions {
  /** The manager of the fields that the object names. */
  readonly fieldManager: string;
  /** True to take over fields that another manager holds. Otherwise they give a conflict. */
  readonly force?: boolean | undefined;
  /** True to check everything on the server and store nothing. */
  readonly dryRun?: boolean | undefined;
}

/** The options of `replace` and `replaceStatus`. */
export interface ReplaceOptions extends CallOptions {
  /** The manager of what is replaced. */
  readonly fieldManager?: string | undefined;
}

/** The options of `remove`. */
export interface RemoveOptions extends CallOptions {
  /** The uid of the object. With another one under the same name, the call fails with 409. */
  readonly uid?: string | undefined;
}

/** The options of `watch`. */
export interface WatchOptions extends CallOptions {
  /** The version at which a list or the last event ended. */
  readonly resourceVersion: string;
  /** Seconds until the server closes the stream. */
  readonly timeoutSeconds: number;
}

/** The options of `logs`. */
export interface LogOptions extends CallOptions {
  /** The name of the container. Init containers have logs too. */
  readonly container: string;
  /** True to keep the stream open until the container ends. */
  readonly follow?: boolean | undefined;
  /** True to read the log of the instance before the last restart. */
  readonly previous?: boolean | undefined;
  /** True to begin each line with its time (RFC 3339, nanoseconds) and a space. */
  readonly timestamps?: boolean | undefined;
  /** The time to begin at, in RFC 3339. Kubelets look at whole seconds only. */
  readonly sinceTime?: string | undefined;
  /** The number of lines to read, from the end. */
  readonly tailLines?: number | undefined;
}

/** The result of `apply`. */
export interface AppliedObject {
  /** The object as it is stored now. */
  readonly object: JsonObject;
  /** True where this call made the object. */
  readonly created: boolean;
}

/** The result of `list`. */
export interface ObjectList {
  /** The version at which a watch goes on. */
  readonly resourceVersion: string;
  /** The objects, in no particular order. */
  readonly items: ReadonlyArray<JsonObject>;
}

/** One line of a watch stream. */
export interface WatchEvent {
  /**
   * One of ADDED, MODIFIED, DELETED, BOOKMARK (the object holds only a resource version) and ERROR (the object is a
   * Status).
   */
  readonly type: string;
  /** The object after the change; for DELETED, before it. */
  readonly object: JsonObject;
}
