import { didYouMean, type TargetRef, targetKindOf, targetKinds } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';

/** Targets whose apiVersion and kind do not belong together. */
export const targetKind: RuleFor<'target-kind', InvokerKind> = {
  code: 'target-kind',
  severity: 'warning',
  kinds: invokerKinds,
  meaning: 'The apiVersion and the kind of a target do not belong together.',
  explanation: `The operator looks up the target by both. It finds nothing, or takes an AppBinding for something else.
Write the kind as in a manifest, \`Deployment\` and not \`deploy\`, and an API that is still served.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  target:
    ref: { apiVersion: apps/v1, kind: AppBinding, name: orders }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write the apiVersion and the kind that the object itself has.',
  check: (invoker, context) =>
    context.targetsOf(invoker).flatMap(({ spec, path }) => {
      const { ref } = spec.target ?? {};
      return ref === undefined ? [] : ofRef(ref, [...path, 'target', 'ref']);
    }),
};

function ofRef(ref: TargetRef, path: ReadonlyArray<string | number>): ReadonlyArray<Finding> {
  const { apiVersion = '', kind = '' } = ref;
  const missing = (['apiVersion', 'kind', 'name'] as const).filter((field) => (ref[field] ?? '') === '');
  const known = targetKindOf(kind);
  if (missing.length > 0 && missing.length < 3) {
    const [field = 'kind'] = missing;
    const cure =
      field === 'apiVersion' && known !== undefined ? `write \`apiVersion: ${known.apiVersion}\`` : `give it`;
    return [{ message: `the target has no \`${field}\``, path, at: 'key', hint: cure }];
  }
  if (known === undefined) return misspelt(kind, apiVersion, path);
  const ofKind: ReadonlyArray<Finding> =
    known.kind === kind
      ? []
      : [
          {
            message: `the kind of a target is written as in a manifest, and not \`${kind}\``,
            path: [...path, 'kind'],
            hint: `write \`${known.kind}\``,
            fix: { was: kind, text: known.kind },
          },
        ];
  if (apiVersion === known.apiVersion) return ofKind;
  const isRemoved = known.removed.includes(apiVersion);
  return [
    ...ofKind,
    {
      message: isRemoved
        ? `\`${known.kind}\` is no longer served as \`${apiVersion}\``
        : `there is no \`${known.kind}\` in the API \`${apiVersion}\``,
      path: [...path, 'apiVersion'],
      hint: `write \`apiVersion: ${known.apiVersion}\``,
      fix: { was: apiVersion, text: known.apiVersion },
    },
  ];
}

/** Nothing is known of kinds of other APIs. */
function misspelt(kind: string, apiVersion: string, path: ReadonlyArray<string | number>): ReadonlyArray<Finding> {
  const near = didYouMean(
    kind,
    targetKinds.filter((each) => each.apiVersion === apiVersion).map((each) => each.kind),
  );
  if (near === undefined) return [];
  const message = `there is no kind \`${kind}\` in the API \`${apiVersion}\``;
  return [{ message, path: [...path, 'kind'], hint: `did you mean \`${near}\`?`, fix: { was: kind, text: near } }];
}
