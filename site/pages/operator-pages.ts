import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Expansion,
  evaluateText,
  type KnownOperator,
  type Operator,
  operators,
  type Part,
  parseTemplate,
} from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import { code, type Page, table } from './page.ts';
import { playgroundLink, tryThis } from './playground-link.ts';

/** A page for each operator with what it really gives, and one that lists them. */
export function operatorPages(): ReadonlyArray<Page> {
  const rows = operators.map(({ operator, usage, meaning, example }) => [
    `[${code(usage)}](/operators/${slugOf(operator)})`,
    meaning,
    code(example.template),
    code(resultOf(example.template, variables)),
  ]);
  const list = [
    '# Operators',
    'A template may hold these expressions. [The guide](/guides/templates) explains the language as a whole.',
    table(['Expression', 'Stands for', 'Example', 'Gives'], rows),
    sharedVariables(),
  ].join('\n\n');
  return [
    { path: 'operators/index.md', text: list },
    ...operators.map((entry) => ({ path: `operators/${slugOf(entry.operator)}.md`, text: pageOf(entry) })),
  ];
}

/** The name of an operator in the URL of its page. */
function slugOf(operator: Operator): string {
  return slugs[operator];
}

const slugs: Readonly<Record<Operator, string>> = {
  '': 'value',
  length: 'length',
  ':=': 'default',
  ':-': 'default-dash',
  '=': 'default-equals',
  ':+': 'alternative',
  ':?': 'demand',
  ':': 'substring',
  '##': 'without-longest-beginning',
  '#': 'without-beginning',
  '%%': 'without-longest-end',
  '%': 'without-end',
  '//': 'replace-all',
  '/#': 'replace-beginning',
  '/%': 'replace-end',
  '/': 'replace',
  '^^': 'upper-case',
  '^': 'upper-case-first',
  ',,': 'lower-case',
  ',': 'lower-case-first',
};

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/templates.md'), 'utf8');

/** The variables that the examples of the guide share. */
const variables: Readonly<Record<string, string>> = Object.fromEntries(
  [...(/^```sh\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? '').matchAll(/^(\w+)=(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);

function pageOf({ operator, usage, meaning, example, need }: KnownOperator): string {
  const templates = [...new Set([example.template, ...templatesOfGuide(operator)])];
  const name = nameIn(example.template, operator);
  return [
    `# ${code(usage)}`,
    `This expression stands for ${meaning}. The variable ${need === 'required' ? 'must be present' : 'may be absent'}.`,
    '## Examples',
    sharedVariables(),
    table(
      ['Template', 'Gives'],
      templates.map((template) => [code(template), shownValue(template, variables)]),
    ),
    tryThis(playgroundLink(manifestsWith(templates.filter((template) => isValue(template, variables))))),
    `## Values of ${code(name)}`,
    `This is ${code(example.template)} for a variable that is absent, one that is empty, and some that are not.`,
    table(
      [`Value of ${code(name)}`, 'Gives'],
      [undefined, '', 'banana', 'Zürich', '/backup/db.tar.gz'].map((value) => {
        const given = Object.fromEntries(Object.entries(variables).filter(([each]) => each !== name));
        return [
          value === undefined ? 'absent' : value === '' ? 'empty' : code(value),
          shownValue(example.template, value === undefined ? given : { ...given, [name]: value }),
        ];
      }),
    ),
    '[All operators](/operators/) · [The template language](/guides/templates)',
  ].join('\n\n');
}

function sharedVariables(): string {
  const given = Object.entries(variables).map(([name, value]) =>
    value === '' ? `${code(name)} is empty` : code(`${name}=${value}`),
  );
  return `The examples share these variables: ${given.join(', ')}. ${code('ABSENT')} is not set.`;
}

/** The templates of the guide's tables that use an operator. */
function templatesOfGuide(operator: Operator): ReadonlyArray<string> {
  return [...guide.matchAll(/^\| `+ ?(.+?) ?`+ \| /gm)]
    .map(([, template = '']) => template.replaceAll('\\|', '|'))
    .filter((template) => expansionsIn(template).some((expansion) => expansion.operator === operator));
}

function expansionsIn(template: string): ReadonlyArray<Expansion> {
  const parsed = parseTemplate(template);
  return isLeft(parsed) ? [] : parsed.right.parts.filter(isExpansion);
}

function isExpansion(part: Part): part is Expansion {
  return part.kind === 'expansion';
}

function nameIn(template: string, operator: Operator): string {
  return expansionsIn(template).find((expansion) => expansion.operator === operator)?.name ?? '';
}

function isValue(template: string, given: Readonly<Record<string, string>>): boolean {
  return !isLeft(evaluateText(template, (name) => given[name]));
}

function resultOf(template: string, given: Readonly<Record<string, string>>): string {
  const result = evaluateText(template, (name) => given[name]);
  return isLeft(result) ? '' : result.right;
}

/** The text that a template gives, or the Problem that it is. */
function shownValue(template: string, given: Readonly<Record<string, string>>): string {
  const result = evaluateText(template, (name) => given[name]);
  if (isLeft(result)) {
    const [{ code: name, message }] = result.left;
    return `[${name}](/problems/${name}): ${message}`;
  }
  return result.right === '' ? 'nothing' : code(result.right);
}

/** Manifests that plan a container with templates for its arguments. */
function manifestsWith(templates: ReadonlyArray<string>): ReadonlyArray<{ name: string; text: string }> {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const params = Object.entries(variables).map(([name, value]) => `      - { name: ${name}, value: ${quoted(value)} }`);
  const fn = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: try
spec:
  image: busybox:1.37
  command: [echo]
  args:
${templates.map((template) => `    - ${quoted(template)}`).join('\n')}
`;
  const backup = `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: try
spec:
  steps:
    - name: try
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: try
  namespace: demo
spec:
  schedule: "0 2 * * *"
  repository:
    name: try
  task:
    name: try
    params:
${params.join('\n')}
  target:
    ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: data }
  retentionPolicy: { name: keep-one, keepLast: 1, prune: true }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: try
  namespace: demo
spec:
  backend:
    s3: { endpoint: s3.amazonaws.com, bucket: backups, prefix: try }
    storageSecretName: s3-credentials
`;
  return [
    { name: 'function.yaml', text: fn },
    { name: 'backup.yaml', text: backup },
  ];
}
