import type { Invoker } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { restoreRulesOf } from '../subject/restore-rules.ts';

/** Elements of lists that hold the very separator with which the list becomes one string. */
export const ambiguousJoin: RuleFor<'ambiguous-join', InvokerKind> = {
  code: 'ambiguous-join',
  severity: 'warning',
  kinds: invokerKinds,
  meaning: 'An element of a list holds the very character that joins the elements.',
  explanation: `Paths, patterns, snapshots and tags are joined with a comma, and arguments with a space. An element that
holds the separator is read as several elements.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  target:
    paths: ['/srv/a,b']
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write several elements if you mean several; otherwise avoid the character.',
  check: (invoker, context) => [...ofTargets(invoker, context), ...ofTags(invoker)],
};

function ofTargets(invoker: Invoker, context: LintContext): ReadonlyArray<Finding> {
  const targets = context.targetsOf(invoker).flatMap((target) => {
    const { path, spec } = target;
    const args = joined(spec.target?.args, ' ', [...path, 'target', 'args']);
    if (target.occasion === 'restore') return args;
    const { paths, exclude } = target.spec.target ?? {};
    return [
      ...joined(paths, ',', [...path, 'target', 'paths']),
      ...joined(exclude, ',', [...path, 'target', 'exclude']),
      ...args,
    ];
  });
  const rules = restoreRulesOf(invoker).flatMap(({ value, path }) =>
    (['paths', 'snapshots', 'include', 'exclude'] as const).flatMap((field) =>
      joined(value[field], ',', [...path, field]),
    ),
  );
  return [...targets, ...rules];
}

/** The tags of a retention policy, which all targets of an invoker share. */
function ofTags(invoker: Invoker): ReadonlyArray<Finding> {
  if (invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch') return [];
  return joined(invoker.spec?.retentionPolicy.keepTags, ',', ['spec', 'retentionPolicy', 'keepTags']);
}

function joined(
  elements: ReadonlyArray<string> | undefined,
  separator: ',' | ' ',
  path: ReadonlyArray<string | number>,
): ReadonlyArray<Finding> {
  return (elements ?? []).flatMap((element, index) =>
    element.includes(separator)
      ? [
          {
            message: `\`${element}\` holds a ${separator === ',' ? 'comma' : 'space'}, which is also what joins it with its neighbours: it will be read as several`,
            path: [...path, index],
            hint: 'write it as several elements, if that is what it is, or avoid the character',
          },
        ]
      : [],
  );
}
