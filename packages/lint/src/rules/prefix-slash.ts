import type { Finding, RuleFor } from '../rule.ts';
import { backendOf, settingOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Prefixes of a backend that begin or end with a slash. */
export const prefixSlash: RuleFor<'prefix-slash', BackendKind> = {
  code: 'prefix-slash',
  severity: 'warning',
  kinds: backendKinds,
  meaning: 'The prefix of a backend begins or ends with a slash.',
  explanation: `A slash at the end, or two in a row, makes a folder without a name, and some backends do not find such a
folder again. A slash at the beginning is a note: the tools drop it, so \`/demo\` and \`demo\` are one folder.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    b2: { bucket: backups, prefix: demo/ }
    storageSecretName: store-credentials
`,
  cure: 'write the prefix without slashes around it.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed === undefined) return [];
    return placed.found.flatMap((found): ReadonlyArray<Finding> => {
      const prefix = settingOf(placed, found, 'prefix') ?? '';
      const clean = prefix.replaceAll(/\/{2,}/g, '/').replaceAll(/^\/|\/$/g, '');
      if (clean === prefix || clean === '') return [];
      const isSevere = prefix.endsWith('/') || prefix.includes('//');
      return [
        {
          severity: isSevere ? undefined : 'note',
          message: `the prefix \`${prefix}\` ${prefix.endsWith('/') ? 'ends with a slash' : isSevere ? 'has two slashes in a row' : 'begins with a slash'}`,
          path: [...placed.path, found.name, 'prefix'],
          hint: `write \`${clean}\``,
          fix: { was: prefix, text: clean },
        },
      ];
    });
  },
};
