import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import { base64 } from '../codec/base64.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { embeddedResource } from '../codec/embedded-resource.ts';
import { int32 } from '../codec/integer.ts';
import { boolean, literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { LocalObjectReference } from '../kubernetes/object-reference.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { parametersType } from './app-binding-parameters.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import type { Kind } from './kind.ts';
import { ResourceMeta } from './resource-meta.ts';
import { SecretTransform } from './secret-transform.ts';

/**
 * An AppBinding: the address of an application such as a database, and the Tasks that back it up and restore it.
 * Namespaced; its API belongs to kmodules.xyz/custom-resources.
 */
export interface AppBinding {
  /** The group and version of the API. */
  readonly apiVersion: 'appcatalog.appscode.com/v1alpha1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'AppBinding';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The application. */
  readonly spec?: AppBindingSpec;
}

/** The application of an {@link AppBinding}: its address, its Secrets and its add-on. */
export interface AppBindingSpec {
  /** The sort of application, as group and resource: `kubedb.com/postgres`. */
  readonly type?: string;
  /** Its version. */
  readonly version?: string;
  /** The object that the application is made by, where there is one. */
  readonly appRef?: AppReference;
  /** The address of the application. */
  readonly clientConfig: ClientConfig;
  /** The Secret with its credentials. */
  readonly secret?: AppBindingSecretReference;
  /** The Secret with the certificates for connecting to it. */
  readonly tlsSecret?: LocalObjectReference;
  /** The former name of tlsSecret. */
  readonly clientCertificateSecret?: LocalObjectReference;
  /** The keys of the secret to rename, add and remove before use. */
  readonly secretTransforms?: ReadonlyArray<SecretTransform>;
  /**
   * Facts about the application that tools need: an object with an apiVersion and a kind. For backups it holds a
   * StashAddon.
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The object that an application is made by, such as a Postgres of KubeDB. */
export interface AppReference {
  /** The group of its API, `kubedb.com`. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind?: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace?: string;
}

/** The address of an application: exactly one of url and service. */
export interface ClientConfig {
  /** The URL of the application, where it runs outside of the cluster. */
  readonly url?: string;
  /** The Service of the application, where it runs in the cluster. */
  readonly service?: ServiceReference;
  /** True to accept its certificate unchecked. Default false. */
  readonly insecureSkipTLSVerify?: boolean;
  /** The certificate authorities that its certificate is checked against: PEM, base64-encoded. */
  readonly caBundle?: string;
  /** The name that its certificate must have; the host where it is absent. */
  readonly serverName?: string;
}

/** A Service, and the parts of a URL that leads to it. */
export interface ServiceReference {
  /** The scheme of the URL, `postgresql`. */
  readonly scheme: string;
  /** The name of the Service. */
  readonly name: string;
  /** The namespace of the Service; that of the AppBinding where it is absent. */
  readonly namespace?: string;
  /** The port of the Service, int32. */
  readonly port: number;
  /** The path of the URL. */
  readonly path?: string;
  /** The query of the URL, without `?`. */
  readonly query?: string;
}

/** The Secret of an AppBinding. Later versions of the API also give its kind and namespace. */
export interface AppBindingSecretReference {
  /** The group of its API. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind?: string;
  /** Its name. */
  readonly name?: string;
  /** Its namespace; that of the AppBinding where it is absent. */
  readonly namespace?: string;
}

/** The codec of {@link AppReference:type}. */
export const AppReference: Struct<AppReference> = struct(
  'AppReference',
  {
    name: string,
  },
  {
    apiGroup: string,
    kind: string,
    namespace: string,
  },
);

/** The codec of {@link ServiceReference:type}. */
export const ServiceReference: Struct<ServiceReference> = struct(
  'ServiceReference',
  {
    scheme: string,
    name: string,
    port: int32,
  },
  {
    namespace: string,
    path: string,
    query: string,
  },
);

/** The codec of {@link ClientConfig:type}. */
export const ClientConfig: Struct<ClientConfig> = struct(
  'ClientConfig',
  {},
  {
    url: string,
    service: ServiceReference,
    insecureSkipTLSVerify: boolean,
    caBundle: base64,
    serverName: string,
  },
);

/** The codec of {@link AppBindingSecretReference:type}. */
export const AppBindingSecretReference: Struct<AppBindingSecretReference> = struct(
  'AppBindingSecretReference',
  {},
  {
    apiGroup: string,
    kind: string,
    name: string,
    namespace: string,
  },
);

/** The codec of {@link AppBindingSpec:type}. */
export const AppBindingSpec: Struct<AppBindingSpec> = struct(
  'AppBindingSpec',
  {
    clientConfig: ClientConfig,
  },
  {
    type: string,
    version: string,
    appRef: AppReference,
    secret: AppBindingSecretReference,
    tlsSecret: LocalObjectReference,
    clientCertificateSecret: LocalObjectReference,
    secretTransforms: array(SecretTransform),
    parameters: embeddedResource(parametersType),
  },
);

/** The codec of {@link AppBinding:type}. */
export const AppBinding: Struct<AppBinding> = struct(
  'AppBinding',
  {
    apiVersion: literal('appcatalog.appscode.com/v1alpha1'),
    kind: literal('AppBinding'),
    metadata: ResourceMeta,
  },
  {
    spec: AppBindingSpec,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const appBindingFacts = {
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  plural: 'appbindings',
  shortNames: [],
  scope: 'Namespaced',
  hasStatus: false,
  collection: 'appBindings',
} as const;

/** The entry of the kind. */
export const appBindingKind: Kind<AppBinding, 'appBindings'> = {
  ...appBindingFacts,
  codec: AppBinding,
  read: (input, options) => readKind(appBindingKind, input, options),
};

/**
 * Reads an AppBinding from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeAppBinding(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, AppBinding> {
  return decodeKind(appBindingKind, input, options);
}
