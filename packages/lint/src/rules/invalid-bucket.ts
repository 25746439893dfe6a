import type { Finding, RuleFor } from '../rule.ts';
import { backendOf, settingOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Names of buckets that no provider accepts. */
export const invalidBucket: RuleFor<'invalid-bucket', BackendKind> = {
  code: 'invalid-bucket',
  severity: 'warning',
  kinds: backendKinds,
  meaning: 'No provider accepts the name of the bucket.',
  explanation: `A bucket is a name, not a URL and not a path. Each provider has its own rules. S3 and Google Cloud
Storage take 3 to 63 small letters, digits, dashes and dots, and Google also takes underscores. Azure takes small
letters, digits and single dashes. B2 takes at least 6 letters, digits and dashes.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    s3: { endpoint: s3.amazonaws.com, bucket: Backups/demo }
    storageSecretName: store-credentials
`,
  cure: 'write only the name; a folder in the bucket is the `prefix`.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed === undefined) return [];
    return placed.found.flatMap((found): ReadonlyArray<Finding> => {
      const form = found.bucketName;
      if (form === undefined) return [];
      const name = settingOf(placed, found, form.field) ?? '';
      if (name.includes('${') || form.syntax.test(name)) return [];
      const [bucket = '', ...folders] = name.replace(/^[a-z0-9]+:\/\//i, '').split('/');
      return [
        {
          message:
            name === ''
              ? `the ${form.field} has no name`
              : `\`${name}\` is no name of a ${form.field} of ${found.title}`,
          path: [...placed.path, found.name, form.field],
          hint: folders.some((folder) => folder !== '')
            ? `write \`${bucket}\`, and \`prefix: ${folders.join('/')}\``
            : form.hint,
        },
      ];
    });
  },
};
