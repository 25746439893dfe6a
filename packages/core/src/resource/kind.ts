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

/** What is true of a kind of resource. */
export interface KindFacts<ApiVersion extends string = string, Name extends string = string>
  extends KindHeader<ApiVersion, Name> {
  /** The name of its resources in the URLs of the API and in the rules of roles: `functions`. */
  readonly plural: string;
  /** What kubectl takes for the plural: `fn`. */
  readonly shortNames: ReadonlyArray<string>;
  /** Whether its resources live in a namespace, or once for the whole cluster. */
  readonly scope: ResourceScope;
  /** Whether the API keeps a status, as a subresource. */
  readonly hasStatus: boolean;
  /** The map of `Manifests` that holds its resources. */
  readonly collection: string;
  /** Where its resources ask for a backup or a restore: which of them. */
  readonly occasion?: Occasion;
  /** Where its resources ask for a backup or a restore: whether of several targets, its `members`. */
  readonly isBatch?: boolean;
}

/** The use of a target. */
export type Occasion = 'backup' | 'restore';

/** What the resources of all kinds have in common. */
export interface DecodedResource extends KindHeader {
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
}

/** The entry of a kind: everything that is true of it, and how it is read. */
export interface Kind<A extends DecodedResource, Collection extends string>
  extends KindFacts<A['apiVersion'], A['kind']>,
    Reader<A> {
  readonly collection: Collection;
  /** Reads a resource of the kind; the Problems of either side are all that there are, warnings among them. */
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

/** What there is to know of a kind in order to read its resources. */
export interface Reader<A extends DecodedResource> extends KindHeader<A['apiVersion'], A['kind']> {
  /** Whether its resources live in a namespace. */
  readonly scope: ResourceScope;
  /** The codec of its resources; the order of its fields is that in which they are printed. */
  readonly codec: t.Type<A>;
  /** Reads what the kind was written with into what its codec knows, where the two may differ. */
  readonly respell?: (input: unknown) => CrdSpelling;
  /** The paths of fields that the kind does not have and another kind has, each with a hint that says which. */
  readonly fieldsOfOthers?: Readonly<Record<string, string>>;
}
