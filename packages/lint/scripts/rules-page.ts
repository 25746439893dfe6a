import { loadManifests } from '@stash-functions/core';
import { formatProblems, orThrow, type Problem, type Severity } from '@stash-functions/core/decode';
import { lintManifests } from '../src/lint.ts';
import type { Rule } from '../src/rule.ts';
import { rules } from '../src/rules.ts';

/** Makes the page docs/errors/lint.md: a section for each rule, with its example and the printed findings. */
export function rulesPage(): string {
  return [introduction, table(), ...rules.map(section)].join('\n');
}

/** The findings of lint in the example of a rule, of this rule and of others. */
export function findingsOf({ example }: Rule): ReadonlyArray<Problem> {
  return lintManifests(orThrow(loadManifests(example, { file: 'example.yaml' })));
}

const introduction = `# Problem codes of lint

\`lintFunction\`, \`lintTask\` and \`lintManifests\` report these, and the codes of [templates](templating.md#templates).
\`lintManifests\` passes on the warnings of loading, such as [\`nested-spelling\`](core.md#nested-spelling), and
[\`add-on-invalid\`](templating.md#add-on-invalid).

An **error**: a cluster or the operator refuses it, or the SDK cannot plan it. A **warning**: it is accepted, and does the
wrong thing. A **note**: it is a matter of taste, or depends on facts that are not known here. A rule has one severity,
unless its section gives another. A rule with a *fix* gives an edit that a program can apply.

This page is made of the rules themselves.
`;

function table(): string {
  const rows = rules.map(({ code, severity, kinds, meaning }) => {
    return `| [\`${code}\`](#${code}) | ${severity} | ${meaning} | ${kinds.map(nameOfKind).join(', ')} |`;
  });
  return ['| Code | Severity | Meaning | Kinds |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function nameOfKind(kind: string): string {
  return kind === 'other' ? 'objects of other APIs' : kind;
}

function section(rule: Rule): string {
  const { code, meaning, explanation, example, cure } = rule;
  const found = findingsOf(rule).filter((problem) => problem.code === code);
  const severities = new Set<Severity>([rule.severity, ...found.map(({ severity }) => severity)]);
  const fix = found.some((problem) => problem.fix !== undefined) ? ' · fix' : '';
  return `## \`${code}\`

${meaning} (${[...severities].join(' or ')}${fix})

${explanation}

\`\`\`yaml
${example}\`\`\`

\`\`\`text
${formatProblems(found.slice(0, 1))}
\`\`\`

**Cure:** ${cure}
`;
}
