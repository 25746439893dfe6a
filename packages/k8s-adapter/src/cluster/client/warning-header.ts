/**
 * The texts of the header `Warning` of an answer (RFC 7234, section 5.5). API servers send it with code 299 for
 * deprecated versions, unknown fields and the like: `299 - "unknown field \"spec.foo\""`.
 */
export function readWarningHeader(header: string | undefined): ReadonlyArray<string> {
  if (header === undefined) return [];
  return [...header.matchAll(/\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}
