import type * as t from 'io-ts';
import { quote, wrongType } from './describe.ts';
import { leaf } from './primitive.ts';

/**
 * Bytes as base64 text, a string of the format `byte`: with `+`, `/` and padding, without line breaks. The empty string
 * is refused, as by an API server. Problems: `wrong-type`, `invalid-bytes`.
 */
export const base64: t.Type<string> = leaf('base64', isBase64, (input) => {
  if (typeof input !== 'string') return wrongType('a string', input);
  return {
    code: 'invalid-bytes',
    message: `${quote(input)} is not base64`,
    hint: 'encode the bytes, without line breaks: `base64 -w0 FILE`',
  };
});

function isBase64(input: unknown): input is string {
  return typeof input === 'string' && input !== '' && input.length % 4 === 0 && syntax.test(input);
}

const syntax = /^[A-Za-z\d+/]+={0,2}$/;
