import type * as t from 'io-ts';
import { Codec, refuse } from './codec.ts';
import { holdsTemplate } from './cure.ts';
import { quote, wrongType } from './describe.ts';
import { isInt64 } from './integer.ts';
import type { Place } from './report.ts';

/**
 * An amount of a resource, as Kubernetes writes it: `500m`, `1Gi`, `0.5`, `2`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = string | number;

/**
 * A quantity: an integer of 64 bits, or a string of a decimal number and a suffix. Problems: `wrong-type`, `invalid-quantity`.
 */
export const Quantity: t.Type<Quantity> = new Codec('Quantity', isQuantity, (input, place, report) => {
  if (typeof input === 'string') {
    const message = `${quote(input)} is not a quantity`;
    return refuse(input, place, report, { code: 'invalid-quantity', message, hint: quantityHint(input, place) });
  }
  const hint = typeof input === 'number' ? `write it in quotes: "${input}"` : quantityHint('', place);
  return refuse(input, place, report, { ...wrongType('a quantity', input), hint });
});

/** True for a quantity. */
export function isQuantity(input: unknown): input is Quantity {
  return typeof input === 'string' ? syntax.test(input) : isInt64(input);
}

/** A sign, digits with at most one point, and a binary suffix, a decimal suffix or an exponent. */
const syntax = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?(?:\d+(?:\.\d*)?|\.\d+))?$/;

function quantityHint(text: string, place: Place): string {
  if (holdsTemplate(text)) return 'only strings can hold `${...}`: write the quantity';
  if (/(?:^|\.)cpu$/.test(String(place?.key))) return 'write a number of cores: `1` or `500m`';
  const [, amount, prefix, binary] = nearlyBytes.exec(text) ?? [];
  if (amount === undefined || prefix === undefined) {
    return 'write a number with a unit: `500m`, `128Mi`, `1Gi`, `2`';
  }
  const upper = prefix.toUpperCase();
  const inBinary = `\`${amount}${upper}i\``;
  return binary === ''
    ? `did you mean \`${amount}${upper === 'K' ? 'k' : upper}\` or ${inBinary}?`
    : `did you mean ${inBinary}?`;
}

/** An amount of bytes with a unit as people write it: `256MB`, `1 Gb`, `10 gib`. */
const nearlyBytes = /^(\d{1,20}(?:\.\d{1,20})?)\s*([kmgtpe])(i?)b?$/i;
