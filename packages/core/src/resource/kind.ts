import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Checked } from '../problem/gather.ts';
import type { Problems } from '../problem/problem.ts';
import type { ResourceScope } from './check-metadata.ts';
import type { CrdSpelling } from './document-spelling.ts';
import type { ResourceMeta } from './resource-meta.ts';

/** The apiVersion and kind that the resources of a kind have. */
export interface KindHeader<ApiVersion extends string = string, Name extends string = string> {
  /** Group and version of its API. */
  readonly apiVersion: ApiVersion;
  /** Its kind, as it stands in a manifest. */
  readonly kind: Name;
}

/** The facts about a kind of resource. */
export interface KindFacts<ApiVersion extends string = string, Name extends string = string>
  extends KindHeader<ApiVersion, Name> {
  /** The name of its resources in URLs of the API and in rules of roles: `functions`. */
  readonly plural: string;
  /** The short names that kubectl takes for the plural: `fn`. */
  readonly shortNames: ReadonlyArray<string>;
  /** Where its resources live: in a namespace, or once for the whole cluster. */
  readonly scope: ResourceScope;
  /** True where the API keeps a status, as a subresource. */
  readonly hasStatus: boolean;
  /** The map of `Manifests` that holds its resources. */
  readonly collection: string;
  /** The occasion, for kinds that ask for a backup or a restore. */
  readonly occasion?: Occasion;
  /** True for kinds that ask for a backup or a restore of several targets, their `members`. */
  readonly isBatch?: boolean;
}

/** The use of a target. */
export type Occasion = 'backup' | 'restore';

/** The fields that the resources of all kinds share. */
export interface DecodedResource extends KindHeader {
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
}

/** The entry of a kind: all facts about it, and the function that reads it. */
export interface Kind<A extends DecodedResource, Collection extends string>
  extends KindFacts<A['apiVersion'], A['kind']>,
    Reader<A> {
  readonly collection: Collection;
  /** Reads a resource of the kind. The Problems are complete on either side, warnings among them. */
  readonly read: (
    input: unknown,
    options: Omit<DecodeOptions, 'onWarning'>,
  ) => Either<Problems<DecodeProblemCode>, Checked<A, DecodeProblemCode>>;
}

/** The entry of a kind that asks for a backup or a restore. */
export interface InvokerKind<
  A extends DecodedResource,
  Collection extends string,
  On extends Occasion,
  IsBatch extends boolean,
> extends Kind<A, Collection> {
  readonly occasion: On;
  readonly isBatch: IsBatch;
}

/** The facts about a kind that reading its resources needs. */
export interface Reader<A extends DecodedResource> extends KindHeader<A['apiVersion'], A['kind']> {
  /** Where its resources live: in a namespace, or once for the whole cluster. */
  readonly scope: ResourceScope;
  /** The codec of its resources. They are printed with their fields in the codec's order. */
  readonly codec: t.Type<A>;
  /** Turns other spellings that the kind may be written in into the one that its codec knows. */
  readonly respell?: (input: unknown) => CrdSpelling;
  /** The paths of fields that only another kind has, each with a hint that names it. */
  readonly fieldsOfOthers?: Readonly<Record<string, string>>;
}
