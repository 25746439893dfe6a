import { readOr } from '../input/read-or.ts';
/*
 * Predicates for the syntaxes that an API server demands of strings; they follow
 * k8s.io/apimachinery/pkg/util/validation. Each looks at the length first, because a pattern takes time in the square
 * of it.
 */

/** True for an RFC 1123 label: lowercase letters, digits and `-`, at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return readOr(false, () => text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text));
}

/** True for RFC 1123 labels of any length with dots between them, at most 253 characters. */
export function isDnsSubdomain(text: string): boolean {
  return readOr(
    false,
    () => text.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(text),
  );
}

/** True for the key of a label: a name of at most 63 characters, which may stand behind a subdomain and `/`. */
export function isQualifiedName(text: string): boolean {
  return readOr(false, () => {
    const slash = text.indexOf('/');
    const name = slash < 0 ? text : text.slice(slash + 1);
    return (slash < 0 || isDnsSubdomain(text.slice(0, slash))) && name.length <= 63 && qualifiedName.test(name);
  });
}

/** True for the value of a label: empty, or a name of at most 63 characters. */
export function isLabelValue(text: string): boolean {
  return readOr(false, () => text === '' || (text.length <= 63 && qualifiedName.test(text)));
}

/** True for the name of an environment variable: printable ASCII characters except `=`. */
export function isEnvName(text: string): boolean {
  return readOr(false, () => /^[ -<>-~]+$/.test(text));
}

/** True for a name of an environment variable that every version of Kubernetes takes. */
export function isPortableEnvName(text: string): boolean {
  return readOr(false, () => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text) && text !== '.' && !text.startsWith('..'));
}

/** True for the key of a ConfigMap or Secret: letters, digits, `-`, `_` and `.`, at most 253 characters. */
export function isDataKey(text: string): boolean {
  return readOr(
    false,
    () => text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'),
  );
}

/**
 * True for the name of a port: at most 15 lowercase letters, digits and single `-`, with at least one letter (RFC
 * 6335).
 */
export function isPortName(text: string): boolean {
  return readOr(false, () => text.length <= 15 && /^(?!.*--)(?=.*[a-z])[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text));
}

/** True for a port number: a whole number from 1 to 65535. */
export function isPortNumber(port: number): boolean {
  return readOr(false, () => Number.isInteger(port) && port >= 1 && port <= 65535);
}

/** True for the name of an HTTP header: a token of RFC 7230. */
export function isHeaderName(text: string): boolean {
  return readOr(false, () => /^[-A-Za-z0-9!#$%&'*+.^_`|~]+$/.test(text));
}

/** True for a path that leads out of its directory. */
export function leadsUp(path: string): boolean {
  return readOr(true, () => path.split('/').includes('..'));
}

const qualifiedName = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
