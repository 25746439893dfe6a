import { resourceKinds, targetKinds } from '@stash-functions/core/decode';

/**
 * The name of the objects of a kind in rules of roles. Of a kind that neither this SDK nor Stash knows it is guessed, as
 * kubectl does where it can't ask a cluster.
 */
export function pluralOf(kind: string): string {
  const known = [...resourceKinds, ...targetKinds].find((entry) => entry.kind === kind);
  if (known !== undefined) return known.plural;
  const single = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(single)) return `${single}es`;
  return single.endsWith('y') ? `${single.slice(0, -1)}ies` : `${single}s`;
}
