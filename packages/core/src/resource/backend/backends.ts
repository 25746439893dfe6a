import type * as t from 'io-ts';
import { azureBackend } from './azure.ts';
import { b2Backend } from './b2.ts';
import { gcsBackend } from './gcs.ts';
import { localBackend } from './local.ts';
import { restBackend } from './rest.ts';
import { s3Backend } from './s3.ts';
import { swiftBackend } from './swift.ts';

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
export type BackendSettings<Entry extends AnyBackend> = t.TypeOf<Entry['codec']>;
