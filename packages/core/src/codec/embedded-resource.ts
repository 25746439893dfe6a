import type * as t from 'io-ts';
import { Codec, readWith } from './codec.ts';
import { wrongType } from './describe.ts';
import { isPlainObject } from './is-object.ts';
import { JsonObject } from './json.ts';
import { fail, type Place, type Report } from './report.ts';

/**
 * A codec of an object of another API that stands inside of a resource, as `x-kubernetes-embedded-resource` has it: any
 * JSON, with an apiVersion and a kind.
 *
 * Problems: those of {@link JsonObject}, `missing-field`.
 *
 * @param example - the apiVersion and kind that the hints suggest
 */
export function embeddedResource(example: { readonly apiVersion: string; readonly kind: string }): t.Type<JsonObject> {
  return new Codec(
    'EmbeddedResource',
    (input): input is JsonObject => JsonObject.is(input) && isName(input.apiVersion) && isName(input.kind),
    (input, place, report) => {
      const object = readWith(JsonObject, input, place, report);
      if (isPlainObject(object)) {
        checkName(object.apiVersion, 'apiVersion', example.apiVersion, place, report);
        checkName(object.kind, 'kind', example.kind, place, report);
      }
      return object;
    },
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function checkName(value: unknown, key: string, example: string, parent: Place, report: Report): void {
  if (isName(value)) return;
  if (value !== undefined && value !== '') {
    fail(report, { parent, key }, wrongType('a string', value));
    return;
  }
  const message = `the field \`${key}\` is ${value === '' ? 'empty' : 'missing'}`;
  const hint = `objects inside of a resource have an \`apiVersion\` and a \`kind\`: write \`${key}: ${example}\``;
  fail(report, { parent, key }, { code: 'missing-field', message, hint });
}
