import type { LintTarget } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { pathsOf } from '../subject/paths.ts';
import { type Placed, present } from '../subject/placed.ts';

/** Paths that do not begin with a slash. */
export const relativePath: RuleFor<'relative-path', InvokerKind> = {
  code: 'relative-path',
  severity: 'warning',
  kinds: invokerKinds,
  meaning: 'A path does not begin with a slash.',
  explanation: `Such a path is looked for in the working directory of the container, which differs from image to image.
Patterns in \`include\` and \`exclude\` may be relative.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  target:
    ref: { apiVersion: apps/v1, kind: Deployment, name: web }
    volumeMounts: [{ name: data, mountPath: /data }]
    paths: [data]
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write it from the root: `/data`.',
  check: (invoker, context) => {
    const all = context.targetsOf(invoker).flatMap((target) => [...pathsOf(target), ...mountsOf(target)]);
    return all.flatMap(({ value, path }): ReadonlyArray<Finding> => {
      if (value.startsWith('/') || value === '' || /^\$|^[A-Za-z]:\\/.test(value)) return [];
      const absolute = `/${value.replace(/^\.?\//, '')}`;
      const message = `the path \`${value}\` is relative`;
      return [{ message, path, hint: `write \`${absolute}\``, fix: { was: value, text: absolute } }];
    });
  },
};

function mountsOf({ spec, path }: LintTarget): ReadonlyArray<Placed<string>> {
  return present(
    (spec.target?.volumeMounts ?? []).map(({ mountPath }, index) => ({
      value: mountPath,
      path: [...path, 'target', 'volumeMounts', index, 'mountPath'],
    })),
  );
}
