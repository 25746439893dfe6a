import type { Struct } from '../../codec/struct.ts';
import { AzureBackend, azureBackend } from './azure.ts';
import { B2Backend, b2Backend } from './b2.ts';
import { GCSBackend, gcsBackend } from './gcs.ts';
import { LocalBackend, localBackend } from './local.ts';
import { RestServerBackend, restBackend } from './rest.ts';
import { S3Backend, s3Backend } from './s3.ts';
import { SwiftBackend, swiftBackend } from './swift.ts';

/** Every kind of backend. If a Repository has several, the first one in this order counts. */
export const backends: readonly [
  typeof localBackend,
  typeof s3Backend,
  typeof gcsBackend,
  typeof azureBackend,
  typeof swiftBackend,
  typeof b2Backend,
  typeof restBackend,
] = [localBackend, s3Backend, gcsBackend, azureBackend, swiftBackend, b2Backend, restBackend];

/** The entry of any kind of backend. */
export type AnyBackend = (typeof backends)[number];

/** The kinds of backend, as `REPOSITORY_PROVIDER` calls them. */
export type BackendName = AnyBackend['name'];

/** The value in the field of a kind of backend. */
export type BackendSettings<Entry extends AnyBackend> = Entry['example'];

/**
 * The codec of each kind of backend. It stands apart from the entry, so that a program that reads no backend does not
 * bundle it.
 */
export const backendCodecs: { readonly [Entry in AnyBackend as Entry['name']]: Struct<BackendSettings<Entry>> } = {
  local: LocalBackend,
  s3: S3Backend,
  gcs: GCSBackend,
  azure: AzureBackend,
  swift: SwiftBackend,
  b2: B2Backend,
  rest: RestServerBackend,
};
