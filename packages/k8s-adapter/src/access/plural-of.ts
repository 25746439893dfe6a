import { resourceKinds, targetKinds } from '@stash-functions/core/decode';

/**
 * The plural name of a kind, as roles use it. For a kind that neither this SDK nor Stash knows it is a guess, like that
 * of kubectl without a cluster.
 */
export function pluralOf(kind: string): string {
  const known = [...resourceKinds, ...targetKinds].find((entry) => entry.kind === kind);
  if (known !== undefined) return known.plural;
  const single = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(single)) return `${single}es`;
  return single.endsWith('y') ? `${single.slice(0, -1)}ies` : `${single}s`;
}
