import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { ContainerPort, VolumeDevice, VolumeMount } from '../kubernetes/container.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { readDocumentSpelling } from './document-spelling.ts';
import type { Kind } from './kind.ts';
import { ResourceMeta } from './resource-meta.ts';
import { ContainerRuntimeSettings } from './runtime-settings.ts';

/**
 * A Function: the template of one container, which performs one action of a backup or restore.
 *
 * Cluster-scoped, without a status. Any string in it may hold `${VARIABLE}` placeholders, which are resolved when the
 * container is made.
 */
export interface FunctionResource {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'Function';
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The template. */
  readonly spec?: FunctionSpec;
}

/** The container of a {@link FunctionResource}. */
export interface FunctionSpec {
  /** The image of the container. */
  readonly image?: string;
  /** The command that replaces the image's ENTRYPOINT. */
  readonly command?: ReadonlyArray<string>;
  /** The arguments, which replace the image's CMD. */
  readonly args?: ReadonlyArray<string>;
  /**
   * The working directory; that of the image where it is absent. The document's name for it, `spec.workDir`, is read as
   * this field, with a warning.
   */
  readonly workingDir?: string;
  /** The ports that the container exposes. */
  readonly ports?: ReadonlyArray<ContainerPort>;
  /** The places at which the volumes of the Task are mounted. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** The raw block devices that the container uses. */
  readonly volumeDevices?: ReadonlyArray<VolumeDevice>;
  /**
   * Resources, probes, environment and scheduling of the container. The document's spelling,
   * `spec.runtimeSettings.container`, is read as this field, with a warning.
   */
  readonly runtimeSettings?: ContainerRuntimeSettings;
  /** The PodSecurityPolicy that the container needs on clusters before Kubernetes 1.25. */
  readonly podSecurityPolicyName?: string;
}

/** The codec of {@link FunctionSpec:type}. */
export const FunctionSpec: Struct<FunctionSpec> = struct(
  'FunctionSpec',
  {},
  {
    image: string,
    command: array(string),
    args: array(string),
    workingDir: string,
    ports: array(ContainerPort),
    volumeMounts: array(VolumeMount),
    volumeDevices: array(VolumeDevice),
    runtimeSettings: ContainerRuntimeSettings,
    podSecurityPolicyName: string,
  },
);

/** The codec of {@link FunctionResource:type}. */
export const FunctionResource: Struct<FunctionResource> = struct(
  'FunctionResource',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('Function'),
    metadata: ResourceMeta,
  },
  {
    spec: FunctionSpec,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const functionFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Function',
  plural: 'functions',
  shortNames: ['fn'],
  scope: 'Cluster',
  hasStatus: false,
  collection: 'functions',
} as const;

/** The entry of the kind. */
export const functionKind: Kind<FunctionResource, 'functions'> = {
  ...functionFacts,
  codec: FunctionResource,
  read: (input, options) => readKind(functionKind, input, options),
  respell: readDocumentSpelling,
  fieldsOfOthers: {
    'spec.runtimeSettings.pod':
      'settings of the pod belong to `spec.runtimeSettings.pod` of the BackupConfiguration or the RestoreSession',
  },
};

/**
 * Reads a Function from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once. It also reads the document's spelling, `workDir`
 * and `runtimeSettings.container`, with the warning `nested-spelling`.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`, `both-spellings`,
 * and the warning `ignored-namespace`.
 */
export function decodeFunction(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, FunctionResource> {
  return decodeKind(functionKind, input, options);
}
