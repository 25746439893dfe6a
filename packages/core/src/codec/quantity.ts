import type * as t from 'io-ts';
import { quote, wrongType } from './describe.ts';
import { isInt64 } from './integer.ts';
import { leaf } from './primitive.ts';

/**
 * An amount of a resource, as Kubernetes writes it: `500m`, `1Gi`, `0.5`, `2`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = string | number;

/**
 * A quantity: an integer of 64 bits, or a string of a decimal number and a suffix. Problems: `wrong-type`, `invalid-quantity`.
 */
export const Quantity: t.Type<Quantity> = leaf('Quantity', isQuantity, (input) => {
  if (typeof input === 'string') {
    const message = `${quote(input)} is not a quantity`;
    return { code: 'invalid-quantity', message, hint: 'write a number with a unit: `500m`, `128Mi`, `1Gi`, `2`' };
  }
  const problem = wrongType('a quantity', input);
  return typeof input === 'number' ? { ...problem, hint: `write it in quotes: "${input}"` } : problem;
});

/** Whether a value is a quantity. */
export function isQuantity(input: unknown): input is Quantity {
  return typeof input === 'string' ? syntax.test(input) : isInt64(input);
}

/** A sign, digits with at most one point, and a binary suffix, a decimal suffix or an exponent. */
const syntax = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?(?:\d+(?:\.\d*)?|\.\d+))?$/;
