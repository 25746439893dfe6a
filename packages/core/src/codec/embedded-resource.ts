import type * as t from 'io-ts';
import { Codec, readWith } from './codec.ts';
import { wrongType } from './describe.ts';
import { isPlainObject } from './is-object.ts';
import { JsonObject } from './json.ts';
import { fail, type Place, type Report } from './report.ts';

/** The apiVersion and kind of an object. */
export interface EmbeddedHeader {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * A codec of an object of another API inside a resource, as `x-kubernetes-embedded-resource` has it: any JSON with an
 * apiVersion and a kind.
 *
 * Problems: those of {@link JsonObject}, `missing-field`.
 *
 * @param headerFor - gives the apiVersion and kind that an object must have, where its contents show them
 */
export function embeddedResource(headerFor: (contents: JsonObject) => EmbeddedHeader | undefined): t.Type<JsonObject> {
  return new Codec(
    'EmbeddedResource',
    (input): input is JsonObject => JsonObject.is(input) && isName(input.apiVersion) && isName(input.kind),
    (input, place, report) => {
      const object = readWith(JsonObject, input, place, report);
      if (isPlainObject(object)) {
        const header = headerFor(object);
        checkName(object.apiVersion, 'apiVersion', header?.apiVersion, place, report);
        checkName(object.kind, 'kind', header?.kind, place, report);
      }
      return object;
    },
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function checkName(value: unknown, key: string, meant: string | undefined, parent: Place, report: Report): void {
  if (isName(value)) return;
  if (value !== undefined && value !== '') {
    fail(report, { parent, key }, wrongType('a string', value));
    return;
  }
  const message = `the field \`${key}\` is ${value === '' ? 'empty' : 'missing'}`;
  const rule = 'objects inside of a resource have an `apiVersion` and a `kind`';
  const hint =
    meant === undefined ? `${rule}, of the type that these fields are of` : `${rule}: write \`${key}: ${meant}\``;
  fail(report, { parent, key }, { code: 'missing-field', message, hint });
}
